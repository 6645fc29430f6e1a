package summary

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// CutPoints are the ascending numbers that an edges grid is cut at, packed so that grids compare by value.
type CutPoints string

// The bounds of what an edges grid takes.
const (
	MaxCutPoints = 256
	maxCutPoint  = 1e300 // the distance between any two is a double
)

const (
	outerCells   = 32      // cells in which the distance from the outermost cut point, plus the grid's width, doubles
	outerDoubles = 100     // doublings that are distinguished; the last outer cell holds all values beyond
	farthest     = 1e308   // no outer cell reaches beyond
	smallPlace   = 0x1p-40 // places below it are 0: they round to it anyway, and some stores refuse results so small
)

// NewEdges returns the grid with the given cut points: 2 to 256 ascending numbers within ±1e300.
func NewEdges(cuts []float64) (Grid, error) {
	if len(cuts) < 2 || len(cuts) > MaxCutPoints {
		return Grid{}, fmt.Errorf("edges takes 2 to %d cut points; found %d", MaxCutPoints, len(cuts))
	}
	packed := make([]byte, 0, 8*len(cuts))
	for i, x := range cuts {
		if !(math.Abs(x) <= maxCutPoint) {
			return Grid{}, fmt.Errorf("edges: cut point %v is not within ±%g", x, maxCutPoint)
		}
		if i > 0 && x <= cuts[i-1] {
			return Grid{}, fmt.Errorf("edges: cut points must ascend; %v comes after %v", x, cuts[i-1])
		}
		packed = binary.BigEndian.AppendUint64(packed, math.Float64bits(x+0)) // −0 is 0
	}
	return Grid{Family: Edges, Cuts: CutPoints(packed)}, nil
}

func parseEdges(text string) (Grid, error) {
	var cuts []float64
	for _, part := range strings.Split(text, ",") {
		x, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil {
			return Grid{}, fmt.Errorf("edges: %q is not a number", strings.TrimSpace(part))
		}
		cuts = append(cuts, x)
	}
	return NewEdges(cuts)
}

func (p CutPoints) String() string {
	texts := make([]string, p.Len())
	for i := range texts {
		texts[i] = strconv.FormatFloat(p.At(i), 'g', -1, 64)
	}
	return "edges([" + strings.Join(texts, ", ") + "])"
}

// Len is the number of cut points.
func (p CutPoints) Len() int { return len(p) / 8 }

// At returns cut point i, counted from 0.
func (p CutPoints) At(i int) float64 {
	var bits uint64
	for _, b := range []byte(p[8*i : 8*i+8]) {
		bits = bits<<8 | uint64(b)
	}
	return math.Float64frombits(bits)
}

// Ends returns the first and the last cut point, and the distance between them.
func (p CutPoints) Ends() (first, last, width float64) {
	first, last = p.At(0), p.At(p.Len()-1)
	return first, last, last - first
}

// Outer returns what a store needs to count values at or beyond the outermost cut points: where the first outer cells
// end, and the farthest values that are distinguished.
func (p CutPoints) Outer() (belowEnds, aboveEnds, least, most float64) {
	first, last, width := p.Ends()
	own, reach := width*outerStep(1), math.Min(farthest, math.Ldexp(width, outerDoubles))
	return first - own, last + own, math.Max(-farthest, first-reach), math.Min(farthest, last+reach)
}

// outerStep is the distance at which outer cell j begins, in units of the grid's width.
func outerStep(j float64) float64 { return math.Expm1(j * math.Ln2 / outerCells) }

// key of a finite x; see Grid.
func (p CutPoints) key(x float64) int64 {
	first, last, width := p.Ends()
	belowEnds, aboveEnds, least, most := p.Outer()
	switch {
	case x >= aboveEnds:
		return int64(p.Len()) + outerIndex((math.Min(x, most)-last)/width)
	case x >= last:
		return int64(p.Len())
	case x < belowEnds:
		return -outerIndex((first - math.Max(x, least)) / width)
	case x < first:
		return 0
	}
	low, high := 0, p.Len()-1
	for high-low > 1 {
		if middle := (low + high) / 2; x >= p.At(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return int64(low + 1)
}

func outerIndex(distance float64) int64 {
	return int64(math.Floor(outerCells*math.Log2(1+distance) + edgeTolerance))
}

// outer returns the number of an outer cell, and whether it lies below all cut points; false for an inner one.
func (p CutPoints) outer(key int64) (j int64, below, ok bool) {
	if key <= 0 {
		return -key, true, true
	}
	j = key - int64(p.Len())
	return j, false, j >= 0
}

func (p CutPoints) affine(key int64) (origin, width float64) {
	first, last, all := p.Ends()
	j, below, ok := p.outer(key)
	if !ok {
		return first, all
	}
	begins := all * outerStep(float64(j))
	width = all * outerStep(1) * math.Exp2(float64(j)/outerCells)
	if below {
		return first - begins, -width
	}
	return last + begins, width
}

func (p CutPoints) bounds(key int64) (lo, hi float64) {
	if _, _, ok := p.outer(key); ok {
		origin, width := p.affine(key)
		return math.Min(origin, origin+width), math.Max(origin, origin+width)
	}
	return p.At(int(key - 1)), p.At(int(key))
}

// place of x in its cell; see Grid.
func (p CutPoints) place(x float64, key int64) float64 {
	origin, width := p.affine(key)
	_, _, least, most := p.Outer()
	f := (math.Max(least, math.Min(most, x)) - origin) / width
	if f < smallPlace {
		return 0
	}
	return math.Min(1, f)
}

// evenly is the cell of n values spread evenly over an inner cell.
func (p CutPoints) evenly(key int64) (first, second float64, ok bool) {
	if _, _, outer := p.outer(key); outer {
		return 0, 0, false
	}
	origin, width := p.affine(key)
	lo, hi := p.bounds(key)
	a, b := (lo-origin)/width, (hi-origin)/width
	return (a + b) / 2, (a*a + a*b + b*b) / 3, true
}

// Points returns the cut points.
func (p CutPoints) Points() []float64 {
	points := make([]float64, p.Len())
	for i := range points {
		points[i] = p.At(i)
	}
	return slices.Clip(points)
}

package summary

import "math"

// What a grid must deliver: on the reference no cell that holds several values has more than 1/70 of them, so that a
// Kolmogorov–Smirnov distance from the reference is right within 0.0143, whatever the other window holds.
const (
	mostInCell = 1.0 / 70
	// values that a cell may hold in any case: of a small reference, chance alone brings more together
	leastInCell  = 14
	mostCells    = 2048 // of the reference that a grid may have
	cellsOfGuess = 1024 // that a choice by octaves may expect
	maxScaleUp   = 9    // of exponential grids
)

// cellLimit is how many of n values a cell of several values may hold.
func cellLimit(n float64) float64 { return math.Max(leastInCell, n*mostInCell) }

// TooCoarse reports whether the column's grid delivers less than it must for these values, or takes too many cells.
// whole says that all values are whole numbers. A cell that is known to hold one value only is as good as can be.
func (c *Column) TooCoarse(whole bool) bool {
	if !c.Numeric() || c.Grid.Family == Logit {
		return false
	}
	limit := cellLimit(c.Count())
	for key, cell := range c.Cells {
		if cell.N > limit && !c.Grid.single(key, whole) {
			return true
		}
	}
	return len(c.Cells) > mostCells && c.Grid.Family != Edges
}

// Halved returns the grid whose cells are half as wide, where that may be all that a grid lacks which is too coarse: no
// cell has more than twice what it may, and their number stays within bounds.
func (c *Column) Halved(whole bool) (Grid, bool) {
	limit := cellLimit(c.Count())
	for key, cell := range c.Cells {
		if cell.N > 2*limit && !c.Grid.single(key, whole) {
			return Grid{}, false
		}
	}
	scale := c.Grid.Scale + 1
	ok := c.Grid.Family == Linear && scale <= scales[Linear][1] || c.Grid.Family == Exponential && scale <= maxScaleUp
	return c.Grid.Coarsen(-1), ok && 2*len(c.Cells) <= mostCells
}

// single reports whether a cell can hold one value only.
func (g Grid) single(key int64, whole bool) bool {
	switch g.Family {
	case Linear:
		return whole && g.Scale >= 0 && key != maxLinearKey && key != -maxLinearKey
	case Exponential:
		return key == 0
	case Edges:
		lo, hi := g.Bounds(key)
		return hi == next(lo)
	}
	return false
}

// octave is how many values of one sign lie in a power of two, and how wide that is.
type octave struct {
	width, n float64
	negative bool
}

// density is what the octaves tell of how values crowd. Inside an octave they are taken as even.
type density struct {
	total, zeros float64
	all, kept    []octave // kept: without the outer ones that a choice leaves out

	// Of counts on a linear grid, the most values in a cell at zero, whose octaves and zeros are not known, and its
	// width.
	atZero, finest float64
}

// finer returns the exponent of a linear width at which no cell is expected to hold more than it may: at most exponent.
func (d density) finer(exponent int) int {
	for exponent > -scales[Linear][1] && d.tooDense(math.Ldexp(1, exponent)) {
		exponent--
	}
	return exponent
}

func (d density) tooDense(width float64) bool {
	limit := d.total * mostInCell
	atZero, narrower := [2]float64{d.zeros, 0}, false
	for _, o := range d.all {
		switch {
		case o.width < width && o.negative:
			atZero[1], narrower = atZero[1]+o.n, true
		case o.width < width:
			atZero[0], narrower = atZero[0]+o.n, true
		case o.n*width/o.width > limit:
			return true
		}
	}
	return narrower && math.Max(atZero[0], atZero[1]) > limit
}

// cells is how many cells of a width many values are expected to take; sd bounds how far those of an octave spread.
// That does not depend on how many there are: a sample expects as many.
func (d density) cells(width, sd float64) (n float64) {
	for _, o := range d.kept {
		if o.width >= width {
			n += math.Min(o.width, 8*sd) / width
		}
	}
	return n
}

// scale is that of the exponential grid on which no cell is expected to hold more than it may.
func (d density) scale() int {
	scale := DefaultExponential.Scale
	for _, o := range d.all {
		for scale < maxScaleUp && o.n/math.Exp2(float64(scale)) > d.total*mostInCell {
			scale++
		}
	}
	return scale
}

// zeroInflated reports whether zero needs a cell of its own among numbers that are not whole.
func (d density) zeroInflated() bool { return d.zeros > d.total*mostInCell }

// densityOfBands is what bands tell; kept are those that a choice rests on.
func densityOfBands(all, kept []band) density {
	d := density{}
	octaves := func(bands []band) (list []octave) {
		for _, b := range bands {
			if b.hi > b.lo {
				list = append(list, octave{width: b.hi - b.lo, n: b.n, negative: b.hi <= 0})
			}
		}
		return list
	}
	for _, b := range all {
		d.total += b.n
		switch {
		case b.inner:
			d.atZero, d.finest = math.Max(d.atZero, b.n), b.hi-b.lo
		case b.hi == b.lo:
			d.zeros = b.n
		}
	}
	d.all, d.kept = octaves(all), octaves(kept)
	return d
}

// densityOf reads the octaves of a first pass; kept are the cells that a choice rests on.
func densityOf(first *Column, kept []KeyedCell) density {
	d := density{}
	octaves := func(cells []KeyedCell) (list []octave) {
		for _, cell := range cells {
			if cell.Key == 0 {
				continue
			}
			lo, hi := first.Grid.Bounds(cell.Key)
			list = append(list, octave{width: hi - lo, n: cell.N, negative: cell.Key < 0})
		}
		return list
	}
	cells := first.SortedCells()
	for _, cell := range cells {
		d.total += cell.N
		if cell.Key == 0 {
			d.zeros = cell.N
		}
	}
	d.all, d.kept = octaves(cells), octaves(kept)
	return d
}

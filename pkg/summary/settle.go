package summary

import (
	"math"
	"slices"
)

// Choose returns the grid for what was found: linear with the widest cells that are expected to deliver, else
// exponential, else edges, which surely do. The notice is empty unless the grid has little to go by.
func (z *Zoom) Choose() (grid Grid, notice string) {
	if len(z.ranges) == 0 {
		return DefaultExponential, NoValues
	}
	least, most := z.ranges[0].Min, z.ranges[len(z.ranges)-1].Max
	if least == most {
		notice = "all values are equal: the grid rests on one value"
	}
	for scale := firstScale(least, most); scale <= scales[Linear][1]; scale++ {
		g := Grid{Family: Linear, Scale: scale}
		fits, few := z.fit(g)
		if fits && few && !slices.Contains(z.failed, g) {
			return g, notice
		}
		if !few || least == most {
			break
		}
	}
	for scale := DefaultExponential.Scale; scale <= maxScaleUp; scale++ {
		g := Grid{Family: Exponential, Scale: scale}
		if fits, few := z.fit(g); fits && few && !slices.Contains(z.failed, g) {
			return g, notice
		}
	}
	grid, err := NewEdges(z.edges())
	if err != nil {
		return DefaultExponential, notice // values too far out for edges
	}
	return grid, notice
}

// firstScale is that of the widest linear cells worth a look: two of them hold all values, or one a whole number.
func firstScale(least, most float64) int {
	if least == most {
		return 0
	}
	_, exponent := math.Frexp(most/2 - least/2)
	return max(scales[Linear][0], -exponent-1)
}

// fit reports whether no cell of a grid is expected to hold more than it may, and whether the cells are few enough. The
// values of a range are taken as even between its ends.
func (z *Zoom) fit(g Grid) (fits, few bool) {
	total := z.count()
	var cells float64
	at := openCell{limit: cellLimit(total), valueLimit: z.valueLimit(), whole: z.whole}
	fits = true
	for _, r := range z.ranges {
		from, _ := g.Key(r.Min)
		to, _ := g.Key(r.Max)
		if cells += math.Min(r.N, float64(to-from)+1); cells > mostCells {
			return false, false
		}
		if to == from {
			fits = at.add(g, from, r.N, r) && fits
			continue
		}
		_, ends := g.Bounds(from)
		begins, _ := g.Bounds(to)
		fits = at.add(g, from, r.N*share(ends-r.Min, r), r) && fits
		fits = at.add(g, to, r.N*share(r.Max-begins, r), r) && fits
	}
	return fits, true
}

// share of a range's values that lie in a part of it.
func share(width float64, r Range) float64 {
	return math.Max(0, math.Min(1, width/(r.Max-r.Min)))
}

// wary is the part of what a cell may hold that an estimate over several ranges may reach.
const wary = 0.9

// openCell is the cell that is being filled, in ascending order of cells.
type openCell struct {
	limit, valueLimit float64
	whole             bool
	key               int64
	n                 float64
	ranges            int
	one               bool // it holds a single value
}

// add adds n values of a range and reports whether the cell may hold what it holds.
func (p *openCell) add(g Grid, key int64, n float64, r Range) bool {
	if p.ranges > 0 && p.key == key {
		p.n, p.ranges, p.one = p.n+n, p.ranges+1, false
	} else {
		p.key, p.n, p.ranges, p.one = key, n, 1, r.single()
	}
	limit := p.limit
	if p.ranges > 1 {
		limit *= wary
	}
	return p.n <= limit || p.one && (p.n <= p.valueLimit || g.single(key, p.whole))
}

// valueLimit is how many rows a single value may have that shares its cell with values that the reference does not
// hold. Where most rows have one of a few values that come back, as numbers with a decimal do, they may have any
// number.
func (z *Zoom) valueLimit() float64 {
	total := z.count()
	var frequent, rows float64
	for _, r := range z.ranges {
		if r.single() && r.N > cellLimit(total) {
			frequent, rows = frequent+1, rows+r.N
		}
	}
	if frequent > 3 && rows > fewValues*total {
		return total
	}
	return total / ownCell
}

// edges returns cut points between the ranges: pieces of at most 1/70 of the values, cells of their own for frequent
// values, the deciles, and some in the gaps, where values of later windows may lie. At a decile the cuts lie right
// above a value, where exact deciles cut: later windows may hold values before the next one. The outermost ranges lie
// in outer cells, so that a wild value does not stretch the grid.
func (z *Zoom) edges() []float64 {
	limit := cellLimit(z.count())
	var cuts []float64
	var held float64
	holdsDecile := z.holdDeciles()
	for i, r := range z.ranges {
		if holdsDecile[i] && i > 0 {
			cuts, held = append(cuts, next(z.ranges[i-1].Max)), 0
		}
		own := r.single() && r.N > limit
		if (held == 0 || own || held+r.N > limit) && (i > 0 || own) {
			cuts, held = append(cuts, r.Min), 0
		}
		held += r.N
		if own || holdsDecile[i] {
			cuts, held = append(cuts, next(r.Max)), 0
		}
	}
	if len(cuts) < 2 {
		cuts = append(cuts, z.ranges[0].Min, next(z.ranges[len(z.ranges)-1].Max))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	return tidy(append(cuts, z.gaps(cuts, min(mostInGaps, MaxCutPoints-len(cuts)))...))
}

// mostInGaps is how many cut points gaps may take.
const mostInGaps = 64

// gaps returns at most some cut points in the gaps between ranges, the widest first. Cells there widen with the
// distance from both ends.
func (z *Zoom) gaps(cuts []float64, some int) []float64 {
	type gap struct{ lo, hi, beside float64 }
	var list []gap
	for i := 1; i < len(z.ranges); i++ {
		a, b := z.ranges[i-1], z.ranges[i]
		beside := math.Max(math.Max(a.Max-a.Min, b.Max-b.Min), (cuts[len(cuts)-1]-cuts[0])*0x1p-10)
		if b.Min-a.Max > 4*beside {
			list = append(list, gap{a.Max, b.Min, beside})
		}
	}
	slices.SortStableFunc(list, func(x, y gap) int {
		switch a, b := (x.hi-x.lo)/x.beside, (y.hi-y.lo)/y.beside; {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	var extra []float64
	for _, g := range list {
		for d := g.beside; d < (g.hi-g.lo)/2; d *= 2 {
			if len(extra)+2 > some {
				return extra
			}
			extra = append(extra, g.lo+d, g.hi-d)
		}
	}
	return extra
}

package summary

import (
	"math"
	"slices"
)

// band is an octave, or what lies nearer to zero than the cells of a linear grid distinguish: values in [lo, hi], and
// the moments of the middles of their cells about the origin, which all bands share.
type band struct {
	lo, hi       float64
	origin, n    float64
	sum, squares float64
	slack        float64 // Σ of the squares of the distances that values may have from those middles
	inner        bool    // at zero: many octaves
}

// bands returns the column's cells by octave, in ascending order. up says whether cells that end at a power of two
// belong to the octave that begins there.
func (c *Column) bands(up bool) []band {
	var list []band
	var origin float64
	for i, cell := range c.SortedCells() {
		lo, hi := c.Grid.Bounds(cell.Key)
		middle, half := lo+(hi-lo)/2, (hi-lo)/2
		if i == 0 {
			origin = middle
		}
		next := c.Grid.bandOf(cell.Key, up)
		if len(list) == 0 || list[len(list)-1].lo != next.lo || list[len(list)-1].hi != next.hi {
			list = append(list, next)
		}
		b, x := &list[len(list)-1], middle-origin
		b.origin = origin
		b.n, b.sum, b.squares, b.slack = b.n+cell.N, b.sum+cell.N*x, b.squares+cell.N*x*x, b.slack+cell.N*half*half
	}
	return list
}

// bandOf returns the empty band of a cell.
func (g Grid) bandOf(key int64, up bool) band {
	lo, hi := g.Bounds(key)
	if lo == hi { // the exponential zero
		return band{}
	}
	near, far := math.Min(math.Abs(lo), math.Abs(hi)), math.Max(math.Abs(lo), math.Abs(hi))
	if near == 0 && !up {
		return band{lo: lo, hi: hi, inner: true}
	}
	var octave int
	var ends bool // at a power of two
	if g.Family == Linear {
		octave = math.Ilogb(far)
		if ends = far == math.Ldexp(1, octave); ends && !up {
			octave--
		}
	} else {
		index := max(key, -key) - exponentShift
		octave, ends = int(index>>g.Scale), (index+1)&(1<<g.Scale-1) == 0
		if ends && up {
			octave++
		}
	}
	from, to := math.Ldexp(1, octave), math.Ldexp(1, octave+1)
	if hi <= 0 {
		return band{lo: -to, hi: -from}
	}
	return band{lo: from, hi: to}
}

// keptBands leaves out outer bands, those gone, as trimmed does; partial is how many values of a band at zero that has
// come to an end may be left out besides. false: there is nothing.
func keptBands(all []band) (kept, gone []band, partial float64, ok bool) {
	var total float64
	for _, b := range all {
		total += b.n
	}
	left := [2]float64{}
	from, to := 0, len(all)
	for ; to-from > 1 && left[0]+all[from].n <= maxTrim*total; from++ {
		left[0] += all[from].n
	}
	for ; to-from > 1 && left[1]+all[to-1].n <= maxTrim*total; to-- {
		left[1] += all[to-1].n
	}
	kept, gone = all[from:to], append(slices.Clone(all[:from]), all[to:]...)
	if len(kept) == 0 {
		return nil, nil, 0, false
	}
	for i, end := range []band{kept[0], kept[len(kept)-1]} {
		if end.inner {
			partial = math.Max(partial, maxTrim*total-left[i])
		}
	}
	return kept, gone, partial, true
}

// fractionalWithin reports whether a value of a first pass between two limits is known not to be whole.
func (c *Column) fractionalWithin(low, high float64) bool {
	for key, cell := range c.Cells {
		if lo, hi := c.Grid.Bounds(key); cell.Fractional > 0 && lo >= low && hi <= high {
			return true
		}
	}
	return false
}

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

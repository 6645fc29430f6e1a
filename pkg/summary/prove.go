package summary

import "math"

// ProveGrid returns the grid that ChooseGrid would choose for a column's values, from counts of them on a grid that was meant
// to be a step finer. sample is a first pass over some of the values; whole says that all of them are whole numbers. false:
// the counts leave the choice open, since what ChooseGrid compares lies too near its limit for what cells do not tell.
//
// Cells nest in octaves, but for values a millionth below a power of two, and for the powers themselves where they are
// negative, which belong to the next octave; so the choice is made twice, with all cells that end at a power of two in
// either octave. Cells at zero hold many octaves. Of sd and IQR, bounds are known.
func ProveGrid(fine, sample *Column, whole bool) (Grid, bool) {
	if fine.Beyond() > 0 {
		return Grid{}, false
	}
	var e extent
	for i, up := range []bool{false, true} {
		kept, partial, ok := keptBands(fine.bands(up))
		if !ok {
			return Grid{}, false
		}
		seen := extentOf(kept, partial)
		seen.fractional = sample.fractionalWithin(kept[0].lo, kept[len(kept)-1].hi)
		if i == 0 {
			e = seen
		}
		e = e.with(seen)
	}
	return e.choose(whole)
}

// Provable reports whether ProveGrid may be expected to succeed, going by a sample: not where numbers seem whole and are not
// said to be, which counts cannot show, nor where sd lies near a power of two.
func Provable(sample *Column, whole bool) bool {
	const near = 0.03 // 2 %, more than a sample of thousands is wrong by
	rest, seem := sample.rest()
	_, power := math.Modf(math.Log2(math.Sqrt(rest.Moments().Variance)))
	power = math.Abs(power)
	return (whole || !seem) && power > near && power < 1-near
}

// band is an octave, or what lies nearer to zero than the cells of a linear grid tell apart: values in [lo, hi], and the
// moments of the middles of their cells about the origin that all bands share.
type band struct {
	lo, hi       float64
	n            float64
	sum, squares float64
	slack        float64 // Σ of the squares of the distances that values may have from those middles
	inner        bool    // at zero: many octaves
}

// bands returns the column's cells by octave, in ascending order. up says whether cells that end at a power of two belong to
// the octave that begins there.
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

// keptBands leaves out outer bands as trimmed does; partial is how many values of a band at zero that has come to an end may
// be left out besides. false: there is nothing.
func keptBands(bands []band) (kept []band, partial float64, ok bool) {
	var total float64
	for _, b := range bands {
		total += b.n
	}
	gone := [2]float64{}
	for ; len(bands) > 1 && gone[0]+bands[0].n <= maxTrim*total; bands = bands[1:] {
		gone[0] += bands[0].n
	}
	for ; len(bands) > 1 && gone[1]+bands[len(bands)-1].n <= maxTrim*total; bands = bands[:len(bands)-1] {
		gone[1] += bands[len(bands)-1].n
	}
	if len(bands) == 0 {
		return nil, 0, false
	}
	for i, end := range []band{bands[0], bands[len(bands)-1]} {
		if end.inner {
			partial = math.Max(partial, maxTrim*total-gone[i])
		}
	}
	return bands, partial, true
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

package summary

import (
	"math"
	"slices"
)

// ProveGrid returns the grid that ChooseGrid would choose for a column's values, from counts of them on a grid that was
// meant to be a step finer. sample is a first pass over some of the values; whole says that all of them are whole
// numbers; exact is what the store knows besides, or nil. false: the choice is left open, since what ChooseGrid
// compares lies too near its limit for what cells do not tell.
//
// Cells nest in octaves, but for values a millionth below a power of two, and for the powers themselves where they are
// negative, which belong to the next octave; so the choice is made twice, with all cells that end at a power of two in
// either octave. Cells at zero hold many octaves. Of sd and IQR, bounds are known, of sd close ones with exact moments.
func ProveGrid(fine, sample *Column, exact *Exact, whole bool) (Grid, bool) {
	if below, above := fine.Beyond(); below+above > 0 {
		return Grid{}, false
	}
	var e extent
	var of [2]density
	for i, up := range []bool{false, true} {
		bands := fine.bands(up)
		kept, gone, partial, ok := keptBands(bands)
		if !ok {
			return Grid{}, false
		}
		seen := extentOf(kept, partial)
		of[i] = densityOfBands(bands, kept)
		if exact.describes(bands) {
			if !math.IsNaN(exact.Variance) {
				seen.sd = seen.sd.both(sdWithin(exact.variance(gone), kept, partial, 0))
			}
			whole = whole || !exact.Fractional
		}
		seen.fractional = sample.fractionalWithin(kept[0].lo, kept[len(kept)-1].hi)
		if i == 0 {
			e = seen
		}
		e = e.with(seen)
	}
	grid, ok := e.choose(whole, of[0])
	if again, too := e.choose(whole, of[1]); !too || again != grid {
		return Grid{}, false
	}
	return grid, ok
}

// Open is what counts leave open of a choice of grid, for what else of Exact may prove it.
type Open struct {
	Sd    bool // on which side of a power of two the sd lies that is near it: Mean and Variance
	Whole bool // whether numbers are whole that seem so and are not said to be: Fractional
}

// OpenAfter tells from a sample what ProveGrid will need besides counts. false: nothing will do.
func OpenAfter(sample *Column, whole bool) (Open, bool) {
	const near = 0.03 // 2 %, more than a sample of thousands is wrong by
	rest, seem := sample.rest()
	variance := rest.Moments().Variance
	_, power := math.Modf(math.Log2(math.Sqrt(variance)))
	power = math.Abs(power)
	return Open{Sd: power <= near || power >= 1-near, Whole: seem && !whole}, variance > 0 && !math.IsInf(variance, 0)
}

// band is an octave, or what lies nearer to zero than the cells of a linear grid tell apart: values in [lo, hi], and
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

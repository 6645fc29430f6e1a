package summary

import "math"

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

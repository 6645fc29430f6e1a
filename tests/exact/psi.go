// Package exact computes measures from the rows themselves, for tests that hold a measure of counts against them.
package exact

import (
	"math"
	"slices"

	"leeway/pkg/stats"
)

// PSI returns the population stability index over deciles of the baseline's rows, by the rule of the bins with every
// value a cell of its own: a value that holds a tenth of the rows is a bin of its own. shift moves the rank of each
// cut, as a share of all rows. A cut lies right above the value that a decile falls on; without above, right below the
// next one, as the other window may have values between.
func PSI(current, baseline []float64, shift float64, above bool) float64 {
	values, counts := runs(baseline)
	tenth := float64(len(baseline)) / 10
	var cuts []float64 // a bin begins at each
	var below float64
	for i, j := 0, 1; j < 10; j++ {
		target := float64(j)*tenth + shift*10*tenth
		for i+1 < len(values) && math.Abs(below+counts[i]+counts[i+1]-target) < math.Abs(below+counts[i]-target) {
			below += counts[i]
			i++
		}
		switch {
		case i+1 == len(values) || counts[i] >= tenth:
		case above:
			cuts = append(cuts, math.Nextafter(values[i], math.Inf(1)))
		default:
			cuts = append(cuts, values[i+1])
		}
	}
	for i, n := range counts {
		if n >= tenth {
			cuts = append(cuts, values[i], math.Nextafter(values[i], math.Inf(1)))
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	count := func(values []float64) []float64 {
		counts := make([]float64, len(cuts)+1)
		for _, x := range values {
			i, _ := slices.BinarySearch(cuts, math.Nextafter(x, math.Inf(1)))
			counts[i]++
		}
		return counts
	}
	return stats.PSI(stats.Occupied(count(current), count(baseline)))
}

// runs are the distinct values, ascending, and how often each comes.
func runs(of []float64) (values, counts []float64) {
	for _, x := range slices.Sorted(slices.Values(of)) {
		if n := len(values); n > 0 && values[n-1] == x {
			counts[n-1]++
		} else {
			values, counts = append(values, x), append(counts, 1)
		}
	}
	return values, counts
}

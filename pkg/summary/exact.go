package summary

import "math"

// Exact is what a store computes of a column's values at once, without cells.
type Exact struct {
	N              float64 // valid values within ±2^400: the others are no part of it
	Mean, Variance float64 // of the population; NaN where they were not asked for
	Fractional     bool    // a value is not whole, or that was not asked
}

// describes reports whether e is of the values of bands: between two readings rows may come in, and values beyond 2^400
// are in no moment.
func (e *Exact) describes(bands []band) bool {
	var n float64
	for _, b := range bands {
		n += b.n
	}
	return e != nil && e.N == n && !math.IsInf(e.Variance, 0)
}

// variance bounds that of the values which are not in gone. Of those, only their cells are known.
func (e *Exact) variance(gone []band) interval {
	// A store's variance may be a difference of sums: it is off by as much as the last digits of those.
	const digits = 1e-10
	n := e.N
	// moments of what stays about the mean of all, times n; and their errors
	var first, second, offFirst, offSecond float64
	second = e.N * e.Variance
	offSecond = e.N * (e.Variance + e.Mean*e.Mean) * digits
	for _, b := range gone {
		shift := e.Mean - b.origin
		about := b.squares - 2*shift*b.sum + shift*shift*b.n
		spread := math.Sqrt(b.slack)
		n -= b.n
		first -= b.sum - shift*b.n
		second -= about
		offFirst += math.Sqrt(b.n) * spread
		offSecond += 2*math.Sqrt(math.Max(0, about))*spread + b.slack
		offSecond += (b.squares + 2*math.Abs(shift*b.sum) + shift*shift*b.n) * digits
	}
	least, most := math.Max(0, math.Abs(first)-offFirst), math.Abs(first)+offFirst
	return interval{(second-offSecond)/n - most*most/n/n, (second+offSecond)/n - least*least/n/n}
}

package simulation

import (
	"math"
	"math/rand/v2"
)

// poisson draws a count, by a normal above 50.
func poisson(r *rand.Rand, mean float64) int {
	if mean > 50 {
		return int(math.Max(0, math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
	}
	n, p := 0, math.Exp(-mean)
	for u := r.Float64(); u > p; n++ {
		u -= p
		p *= mean / float64(n+1)
	}
	return n
}

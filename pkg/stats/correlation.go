package stats

import "math"

// FisherInterval is the 95 % interval of a correlation r of n > 3 rows: tanh(artanh r ± 1.96/√(n−3)) (Fisher 1921).
func FisherInterval(r, n float64) (lower, upper float64) {
	z, half := math.Atanh(r), Confidence95/math.Sqrt(n-3)
	return math.Tanh(z - half), math.Tanh(z + half)
}

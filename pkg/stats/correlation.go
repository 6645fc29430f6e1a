package stats

import "math"

// FisherInterval is the 95 % interval of a correlation r of n > 3 rows: tanh(artanh r ± 1.96/√(n−3)) (Fisher 1921).
func FisherInterval(r, n float64) (lower, upper float64) {
	z, half := math.Atanh(r), Confidence95/math.Sqrt(n-3)
	return math.Tanh(z - half), math.Tanh(z + half)
}

// FisherDifference is the p-value that the correlations r of n rows and s of m rows are equal, from the difference of
// their Fisher z, whose variance 1/(n−3) + 1/(m−3) is inflated by wobble. 1 if they are equal, also at ±1; NaN if n or m is
// at most 3.
func FisherDifference(r, n, s, m float64, w Wobble) float64 {
	if n <= 3 || m <= 3 {
		return math.NaN()
	}
	if r == s {
		return 1
	}
	return w.TwoSided((math.Atanh(r)-math.Atanh(s))/math.Sqrt(1/(n-3)+1/(m-3)), math.Inf(1))
}

package stats

import "math"

// KolmogorovSmirnov is max|F − G| of two samples' cumulative shares over ordered cells; c and b have the same length
// and are in ascending order of value. Values in one cell count as equal. So the result is never above the exact
// statistic, and below it by at most the share of one cell. NaN if a sample is empty.
func KolmogorovSmirnov(c, b []float64) float64 {
	n, m := sum(c), sum(b)
	if n == 0 || m == 0 {
		return math.NaN()
	}
	var d, f, g float64
	for i := range c {
		f, g = f+c[i], g+b[i]
		d = math.Max(d, math.Abs(f/n-g/m))
	}
	return d
}

// EffectiveSize is nm/(n+m), the size that takes the place of n when two samples are compared.
func EffectiveSize(n, m float64) float64 { return n * m / (n + m) }

// KolmogorovSurvival is Q(λ) = 2·Σ_{k≥1} (−1)^{k−1}·exp(−2k²λ²), the probability that √(nm/(n+m))·D exceeds λ for
// large samples of one distribution. 1 for λ ≤ 0.
func KolmogorovSurvival(lambda float64) float64 {
	if lambda <= 0 {
		return 1
	}
	if lambda < 1 {
		// The other series of the same function (theta transform) converges where the first does not.
		var s float64
		for k := 1; k <= 9; k += 2 {
			s += math.Exp(-float64(k*k) * math.Pi * math.Pi / (8 * lambda * lambda))
		}
		return 1 - math.Sqrt(2*math.Pi)/lambda*s
	}
	var q, sign float64 = 0, 1
	for k := 1; k <= 8; k++ {
		q += sign * math.Exp(-2*float64(k*k)*lambda*lambda)
		sign = -sign
	}
	return 2 * q
}

// KolmogorovQuantile returns λ with KolmogorovSurvival(λ) = alpha, for alpha in (0, 1).
func KolmogorovQuantile(alpha float64) float64 {
	lo, hi := 0.0, 1.0
	for KolmogorovSurvival(hi) > alpha {
		hi *= 2
	}
	for range 60 {
		mid := (lo + hi) / 2
		if KolmogorovSurvival(mid) > alpha {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2
}

// Wasserstein is the first Wasserstein distance ∫|F − G| of two samples of weighted points, each in ascending order.
// NaN if a sample is empty.
func Wasserstein(x, xn, y, yn []float64) float64 {
	n, m := sum(xn), sum(yn)
	if n == 0 || m == 0 {
		return math.NaN()
	}
	var i, j int
	var f, g, d float64
	at := math.Min(x[0], y[0])
	for i < len(x) || j < len(y) {
		next := math.Inf(1)
		if i < len(x) {
			next = x[i]
		}
		if j < len(y) {
			next = math.Min(next, y[j])
		}
		d += math.Abs(f/n-g/m) * (next - at)
		for ; i < len(x) && x[i] == next; i++ {
			f += xn[i]
		}
		for ; j < len(y) && y[j] == next; j++ {
			g += yn[j]
		}
		at = next
	}
	return d
}

package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// ChiSquaredQuantile returns x with P(χ²_df > x) = alpha.
func ChiSquaredQuantile(df, alpha float64) float64 {
	// Not distuv's Quantile, which takes 1 − alpha and so loses the digits of a small alpha.
	return 2 * mathext.GammaIncRegCompInv(df/2, alpha)
}

// ChiSquaredSurvival is P(χ²_df > x).
func ChiSquaredSurvival(x, df float64) float64 {
	if x <= 0 {
		return 1
	}
	return distuv.ChiSquared{K: df}.Survival(x)
}

// NormalTwoSided is P(|Z| ≥ |z|) of a standard normal Z.
func NormalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// Confidence95 is the standard normal's 97.5 % quantile: the half width of 95 % intervals in standard errors.
const Confidence95 = 1.959963984540054

// Wilson returns Wilson's 95 % interval of a proportion k/n. NaN if n is 0.
func Wilson(k, n float64) (lower, upper float64) {
	if n <= 0 {
		return math.NaN(), math.NaN()
	}
	const z = Confidence95
	p := k / n
	centre := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return math.Max(0, centre-half), math.Min(1, centre+half)
}

// ProportionError is the standard error of a proportion at (k+½)/(n+1), which is not 0 at k = 0 and k = n.
func ProportionError(k, n float64) float64 {
	p := (k + 0.5) / (n + 1)
	return math.Sqrt(p * (1 - p) / n)
}

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

// StudentTwoSided is P(|T| ≥ |t|) of a Student T with df degrees of freedom.
func StudentTwoSided(t, df float64) float64 {
	if math.IsInf(df, 1) {
		return NormalTwoSided(t)
	}
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Survival(math.Abs(t))
}

// TwoProportion is the p-value of the z test for equal proportions k/n and l/m with the pooled share's variance
// inflated by wobble. 1 if the shares are equal, also where the pooled share is 0 or 1; NaN if n or m is 0.
func TwoProportion(k, n, l, m float64, w Wobble) float64 {
	if n <= 0 || m <= 0 {
		return math.NaN()
	}
	difference := k/n - l/m
	if difference == 0 {
		return 1
	}
	pooled := (k + l) / (n + m)
	return w.TwoSided(difference/math.Sqrt(pooled*(1-pooled)*(1/n+1/m)), math.Inf(1))
}

// Welch is the p-value of Welch's t test that two means are equal, from the means, their standard errors and the
// sizes; the variance is inflated by wobble. Degrees of freedom by Satterthwaite. Without any error it is 1 for equal
// means and 0 for others; NaN if a size is below 2.
func Welch(mean1, se1, n1, mean2, se2, n2 float64, w Wobble) float64 {
	if n1 < 2 || n2 < 2 {
		return math.NaN()
	}
	v1, v2 := se1*se1, se2*se2
	if v1+v2 == 0 {
		if mean1 == mean2 {
			return 1
		}
		return 0
	}
	df := (v1 + v2) * (v1 + v2) / (v1*v1/(n1-1) + v2*v2/(n2-1))
	return w.TwoSided((mean1-mean2)/math.Sqrt(v1+v2), df)
}

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

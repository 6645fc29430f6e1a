package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Wobble is by how much more than chance explains the periods before a window differ. The zero value is that they do not.
type Wobble struct {
	Phi     float64 // the overdispersion: χ²/df of a period against the others, in the mean; less than 1 counts as 1
	Periods int     // that Phi is the mean of; 0: Phi is known
}

// Inflation is by what wobble multiplies the variance of a difference between windows: Phi, at least 1.
func (w Wobble) Inflation() float64 { return math.Max(1, w.Phi) }

func (w Wobble) estimated() bool { return w.Periods > 0 && w.Phi > 1 }

// TwoSided is P(|Z| ≥ |z|) of a standardised difference of two windows, whose error without wobble has df degrees of freedom. That
// Phi is an estimate leaves one less than there are periods: periods about their mean have no more, as for SigmaLimit.
func (w Wobble) TwoSided(z, df float64) float64 {
	if w.estimated() {
		df = math.Min(df, float64(w.Periods-1))
	}
	return StudentTwoSided(z/math.Sqrt(w.Inflation()), df)
}

// Overdispersed is the distribution of a χ² statistic between two windows where nothing changed but windows also wobble
// from period to period: φ·df·F(ν, P·ν), φ being the mean of the statistic over df of P earlier periods. With a
// φ that is known it is φ·χ²(df).
//
// Wobble mostly has one direction, a mean that goes up and down, however many bins show it. So ν is that of a noncentral
// χ² whose surplus lies in one of its df directions, by Satterthwaite: ν = (df·φ)²/(df − 1 + (1 + df·(φ−1))²), which falls
// from df at φ = 1 towards 1. F and not χ² as φ is an estimate.
type Overdispersed struct {
	DF float64
	Wobble
}

// Quantile returns x with P(X > x) = alpha.
func (o Overdispersed) Quantile(alpha float64) float64 {
	phi := o.Inflation()
	if !o.estimated() {
		return phi * ChiSquaredQuantile(o.DF, alpha)
	}
	nu := o.effective()
	// The upper quantile as the inverse of a lower one, so that a small alpha keeps its digits.
	return phi * o.DF / distuv.F{D1: float64(o.Periods) * nu, D2: nu}.Quantile(alpha)
}

// Survival is P(X > x).
func (o Overdispersed) Survival(x float64) float64 {
	phi := o.Inflation()
	if !o.estimated() {
		return ChiSquaredSurvival(x/phi, o.DF)
	}
	if x <= 0 {
		return 1
	}
	if math.IsInf(x, 1) {
		return 0
	}
	nu := o.effective()
	return distuv.F{D1: float64(o.Periods) * nu, D2: nu}.CDF(phi * o.DF / x)
}

// effective is ν.
func (o Overdispersed) effective() float64 {
	size := o.DF * o.Phi
	direction := 1 + o.DF*(o.Phi-1)
	return size * size / (o.DF - 1 + direction*direction)
}

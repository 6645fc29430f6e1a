package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Overdispersed is the distribution of a χ² statistic between two windows where nothing changed but windows also wobble
// from period to period: φ·df·F(ν, P·ν), φ being the mean of the statistic over df of P earlier periods. Without periods,
// or with φ = 1, it is χ²(df).
//
// Wobble mostly has one direction, a mean that goes up and down, however many bins show it. So ν is that of a noncentral
// χ² whose surplus lies in one of its df directions, by Satterthwaite: ν = (df·φ)²/(df − 1 + (1 + df·(φ−1))²), which falls
// from df at φ = 1 towards 1. F and not χ² as φ is an estimate.
type Overdispersed struct {
	DF      float64
	Phi     float64 // less than 1 counts as 1
	Periods int     // that Phi was estimated from; 0: Phi is known, and the distribution φ·χ²(df)
}

// Quantile returns x with P(X > x) = alpha.
func (o Overdispersed) Quantile(alpha float64) float64 {
	phi := math.Max(1, o.Phi)
	if !o.estimated() {
		return phi * ChiSquaredQuantile(o.DF, alpha)
	}
	nu := o.effective()
	// The upper quantile as the inverse of a lower one, so that a small alpha keeps its digits.
	return phi * o.DF / distuv.F{D1: float64(o.Periods) * nu, D2: nu}.Quantile(alpha)
}

// Survival is P(X > x).
func (o Overdispersed) Survival(x float64) float64 {
	phi := math.Max(1, o.Phi)
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

func (o Overdispersed) estimated() bool { return o.Periods > 0 && o.Phi > 1 }

// effective is ν.
func (o Overdispersed) effective() float64 {
	size := o.DF * o.Phi
	direction := 1 + o.DF*(o.Phi-1)
	return size * size / (o.DF - 1 + direction*direction)
}

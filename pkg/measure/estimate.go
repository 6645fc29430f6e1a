package measure

import (
	"math"

	"leeway/pkg/stats"
)

// Estimate is a measure of one window.
type Estimate struct {
	Value  float64
	OK     bool
	Reason string // why it is not OK; beside an OK value, what limits it

	N    float64 // the measure's own denominator
	Rate bool    // Value is Hits/N
	Flag bool    // Value is 1 where Hits is N, else 0
	Hits float64

	Correlation bool // Value is one: it is compared by Fisher's z

	Foretold bool // Value is an estimate of what labels will say: SE is of this window alone

	SE     float64 // sampling standard error of Value; 0 where there is none
	Spread float64 // standard deviation of the values behind a mean or a quantile, the unit of its materiality

	// Lower and Upper are the 95 % interval of Value.
	Lower, Upper float64
	IntervalOK   bool
}

// Scaled multiplies an extensive estimate, such as a count over eight weeks by 1/8 to compare it with one week.
func (e Estimate) Scaled(factor float64) Estimate {
	e.Value *= factor
	e.SE *= factor
	e.Lower *= factor
	e.Upper *= factor
	return e
}

// Divergence is a measure of two windows.
type Divergence struct {
	Value  float64
	OK     bool
	Reason string // why it is not OK

	Critical   float64 // what Value exceeds by chance with probability alpha, if windows differ by chance alone
	CriticalOK bool

	N, M float64 // valid values of the current and the baseline window
}

// refuse is an estimate that cannot be computed.
func refuse(n float64, reason string) Estimate { return Estimate{N: n, Reason: reason} }

// finite turns an estimate whose arithmetic overflowed into a refusal.
func (e Estimate) finite() Estimate {
	for _, x := range []float64{e.Value, e.SE, e.Spread, e.Lower, e.Upper} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return refuse(e.N, "the values are too large to compute with")
		}
	}
	return e
}

// rate is the estimate of a proportion with Wilson's interval; refused with the reason if n is 0.
func rate(k, n float64, reason string) Estimate {
	if n <= 0 {
		return refuse(0, reason)
	}
	lower, upper := stats.Wilson(k, n)
	p := k / n
	return Estimate{Value: p, OK: true, N: n, Rate: true, Hits: k, SE: stats.ProportionError(k, n),
		Spread: math.Sqrt(p * (1 - p)), Lower: lower, Upper: upper, IntervalOK: true}
}

// normal is the estimate of a value with a standard error and a normal interval.
func normal(value, n, se, spread float64) Estimate {
	half := stats.Confidence95 * se
	return Estimate{Value: value, OK: true, N: n, SE: se, Spread: spread,
		Lower: value - half, Upper: value + half, IntervalOK: se > 0}
}

// meanOf is the mean from n, Σx and Σx²; refused for lack of labels if n is 0.
func meanOf(n, sum, square float64) Estimate {
	if n == 0 {
		return refuse(0, noLabels)
	}
	mean := sum / n
	spread := math.Sqrt(math.Max(0, square/n-mean*mean))
	return normal(mean, n, spread/math.Sqrt(n), spread)
}

// clip keeps the interval of a share within [0, 1].
func clip(e Estimate) Estimate {
	e.Lower, e.Upper = math.Max(0, e.Lower), math.Min(1, e.Upper)
	return e
}

package measure

import "math"

// Range is the interval of the values that a measure can have; an end is infinite where there is none.
type Range struct{ Least, Most float64 }

var (
	anyNumber   = Range{math.Inf(-1), math.Inf(1)}
	notNegative = Range{0, math.Inf(1)}
	atMostOne   = Range{math.Inf(-1), 1}
	zeroToOne   = Range{0, 1}
)

// byUnit are the ranges that follow from a unit.
var byUnit = map[string]Range{"percentunit": zeroToOne, "short": notNegative, "reqps": notNegative, "s": notNegative}

// byMeasure are the ranges that do not.
var byMeasure = map[string]Range{
	"psi": notNegative, "kl": notNegative, "chi2": notNegative, "wasserstein": notNegative, "wasserstein_norm": notNegative,
	"js": zeroToOne, "hellinger": zeroToOne, "ks": zeroToOne, "constant": zeroToOne, "brier": zeroToOne,
	"skill": atMostOne, "brier_skill": atMostOne, "r2": atMostOne,
	"std": notNegative, "entropy": notNegative, "log_loss": notNegative, "mae": notNegative, "rmse": notNegative, "mape": notNegative,
	"corr": {-1, 1}, "mcc": {-1, 1},
	"label_delay": anyNumber, // clocks differ: a label may seem to come before its prediction
}

// ofProbabilities are the measures whose values are probabilities where they are taken of a score.
var ofProbabilities = map[string]bool{"mean": true, "min": true, "max": true, "quantile": true}

// Range returns what the measure can be of a target, at all. An estimate says besides whether the value is a rate, as
// the mean of a binary prediction is.
func (m Measure) Range(target string, p Params, e Estimate) Range {
	switch {
	case e.Rate || target == score && ofProbabilities[m.ID]:
		return zeroToOne
	case m.ID == "mean_confidence" && p.Task == binary:
		return Range{0.5, 1}
	case m.ID == "entropy" && p.Task == binary:
		return zeroToOne
	}
	if r, ok := byMeasure[m.ID]; ok {
		return r
	}
	if r, ok := byUnit[m.Unit]; ok {
		return r
	}
	return anyNumber
}

// Contains reports whether a value lies in the range.
func (r Range) Contains(x float64) bool { return x >= r.Least && x <= r.Most }

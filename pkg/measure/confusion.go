package measure

import (
	"leeway/pkg/summary"
)

// Reasons of performance measures.
const (
	noOutcomes = "the model's outcomes were not read"
	noMature   = "no prediction in the window is old enough to be judged"
	noLabels   = "no labels for the window's predictions yet"
)

// judged calls f for every joint count of a prediction and its label, in no particular order. Without allLabels
// those that came after the horizon are left out.
func judged(o *summary.Outcomes, allLabels bool, f func(key summary.JointKey, n float64)) {
	for key, n := range o.Joint {
		known := key.Prediction != summary.NoClass && key.Label != summary.NoClass
		if known && (key.State == summary.InTime || allLabels && key.State == summary.Late) {
			f(key, n)
		}
	}
}

// confusion counts predictions against labels of a positive class.
type confusion struct{ tp, fp, fn, tn float64 }

func (c confusion) total() float64 { return c.tp + c.fp + c.fn + c.tn }

func confusionOf(o *summary.Outcomes, positive string, allLabels bool) confusion {
	var c confusion
	judged(o, allLabels, func(key summary.JointKey, n float64) {
		switch predicted, actual := key.Prediction == positive, key.Label == positive; {
		case predicted && actual:
			c.tp += n
		case predicted:
			c.fp += n
		case actual:
			c.fn += n
		default:
			c.tn += n
		}
	})
	return c
}

// ofOutcomes is an Estimate function from one of outcomes.
func ofOutcomes(f func(o *summary.Outcomes, p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, _ string, p Params) Estimate {
		switch {
		case s.Outcomes == nil:
			return refuse(0, noOutcomes)
		case s.Outcomes.Rows == 0:
			return refuse(0, noMature)
		}
		return f(s.Outcomes, p).finite()
	}
}

func accuracy(o *summary.Outcomes, p Params) Estimate {
	var right, n float64
	judged(o, p.AllLabels, func(key summary.JointKey, count float64) {
		n += count
		if key.Prediction == key.Label {
			right += count
		}
	})
	return rate(right, n, noLabels)
}

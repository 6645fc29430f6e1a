package measure

import (
	"fmt"
	"math"
	"sort"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// Calibration turns a score into the probability that the label is positive (multiclass: that the top class is
// right), learnt from labelled rows. The zero value, and nil, leave scores as they are.
type Calibration struct {
	score, probability []float64 // ascending

	// Applied says that probabilities are learnt; Reason says why they are not.
	Applied bool
	Reason  string

	// Rows are the labelled rows it was learnt from.
	Rows float64
}

const (
	minCalibrationRows  = 1000
	minCalibrationClass = 50
)

// NewCalibration learns from the outcomes of the even and the odd days of the calibration window: isotonic regression
// of the label on the score cell. It applies only with at least 1,000 labelled rows, 50 of each class, and if fitted on
// the even days it lowers the expected calibration error of the odd ones; what applies is then fitted on all days.
func NewCalibration(even, odd *summary.Outcomes, p Params) *Calibration {
	if even == nil || odd == nil {
		return &Calibration{Reason: "the calibration window was not read, so scores are taken as they are"}
	}
	all := &summary.Outcomes{}
	all.Add(even)
	all.Add(odd)
	whole := hitsOf(all, p)
	positives, negatives := whole.totals()
	c := &Calibration{Rows: positives + negatives}
	if c.Rows < minCalibrationRows || min(positives, negatives) < minCalibrationClass {
		c.Reason = fmt.Sprintf("the calibration window holds %.0f labelled scores, %.0f of the rarer class: %d and %d are "+
			"needed, so scores are taken as they are", c.Rows, min(positives, negatives), minCalibrationRows, minCalibrationClass)
		return c
	}
	trial, check := fit(hitsOf(even, p)), hitsOf(odd, p)
	if before, after := check.calibrationError(nil), check.calibrationError(trial); !(after < before) {
		c.Reason = fmt.Sprintf("learnt on half of the calibration window it does not bring the other half nearer (calibration "+
			"error %.4f, before %.4f), so scores are taken as they are", after, before)
		return c
	}
	fitted := fit(whole)
	fitted.Rows = c.Rows
	return fitted
}

func fit(s scored) *Calibration {
	shares, weights := make([]float64, len(s.score)), make([]float64, len(s.score))
	for i := range s.score {
		weights[i] = s.positives[i] + s.negatives[i]
		shares[i] = s.positives[i] / weights[i]
	}
	return &Calibration{score: s.score, probability: stats.Isotonic(shares, weights), Applied: true}
}

// calibrationError is that of s after calibration.
func (s scored) calibrationError(c *Calibration) float64 {
	probabilities := make([]float64, len(s.score))
	for i, score := range s.score {
		probabilities[i] = c.Probability(score)
	}
	return stats.CalibrationError(probabilities, s.positives, s.negatives, calibrationGroups)
}

// Probability is linear between the scores learnt from and constant outside them.
func (c *Calibration) Probability(score float64) float64 {
	if c == nil || !c.Applied || len(c.score) == 0 {
		return score
	}
	i := sort.SearchFloat64s(c.score, score)
	switch {
	case i == 0:
		return c.probability[0]
	case i == len(c.score):
		return c.probability[i-1]
	}
	part := (score - c.score[i-1]) / (c.score[i] - c.score[i-1])
	return c.probability[i-1] + part*(c.probability[i]-c.probability[i-1])
}

// hitsOf is scoredOf for what a score is the probability of: the positive class, or that the top class is right.
func hitsOf(o *summary.Outcomes, p Params) scored {
	if p.Task != multiclass {
		return scoredOf(o, p)
	}
	hits := &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
	for _, count := range o.Sorted() {
		key := count.JointKey
		if key.Label != summary.NoClass {
			key.Label = fmt.Sprint(key.Prediction == key.Label)
		}
		hits.Joint[key] += count.N
	}
	p.Positive = "true"
	return scoredOf(hits, p)
}

// EstimationError is the root mean square of estimated less realised values over past periods: what estimates have
// been wrong by. 0 if no period has both.
func EstimationError(estimated, realised []Estimate) float64 {
	var square, n float64
	for i := range min(len(estimated), len(realised)) {
		if estimated[i].OK && realised[i].OK {
			d := estimated[i].Value - realised[i].Value
			square += d * d
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return math.Sqrt(square / n)
}

package measure

import (
	"fmt"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

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
	return calibrate(all, even, odd, p,
		"calibration learnt on half of the window does not improve the other half")
}

// TableCalibration learns from a table without time, such as a training set with out-of-sample scores. It applies only
// if it is as large as NewCalibration needs and lowers the expected calibration error of the log's labelled rows.
func TableCalibration(table, log *summary.Outcomes, p Params) *Calibration {
	if table == nil || log == nil {
		return &Calibration{Reason: "the calibration table or the log was not read, so scores are taken as they are"}
	}
	return calibrate(table, table, log, p,
		"calibration learnt on the table does not improve the log's labelled rows")
}

// calibrate learns from all if, fitted on trial, it lowers the calibration error of check.
func calibrate(all, trial, check *summary.Outcomes, p Params, useless string) *Calibration {
	whole := hitsOf(all, p)
	positives, negatives := whole.totals()
	c := &Calibration{Rows: positives + negatives}
	if c.Rows < minCalibrationRows || min(positives, negatives) < minCalibrationClass {
		c.Reason = fmt.Sprintf("calibration has %.0f labelled scores, %.0f of the rarer class: %d and %d are needed, so scores "+
			"are taken as they are", c.Rows, min(positives, negatives), minCalibrationRows, minCalibrationClass)
		return c
	}
	fitted, judge := fit(hitsOf(trial, p)), hitsOf(check, p)
	if len(judge.score) == 0 {
		c.Reason = "no labelled scores to check calibration with, so scores are taken as they are"
		return c
	}
	if before, after := judge.calibrationError(nil), judge.calibrationError(fitted); !(after < before) {
		c.Reason = fmt.Sprintf("%s (calibration error %.4f, before %.4f), so scores are taken as they are", useless,
			after, before)
		return c
	}
	fitted = fit(whole)
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

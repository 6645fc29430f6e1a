package measure

import (
	"fmt"
	"math"
	"strings"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// estimates tell performance before labels arrive (confidence-based performance estimation): what the scores promise.
var estimates = []Measure{
	estimated("estimated_accuracy", "Estimated accuracy", "Expected share of right predictions.", classified,
		expectedAccuracy),
	estimated("estimated_precision", "Estimated precision", "Expected tp over the positive predictions.",
		[]string{binary}, expectedPrecision),
	estimated("estimated_recall", "Estimated recall", "Expected tp over the expected positives.", []string{binary},
		expectedRecall),
	estimated("estimated_f1", "Estimated F1", "Expected 2·tp/(2·tp + fp + fn).", []string{binary}, expectedF1),
	estimated("estimated_roc_auc", "Estimated ROC AUC",
		"ROC AUC of the expected positives and negatives by score cell.",
		[]string{binary}, expectedAUC),
}

func estimated(id, title, what string, tasks []string, f func(e expectation) Estimate) Measure {
	return Measure{
		ID: id, Title: title, Unit: "percentunit", Better: Up, Targets: predicted, Tasks: tasks,
		Doc: what + " A label is expected with the calibrated score's probability, so this assumes that labels still " +
			"follow scores as they did: no concept drift. Interval: chance of the labels, and what past estimates were wrong by.",
		Estimates: strings.TrimPrefix(id, "estimated_"),
		Needs:     NeedJoint | NeedScores | NeedCalibration, Additive: true, Threshold: Threshold{OnChange,
			performanceRate},
		Estimate: fromExpectation(f),
	}
}

// expectation is the score cells of all predictions, labelled or not, with the probability of the positive class
// (multiclass: that the prediction is right) in each.
type expectation struct {
	cells    []expectedCell // in ascending order of score
	n        float64
	unscored float64 // rows without a valid score, which take no part
}

// expectedCell counts the rows of one score cell by what was predicted.
type expectedCell struct{ p, positive, negative float64 }

func expectationOf(o *summary.Outcomes, p Params) expectation {
	cells := map[int64][2]float64{} // rows predicted negative, positive
	var e expectation
	for _, count := range o.Sorted() {
		if count.ScoreCell == summary.NoScore {
			e.unscored += count.N
			continue
		}
		if count.Prediction == summary.NoClass {
			continue
		}
		cell := cells[count.ScoreCell]
		if p.Task == multiclass || count.Prediction == p.Positive {
			cell[1] += count.N
		} else {
			cell[0] += count.N
		}
		cells[count.ScoreCell] = cell
		e.n += count.N
	}
	for _, key := range sortedKeys(cells) {
		probability := p.Calibration.Probability(summary.ScoreGrid.Middle(key))
		e.cells = append(e.cells, expectedCell{p: probability, negative: cells[key][0], positive: cells[key][1]})
	}
	return e
}

// sum adds up, over all rows, yes of those predicted to be positive and no of the others, given their probability.
func (e expectation) sum(yes, no func(p float64) float64) float64 {
	var total float64
	for _, c := range e.cells {
		total += c.positive*yes(c.p) + c.negative*no(c.p)
	}
	return total
}

func zero(float64) float64         { return 0 }
func one(float64) float64          { return 1 }
func chance(p float64) float64     { return p }
func complement(p float64) float64 { return 1 - p }

// truePositives, predicted and positives are the expected counts that precision, recall and F1 are made of.
func (e expectation) truePositives() float64 { return e.sum(chance, zero) }
func (e expectation) predicted() float64     { return e.sum(one, zero) }
func (e expectation) positives() float64     { return e.sum(chance, chance) }

// error is the standard deviation of the realised value, √(Σ p(1−p)·g²), from its derivative g by the label of a row
// predicted to be positive, and of another.
func (e expectation) error(yes, no float64) float64 {
	return math.Sqrt(e.sum(
		func(p float64) float64 { return yes * yes * p * (1 - p) },
		func(p float64) float64 { return no * no * p * (1 - p) }))
}

func fromExpectation(f func(e expectation) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, _ string, p Params) Estimate {
		switch {
		case s.Outcomes == nil:
			return refuse(0, "scores and predictions were not read together")
		case p.Task != multiclass && p.Positive == "":
			return refuse(0, noPositive)
		}
		e := expectationOf(s.Outcomes, p)
		if e.n == 0 {
			return refuse(0, "no scored predictions in the window")
		}
		out := f(e)
		if !out.OK {
			return out
		}
		out = clip(normal(out.Value, out.N, math.Hypot(out.SE, p.EstimationError), 0))
		out.Foretold = true
		var doubts []string
		switch {
		case p.Calibration == nil:
			doubts = append(doubts, "scores are taken for probabilities as they are")
		case !p.Calibration.Applied:
			doubts = append(doubts, p.Calibration.Reason)
		}
		if e.unscored > 0 {
			doubts = append(doubts,
				fmt.Sprintf("%.0f of %.0f predictions are left out, whose score is missing or no probability",
					e.unscored, e.unscored+e.n))
		}
		out.Reason = strings.Join(doubts, "; ")
		return out.finite()
	}
}

func expectedAccuracy(e expectation) Estimate {
	return Estimate{Value: e.sum(chance, complement) / e.n, OK: true, N: e.n, SE: e.error(1/e.n, -1/e.n)}
}

func expectedPrecision(e expectation) Estimate {
	n := e.predicted()
	if n == 0 {
		return refuse(0, "nothing was predicted to be positive")
	}
	return Estimate{Value: e.truePositives() / n, OK: true, N: n, SE: e.error(1/n, 0)}
}

func expectedRecall(e expectation) Estimate {
	n := e.positives()
	if n == 0 {
		return refuse(e.n, "no positive is expected")
	}
	recall := e.truePositives() / n
	return Estimate{Value: recall, OK: true, N: e.n, SE: e.error((1-recall)/n, -recall/n)}
}

func expectedF1(e expectation) Estimate {
	size := e.predicted() + e.positives()
	if size == 0 {
		return refuse(e.n, "no positive is predicted or expected")
	}
	f1 := 2 * e.truePositives() / size
	return Estimate{Value: f1, OK: true, N: e.n, SE: e.error((2-f1)/size, -f1/size)}
}

func expectedAUC(e expectation) Estimate {
	var positives, negatives []float64
	for _, c := range e.cells {
		n := c.positive + c.negative
		positives, negatives = append(positives, n*c.p), append(negatives, n*(1-c.p))
	}
	n := e.positives()
	if n == 0 || n == e.n {
		return refuse(e.n, "only one class is expected")
	}
	auc := stats.AUC(positives, negatives)
	return Estimate{Value: auc, OK: true, N: e.n, SE: areaError(auc, positives, negatives, n, e.n-n)}
}

package measure

import (
	"fmt"
	"math"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

const (
	calibrationGroups = 15
	logLossClip       = 1e-15
	logLossKey        = "log_loss" // of the column of a multiclass model's losses
)

// scored counts labelled rows by score cell in ascending order of score.
type scored struct{ score, positives, negatives []float64 }

// scoredOf takes the middle of a score cell, in log-odds, for its scores. Rows without a valid score are left out.
func scoredOf(o *summary.Outcomes, p Params) scored {
	type counts struct{ positive, negative float64 }
	cells := map[int64]counts{}
	for _, count := range o.Sorted() {
		if !labelled(count.JointKey, p.AllLabels) || count.ScoreCell == summary.NoScore {
			continue
		}
		cell := cells[count.ScoreCell]
		if count.Label == p.Positive {
			cell.positive += count.N
		} else {
			cell.negative += count.N
		}
		cells[count.ScoreCell] = cell
	}
	var s scored
	for _, key := range sortedKeys(cells) {
		s.score = append(s.score, summary.ScoreGrid.Middle(key))
		s.positives = append(s.positives, cells[key].positive)
		s.negatives = append(s.negatives, cells[key].negative)
	}
	return s
}

// totals returns the number of positives and of negatives.
func (s scored) totals() (positives, negatives float64) {
	for i := range s.score {
		positives += s.positives[i]
		negatives += s.negatives[i]
	}
	return positives, negatives
}

// average is the mean of a loss over the rows.
func (s scored) average(loss func(score float64, positive bool) float64) Estimate {
	var n, sum, square float64
	add := func(count, x float64) {
		n += count
		sum += count * x
		square += count * x * x
	}
	for i, score := range s.score {
		add(s.positives[i], loss(score, true))
		add(s.negatives[i], loss(score, false))
	}
	return meanOf(n, sum, square)
}

// ofScores is an Estimate function from one of labelled scores.
func ofScores(f func(s scored, p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return ofOutcomes(func(o *summary.Outcomes, p Params) Estimate {
		if p.Positive == "" {
			return refuse(0, noPositive)
		}
		s := scoredOf(o, p)
		if len(s.score) == 0 {
			return refuse(0, "no labels for scored predictions in the window yet")
		}
		if n, m := s.totals(); p.Unmatched != "" {
			return refuse(n+m, p.Unmatched)
		}
		return f(s, p)
	})
}

// ofBothClasses refuses windows whose labels are all of one class.
func ofBothClasses(f func(s scored, n, m float64) Estimate) func(*summary.Summary, string, Params) Estimate {
	return ofScores(func(s scored, _ Params) Estimate {
		n, m := s.totals()
		switch {
		case n == 0:
			return refuse(m, "no label is positive")
		case m == 0:
			return refuse(n, "every label is positive")
		}
		return f(s, n, m)
	})
}

func rocAUC(s scored, n, m float64) Estimate {
	a := stats.AUC(s.positives, s.negatives)
	return clip(normal(a, n+m, areaError(a, s.positives, s.negatives, n, m), 0))
}

// fewOfAClass is the number of rows of a class below which its spread tells too little for DeLong's error: that of two
// equal scores is 0.
const fewOfAClass = 10

// areaError is DeLong's standard error of an area under the ROC curve, which score cells give exactly, as scores of one
// cell are equal. With fewer than ten rows of a class it is at least Hanley and McNeil's.
func areaError(a float64, positives, negatives []float64, n, m float64) float64 {
	own := stats.DeLong(positives, negatives)
	if min(n, m) >= fewOfAClass {
		return own
	}
	if byForm := stats.HanleyMcNeil(a, n, m); math.IsNaN(own) || own < byForm {
		return byForm
	}
	return own
}

// prAUC has the error √(a(1−a)/n) of Boyd, Eng and Page (2013), n positives.
func prAUC(s scored, n, m float64) Estimate {
	a := stats.AveragePrecision(s.positives, s.negatives)
	return clip(normal(a, n+m, math.Sqrt(a*(1-a)/n), 0))
}

func brier(s scored, _ Params) Estimate {
	return s.average(func(score float64, positive bool) float64 {
		if positive {
			return (1 - score) * (1 - score)
		}
		return score * score
	})
}

// brierSkill refuses windows whose labels are all of one class, for which guessing is never wrong.
func brierSkill(s scored, p Params) Estimate {
	n, m := s.totals()
	if n == 0 || m == 0 {
		return refuse(n+m, "every label is of one class, so there is nothing to guess")
	}
	guess := n / (n + m) * m / (n + m)
	e := brier(s, p)
	return normal(1-e.Value/guess, e.N, e.SE/guess, 0)
}

// logLossByTask takes a multiclass model's losses from their own column.
func logLossByTask(s *summary.Summary, column string, p Params) Estimate {
	if p.Task == multiclass {
		return ofMade(logLossKey, meanLoss)(s, column, p)
	}
	return ofScores(logLoss)(s, column, p)
}

// meanLoss is a mean of losses of which those that were cut lie above the column's bound.
func meanLoss(c *summary.Column, p Params) Estimate { return withCuts(mean(c, p), c.Outside()) }

// withCuts says how many probabilities were cut.
func withCuts(e Estimate, n float64) Estimate {
	if n > 0 {
		e.Reason = fmt.Sprintf("%.0f scores are so near 0 or 1 that they were cut to 1e-15", n)
	}
	return e
}

func logLoss(s scored, _ Params) Estimate {
	var clipped float64
	for i, score := range s.score {
		if score < logLossClip || score > 1-logLossClip {
			clipped += s.positives[i] + s.negatives[i]
		}
	}
	e := s.average(func(score float64, positive bool) float64 {
		if !positive {
			score = 1 - score
		}
		return -math.Log(math.Max(logLossClip, math.Min(1-logLossClip, score)))
	})
	return withCuts(e, clipped)
}

// calibrationError has no sampling error of its own: under a perfectly calibrated model it is not 0 but grows with
// the noise of small groups.
func calibrationError(s scored, _ Params) Estimate {
	n, m := s.totals()
	return Estimate{Value: stats.CalibrationError(s.score, s.positives, s.negatives, calibrationGroups), OK: true,
		N: n + m}
}

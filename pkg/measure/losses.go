package measure

import (
	"fmt"
	"math"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

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

const (
	calibrationGroups = 15
	logLossClip       = 1e-15
	logLossKey        = "log_loss" // of the column of a multiclass model's losses
)

// logLossByTask takes a multiclass model's losses from their own column.
func logLossByTask(s *summary.Summary, column string, p Params) Estimate {
	if p.Task == multiclass {
		return fromDerived(logLossKey, meanLoss)(s, column, p)
	}
	return fromScores(logLoss)(s, column, p)
}

// meanLoss is a mean of losses of which those that were cut lie above the column's bound.
func meanLoss(c *summary.Column, p Params) Estimate { return noteClipped(mean(c, p), c.Outside()) }

// noteClipped says how many probabilities were cut.
func noteClipped(e Estimate, n float64) Estimate {
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
	return noteClipped(e, clipped)
}

// calibrationError has no sampling error of its own: under a perfectly calibrated model it is not 0 but grows with
// the noise of small groups.
func calibrationError(s scored, _ Params) Estimate {
	n, m := s.totals()
	return Estimate{Value: stats.CalibrationError(s.score, s.positives, s.negatives, calibrationGroups), OK: true,
		N: n + m}
}

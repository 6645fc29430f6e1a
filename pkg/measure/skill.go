package measure

import (
	"math"

	"leeway/pkg/summary"
)

// skillByTask compares with the simplest guess: the commonest label, or the baseline's median.
func skillByTask(s *summary.Summary, column string, p Params) Estimate {
	if p.Task == regressionTask {
		return fromResiduals(guessSkill)(s, column, p)
	}
	return fromClassTable(skill)(s, column, p)
}

// skill is a mean of +1 for a row that only the model gets right, −1 for one that only the commonest label does.
func skill(t table, _ Params) Estimate {
	labels := map[string]float64{}
	t.each(func(_, actual string, n float64) { labels[actual] += n })
	var commonest string
	for _, class := range sortedKeys(labels) {
		if commonest == "" || labels[class] > labels[commonest] {
			commonest = class
		}
	}
	return t.average(func(predicted, actual string) float64 {
		var x float64
		if predicted == actual {
			x++
		}
		if actual == commonest {
			x--
		}
		return x
	})
}

// guessSkill is 1 − mae/mae of always guessing Params.Guess. The labels of the guess's own cell are taken at their
// mean.
func guessSkill(c *summary.Column, s *summary.Summary, p Params) Estimate {
	labels, n := s.Columns[summary.LabelKey], c.Count()
	switch {
	case labels == nil || labels.Count() == 0:
		return refuse(n, noLabels)
	case p.Guess == nil:
		return refuse(n, "there is no baseline with a median to guess")
	}
	guess := overCells(labels, labels.Count(), func(y float64) float64 { return math.Abs(y - *p.Guess) })
	if guess.Value == 0 {
		return refuse(n, "every label is the baseline's median, so guessing is perfect")
	}
	mae := meanAbsolute(c, s, p)
	return normal(1-mae.Value/guess.Value, n, mae.SE/guess.Value, 0)
}

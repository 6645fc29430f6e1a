package measure

import "leeway/pkg/summary"

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

// fromScores is an Estimate function from one of labelled scores.
func fromScores(f func(s scored, p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return fromOutcomes(func(o *summary.Outcomes, p Params) Estimate {
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

// fromBothClasses refuses a window if all of its labels are of one class.
func fromBothClasses(f func(s scored, n, m float64) Estimate) func(*summary.Summary, string, Params) Estimate {
	return fromScores(func(s scored, _ Params) Estimate {
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

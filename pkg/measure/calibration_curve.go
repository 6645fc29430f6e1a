package measure

import (
	"cmp"
	"slices"

	"leeway/pkg/summary"
)

// CalibrationGroup is a range of scores, from Low and below High, in both windows.
type CalibrationGroup struct {
	Low, High         float64
	Current, Baseline Calibrated
}

// Calibrated is what was said and what came true of the labelled rows of a group. Positive is not OK where there are
// none.
type Calibrated struct {
	Score    float64  // mean of the scores; 0 without rows
	Positive Estimate // share of positive labels, Wilson's interval
}

// CalibrationCurve groups labelled scores by ranges that hold about equal numbers of the baseline's rows, or of the
// current window's without a baseline. A score counts as the middle of its cell. It is empty without a positive class
// or without labelled scores.
func CalibrationCurve(current, baseline *summary.Outcomes, p Params) []CalibrationGroup {
	now, then := cellsOf(current, p), cellsOf(baseline, p)
	guide := then
	if len(guide) == 0 {
		guide = now
	}
	cuts := evenCuts(guide, p.bins())
	if cuts == nil {
		return nil
	}
	groups := make([]CalibrationGroup, 0, len(cuts)+1)
	for i := range len(cuts) + 1 {
		g := CalibrationGroup{Low: 0, High: 1}
		low, high := int64(-1<<62), int64(1<<62)
		if i > 0 {
			low = cuts[i-1]
			g.Low, _ = summary.ScoreGrid.Bounds(low)
		}
		if i < len(cuts) {
			high = cuts[i]
			g.High, _ = summary.ScoreGrid.Bounds(high)
		}
		g.Current, g.Baseline = now.between(low, high), then.between(low, high)
		groups = append(groups, g)
	}
	return groups
}

// scoreCell counts the labelled rows of one cell of the score grid.
type scoreCell struct {
	key                 int64
	positive, negatives float64
}

type scoreCells []scoreCell

// cellsOf counts labelled rows by score cell, ascending; none without a positive class.
func cellsOf(o *summary.Outcomes, p Params) (list scoreCells) {
	if o == nil || p.Positive == "" {
		return nil
	}
	at := map[int64]int{}
	for _, count := range o.Sorted() {
		if !labelled(count.JointKey, p.AllLabels) || count.ScoreCell == summary.NoScore {
			continue
		}
		i, known := at[count.ScoreCell]
		if !known {
			i = len(list)
			at[count.ScoreCell], list = i, append(list, scoreCell{key: count.ScoreCell})
		}
		if count.Label == p.Positive {
			list[i].positive += count.N
		} else {
			list[i].negatives += count.N
		}
	}
	slices.SortFunc(list, func(a, b scoreCell) int { return cmp.Compare(a.key, b.key) })
	return list
}

// between is what came true of the cells from low and below high.
func (list scoreCells) between(low, high int64) Calibrated {
	var positive, n, sum float64
	for _, c := range list {
		if c.key >= low && c.key < high {
			positive += c.positive
			n += c.positive + c.negatives
			sum += (c.positive + c.negatives) * summary.ScoreGrid.Middle(c.key)
		}
	}
	out := Calibrated{Positive: rate(positive, n, noLabels)}
	if n > 0 {
		out.Score = sum / n
	}
	return out
}

// evenCuts are the first keys of all groups but the lowest, so that each holds about the same number of rows; nil
// without rows.
func evenCuts(list scoreCells, groups int) []int64 {
	if len(list) == 0 {
		return nil
	}
	total := 0.0
	for _, c := range list {
		total += c.positive + c.negatives
	}
	cuts := []int64{}
	sum := 0.0
	for _, c := range list[:len(list)-1] {
		sum += c.positive + c.negatives
		if sum >= total*float64(len(cuts)+1)/float64(groups) {
			cuts = append(cuts, c.key+1)
			for len(cuts) < groups && sum >= total*float64(len(cuts)+1)/float64(groups) {
				groups-- // one cell holds several groups
			}
		}
	}
	return cuts
}

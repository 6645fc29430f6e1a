package resolve

import (
	"fmt"
	"slices"

	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// bySelf are the stats that follow from the current window alone.
var bySelf = []query.Stat{query.Current, query.Count, query.ExpectedStat, query.WindowStart, query.WindowEnd,
	query.WindowStartLocal,
	query.WindowEndLocal, query.RangeStart, query.RangeEnd}

// compares reports whether views are compared with anything: a time series of values alone is not; a heat map is, as it
// says what is expected of each cell. The skill of a regression model is against the baseline's median.
func (a *Ask) compares(q query.Query) bool {
	switch {
	case a.Binned:
		return true
	case a.Measure.Needs.Has(measure.NeedGuess) && a.Model.Task == model.Regression:
		return true
	case a.Policy != nil || q.Format != query.TimeSeries:
		return true
	case len(q.Stats) == 0:
		return a.Measure.TwoSample()
	}
	return slices.ContainsFunc(q.Stats, func(s query.Stat) bool { return !slices.Contains(bySelf, s) })
}

// ByBins reports whether the ask's history is screened by the bins of its column: all measures of a feature share the
// windows that count.
func (a *Ask) ByBins() bool {
	apart := measure.NeedSkew | measure.NeedPairs | measure.NeedDistinct
	return a.Measure.TwoSample() || a.Target == query.Features && a.Measure.Needs&apart == 0
}

// HistoryLength is the number of earlier windows that show what is usual, at most.
func (a *Ask) HistoryLength() int {
	length := a.Model.History.Model
	if a.ByBins() {
		length = a.Model.History.Features
	}
	if a.Baseline.Kind == model.BaselineRolling {
		length = max(length, a.Baseline.Periods)
	}
	return length
}

// reach is the number of earlier windows to read. Distinct values are counted by a scan of each window, so they are not
// screened.
func (a *Ask) reach() int {
	if a.Measure.Needs.Has(measure.NeedDistinct) {
		return max(a.Baseline.Periods, judge.MinStudent)
	}
	return judge.Reach(a.HistoryLength())
}

// maxWindows is the number of windows that are read for one ask, before its history is cut.
const maxWindows = 4000

// LeastHistory is the number of earlier windows without which nothing can be judged: those of a rolling baseline, and
// as many as screening needs.
func (a *Ask) LeastHistory() int {
	if a.Baseline.Kind == model.BaselineRolling {
		return max(a.Baseline.Periods, judge.MinScreened)
	}
	return judge.MinScreened
}

// ReachOf is the number of windows of the longest history.
func ReachOf(views []View) (most int) {
	for _, v := range views {
		most = max(most, len(v.History))
	}
	return most
}

// LimitHistory leaves the newest windows of each history.
func LimitHistory(views []View, reach int) {
	for i := range views {
		v := &views[i]
		if v.whole == nil {
			v.whole = v.History
		}
		v.History = v.whole[:min(reach, len(v.whole))]
	}
}

// shorten cuts histories so that no more than maxWindows windows are read, and says so.
func shorten(views []View, least int) string {
	judged, reach := 0, 0
	for _, v := range views {
		if len(v.History) > 0 {
			judged, reach = judged+1, len(v.History)
		}
	}
	if judged*reach <= maxWindows {
		return ""
	}
	reach = max(min(least, judge.MinScreened), maxWindows/judged)
	for i := range views {
		views[i].History = views[i].History[:min(reach, len(views[i].History))]
	}
	return fmt.Sprintf("each of the %d points is judged by the %d windows before it, because a longer history would be too much to read", judged, reach)
}

// StepsAtOnce is the number of points up to which a time series of a policy has the whole history of each: of more,
// less would be read.
func StepsAtOnce(m *model.Model, p *model.Policy) int {
	longest := max(m.History.Model, m.History.Features, m.Baselines[p.Baseline].Periods)
	return maxWindows / judge.Reach(longest)
}

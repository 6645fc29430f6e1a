package engine

import (
	"fmt"
	"slices"

	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// bySelf are the stats that follow from the current window alone.
var bySelf = []query.Stat{query.Current, query.Count, query.ExpectedStat, query.WindowStart, query.WindowEnd, query.WindowStartLocal,
	query.WindowEndLocal, query.RangeStart, query.RangeEnd}

// compares reports whether a view is compared with anything: a time series of values alone is not, and of a heat map only the last view is,
// whose baseline cuts the bins.
func (a *ask) compares(q query.Query, last bool) bool {
	switch {
	case q.QueryType == query.TypeDistribution:
		return last
	case a.policy != nil || q.Format != query.TimeSeries:
		return true
	case len(q.Stats) == 0:
		return a.measure.TwoSample()
	}
	return slices.ContainsFunc(q.Stats, func(s query.Stat) bool { return !slices.Contains(bySelf, s) })
}

// byBins reports whether the ask's history is screened by the bins of its column: all measures of a feature share the windows that count.
func (a *ask) byBins() bool {
	apart := measure.NeedSkew | measure.NeedPairs | measure.NeedDistinct
	return a.measure.TwoSample() || a.target == query.Features && a.measure.Needs&apart == 0
}

// historyLength is the number of earlier windows that tell what is usual, at most.
func (a *ask) historyLength() int {
	length := a.model.History.Model
	if a.byBins() {
		length = a.model.History.Features
	}
	if a.baseline.Kind == model.BaselineRolling {
		length = max(length, a.baseline.Periods)
	}
	return length
}

// reach is the number of earlier windows to read. Distinct values are counted by a scan of each window, so they are not screened.
func (a *ask) reach() int {
	if a.measure.Needs.Has(measure.NeedDistinct) {
		return max(a.baseline.Periods, judge.MinStudent)
	}
	return judge.Reach(a.historyLength())
}

// maxWindows is the number of windows that are read for one ask, before its history is cut.
const maxWindows = 4000

// shorten cuts histories so that no more than maxWindows windows are read, and says so.
func shorten(views []view, least int) string {
	judged, reach := 0, 0
	for _, v := range views {
		if len(v.history) > 0 {
			judged, reach = judged+1, len(v.history)
		}
	}
	if judged*reach <= maxWindows {
		return ""
	}
	reach = max(min(least, judge.MinScreened), maxWindows/judged)
	for i := range views {
		views[i].history = views[i].history[:min(reach, len(views[i].history))]
	}
	return fmt.Sprintf("each of the %d points is judged by the %d windows before it, because a longer history would be too much to read", judged, reach)
}

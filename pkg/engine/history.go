package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/fault"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// bySelf are the stats that follow from the current window alone.
var bySelf = []query.Stat{query.Current, query.Count, query.ExpectedStat, query.WindowStart, query.WindowEnd, query.WindowStartLocal,
	query.WindowEndLocal, query.RangeStart, query.RangeEnd}

// compares reports whether a view is compared with anything: a time series of values alone is not, and of a heat map only the last view is,
// whose baseline cuts the bins.
func (a *ask) compares(q query.Query, last bool) bool {
	kind, _ := queryTypeOf(q.QueryType)
	switch {
	case kind.binned:
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

// firstShare is the share of the time that is left which a query spends on its whole history. The rest is enough to read the nearest windows.
const firstShare = 0.6

// errSlowHistory ends the reading of a history that would leave no time for a shorter one.
var errSlowHistory = errors.New("the history takes too long to read")

// groundInTime gathers what an ask needs with as long a history as the store delivers in time, and says how much that is. A history that came
// too late is tried at the next query with twice the windows that did not, because these are known by then.
func (e *Engine) groundInTime(ctx context.Context, p *prepared, a *ask, q query.Query, views []view) (*ground, []answers.Notice, error) {
	all, least := reachOf(views), a.leastHistory()
	key := fmt.Sprintf("%s|%s|%v|%d|%s", p.Revision, a.target, a.needsLabels(), len(views), views[len(views)-1].current.Length)
	e.mu.Lock()
	known, slow := e.reaches[key]
	e.mu.Unlock()
	reach := all
	if slow {
		reach = min(all, max(least, 2*known))
	}
	if reach > least {
		limitHistory(views, reach)
		within, cancel := context.WithTimeoutCause(ctx, time.Duration(firstShare*float64(e.timeLeft(ctx))), errSlowHistory)
		g, err := e.ground(within, p, a, q, views)
		late := errors.Is(context.Cause(within), errSlowHistory) || err != nil && fault.As(err).Kind == fault.Timeout
		cancel()
		if err == nil {
			e.noteReach(key, reach, all)
			return g, readNotices(reach, all, views), nil
		}
		if !late || ctx.Err() != nil {
			return nil, nil, err
		}
	}
	reach = min(all, max(least, known))
	limitHistory(views, reach)
	g, err := e.ground(ctx, p, a, q, views)
	if err != nil {
		reach = 0 // the next query has all its time for the nearest windows
	}
	e.noteReach(key, reach, all)
	return g, readNotices(reach, all, views), err
}

// leastHistory is the number of earlier windows without which nothing can be judged: those of a rolling baseline, and as many as screening
// needs.
func (a *ask) leastHistory() int {
	if a.baseline.Kind == model.BaselineRolling {
		return max(a.baseline.Periods, judge.MinScreened)
	}
	return judge.MinScreened
}

// timeLeft is how long a query may still take.
func (e *Engine) timeLeft(ctx context.Context) time.Duration {
	left := store.Limits{QueryTimeout: e.limits.QueryTimeout.Approx()}.WithDefaults().QueryTimeout
	if deadline, ok := ctx.Deadline(); ok {
		left = min(left, time.Until(deadline))
	}
	return left
}

// noteReach keeps how much of a history was read in time.
func (e *Engine) noteReach(key string, reach, all int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if delete(e.reaches, key); reach < all {
		e.reaches[key] = reach
	}
}

// reachOf is the number of windows of the longest history.
func reachOf(views []view) (most int) {
	for _, v := range views {
		most = max(most, len(v.history))
	}
	return most
}

// limitHistory leaves the newest windows of each history.
func limitHistory(views []view, reach int) {
	for i := range views {
		v := &views[i]
		if v.whole == nil {
			v.whole = v.history
		}
		v.history = v.whole[:min(reach, len(v.whole))]
	}
}

// readNotices say which earlier windows were read, if that is not all.
func readNotices(reach, all int, views []view) []answers.Notice {
	last := views[len(views)-1]
	if reach >= all || len(last.history) == 0 {
		return nil
	}
	return []answers.Notice{{Passing: true, Text: fmt.Sprintf("%d of %d earlier windows could be read in the time limit, from %s on: these alone say what is usual. "+
		"The next query reads more of them", reach, all, last.history[len(last.history)-1].Start.Format(time.DateOnly))}}
}

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

// historyNotices say which windows of the history do not count, as far back as some do.
func (c *contest) historyNotices(g *ground) error {
	if len(c.history.past) == 0 {
		return nil
	}
	oldest := c.history.past[len(c.history.past)-1]
	var unusual []string
	for j, w := range c.view.history {
		if w.Start.Before(oldest.Start) {
			break
		}
		expected, err := window.Expected(c.ask.model, w.Interval)
		switch {
		case err != nil:
			return err
		case len(expected) > 0:
			c.leaveOut(w, "documented: "+expected[0].Reason)
		case g.early(w.Interval):
			c.leaveOut(w, "the log begins later")
		case c.history.screened[j]:
			unusual = append(unusual, dates(w))
		}
	}
	if len(unusual) > 0 { // which ones differs by subject and measure
		c.notices = append(c.notices, answers.Notice{Text: fmt.Sprintf("%s of %s: the baseline leaves out what was unusual itself: %s",
			c.ask.measure.ID, c.what(), strings.Join(unusual, ", "))})
	}
	if c.history.adopted != nil {
		c.notices = append(c.notices, answers.Notice{Text: fmt.Sprintf(
			"%s of %s: a level that was unusual at first has lasted, and is the new normal since %s",
			c.ask.measure.ID, c.what(), c.history.adopted.End.Format("2006-01-02"))})
	}
	if n := len(c.history.past); n < judge.MinScreened {
		c.notices = append(c.notices, answers.Notice{Text: fmt.Sprintf("few earlier windows (%d): only large changes can be told%s", n, c.unfit)})
	}
	return nil
}

func (c *contest) leaveOut(w window.Window, why string) {
	c.notices = append(c.notices, answers.Notice{Text: fmt.Sprintf("the baseline leaves out %s: %s", dates(w), why)})
}

// dates are the days on which a window begins and ends.
func dates(w window.Window) string {
	return w.Start.Format("2006-01-02") + " to " + w.End.Format("2006-01-02")
}

// StepsAtOnce is the number of points up to which a time series of a policy has the whole history of each: of more, less would be read.
func StepsAtOnce(m *model.Model, p *model.Policy) int {
	longest := max(m.History.Model, m.History.Features, m.Baselines[p.Baseline].Periods)
	return maxWindows / judge.Reach(longest)
}

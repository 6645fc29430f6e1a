package engine

import (
	"fmt"
	"slices"
	"strings"

	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// bySelf are the stats that follow from the current window alone.
var bySelf = []query.Stat{query.Current, query.Count, query.ExpectedStat, query.WindowStart, query.WindowEnd, query.RangeStart, query.RangeEnd}

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

// screened is the history of a view: which of its windows count.
type screened struct {
	past     []window.Interval // that count, newest first
	step     judge.Step        // of the current window
	screened []bool            // by window of the view's history: it was unusual itself
	adopted  *window.Interval  // the last window of the level that was adopted last, if that still holds
}

// screen judges the windows of a history, the oldest first.
func (c *contest) screen(g *ground) error {
	if len(c.view.history) == 0 {
		return nil
	}
	key := screenKey{c.subject.column, c.segment, c.view.current.Interval, c.view.history[0].Interval, len(c.view.history)}
	if c.ask.byBins() {
		if known, ok := g.screens[key]; ok {
			c.history = known
			return nil
		}
	}
	all := append([]window.Window{c.view.current}, c.view.history...)
	slices.Reverse(all)
	tails, err := c.tailsOf(g, all)
	if err != nil {
		return err
	}
	chain := judge.Chain{History: c.ask.historyLength()}
	if c.ask.baseline.Kind == model.BaselineRolling {
		chain.Adopt = window.AdoptAfter(c.ask.model, c.view.current, c.ask.baseline.Baseline)
	}
	out := screened{screened: make([]bool, len(c.view.history))}
	for i, w := range all {
		countable, err := c.countable(g, w)
		if err != nil {
			return err
		}
		out.step = chain.Next(countable, tails(i))
		if i < len(c.view.history) {
			out.screened[len(c.view.history)-1-i] = out.step.Odd
		}
		switch {
		case out.step.Adopted:
			out.adopted = &w.Interval
		case out.step.Restored:
			out.adopted = nil
		}
	}
	for _, i := range out.step.Past {
		out.past = append(out.past, all[i].Interval)
	}
	if c.history = out; c.ask.byBins() {
		g.screens[key] = out
	}
	return nil
}

// screenKey identifies the history of one column in one segment.
type screenKey struct {
	column          string
	segment         plan.Segment
	current, newest window.Interval
	windows         int
}

// countable reports whether a window can count as history: documented changes never do, nor do windows that begin before the log, nor, where
// labels are foretold, those whose labels were not in when the current window ended.
func (c *contest) countable(g *ground, w window.Window) (bool, error) {
	if g.early(w.Interval) || c.immature(w.Interval) {
		return false, nil
	}
	expected, err := window.Expected(c.ask.model, w.Interval)
	return len(expected) == 0, err
}

func (c *contest) immature(i window.Interval) bool {
	if c.ask.measure.Estimates == "" || c.ask.model.Outcomes == nil {
		return false
	}
	return i.End.Add(c.ask.model.Outcomes.Delay.Approx()).After(c.view.current.End)
}

// tailsOf returns what tells how unusual each of the windows is, which are in order of time. It returns nil for a window without a value.
func (c *contest) tailsOf(g *ground, all []window.Window) (func(i int) func(past []int) judge.Tails, error) {
	if c.ask.byBins() {
		return c.tailsOfBins(g, all)
	}
	summaries := make([]*summary.Summary, len(all))
	for i, w := range all {
		var err error
		if summaries[i], err = c.windowSummary(g, w.Interval); err != nil {
			return nil, err
		}
	}
	c.guess = medianLabel(summaries)
	samples, ok := make([]judge.Sample, len(all)), make([]bool, len(all))
	for i, w := range all {
		samples[i], ok[i] = c.sampleOf(summaries[i], w.Interval, i == len(all)-1)
	}
	c.guess = nil // from here on it is the baseline's
	return func(i int) func(past []int) judge.Tails {
		if !ok[i] {
			return nil
		}
		return func(past []int) judge.Tails {
			p, reason := judge.PredictSample(samples[i], pick(samples, past))
			if reason != "" {
				return judge.Tails{Low: 1, High: 1}
			}
			return p.Tails(samples[i])
		}
	}, nil
}

// tailsOfBins judges a column by bins: those of all windows together.
func (c *contest) tailsOfBins(g *ground, all []window.Window) (func(i int) func(past []int) judge.Tails, error) {
	columns := make([]*summary.Column, len(all))
	for i, w := range all {
		s, err := c.windowSummary(g, w.Interval)
		if err != nil {
			return nil, err
		}
		columns[i] = columnOf(s, c.subject.column)
	}
	binning := measure.PooledBinning(columns, measure.DefaultBins)
	rows, ok := make([]measure.Row, len(all)), make([]bool, len(all))
	for i, column := range columns {
		rows[i], ok[i] = binning.Row(column)
		ok[i] = ok[i] && rows[i].Total() > 0
	}
	return func(i int) func(past []int) judge.Tails {
		if !ok[i] {
			return nil
		}
		return func(past []int) judge.Tails { return predictRows(binning, rows[i], pick(rows, past)).tails() }
	}, nil
}

// medianLabel is what a regression model's skill is held against where there is no baseline yet; nil where labels are no numbers.
func medianLabel(windows []*summary.Summary) *float64 {
	pooled := &summary.Column{}
	for _, s := range windows {
		if labels := s.Columns[summary.LabelKey]; labels != nil && labels.Numeric() {
			_ = pooled.Add(labels) // labels are on one grid
		}
	}
	if median, ok := pooled.Quantile(0.5); ok {
		return &median
	}
	return nil
}

// pick returns the elements at the places.
func pick[T any](list []T, places []int) []T {
	picked := make([]T, len(places))
	for j, i := range places {
		picked[j] = list[i]
	}
	return picked
}

// windowSummary merges the counts of a window, once for all that ask for it.
func (c *contest) windowSummary(g *ground, i window.Interval) (*summary.Summary, error) {
	columns := c.columns()
	key := fmt.Sprintf("%q|%q|%d|%d", c.segments(), columns, i.Start.Unix(), i.End.Unix())
	if s, ok := g.windows[key]; ok {
		return s, nil
	}
	s, err := c.merge(g.log, columns, i)
	if err == nil {
		c.tellNewLabels(g.labelTexts, s)
		g.windows[key] = s
	}
	return s, err
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
		c.notices = append(c.notices, Notice{Text: fmt.Sprintf("%s of %s: the baseline leaves out what was unusual itself: %s",
			c.ask.measure.ID, c.what(), strings.Join(unusual, ", "))})
	}
	if c.history.adopted != nil {
		c.notices = append(c.notices, Notice{Text: fmt.Sprintf("%s: a level that was unusual at first has lasted, and is the new normal since %s",
			c.what(), c.history.adopted.End.Format("2006-01-02"))})
	}
	if n := len(c.history.past); n < judge.MinScreened {
		c.notices = append(c.notices, Notice{Text: fmt.Sprintf("few earlier windows (%d): only large changes can be told%s", n, c.unfit)})
	}
	return nil
}

func (c *contest) leaveOut(w window.Window, why string) {
	c.notices = append(c.notices, Notice{Text: fmt.Sprintf("the baseline leaves out %s: %s", dates(w), why)})
}

// dates are the days on which a window begins and ends.
func dates(w window.Window) string {
	return w.Start.Format("2006-01-02") + " to " + w.End.Format("2006-01-02")
}

package engine

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// contest is one comparison: a subject's current window against its baseline, with the counts of both.
type contest struct {
	prepared *prepare.Prepared
	ask      *resolve.Ask
	query    query.Query
	asked    window.Range
	subject  resolve.Subject
	segment  plan.Segment
	view     resolve.View

	current  *summary.Summary
	baseline *summary.Summary   // nil: there is none
	windows  []window.Interval  // of the baseline, newest first; empty for a table
	past     []*summary.Summary // of the earlier windows that count, newest first
	history  screened
	ground   *ground // that the contest was filled from
	notices  []answers.Notice
	lacking  string         // why there is no baseline; empty: there is one, or nothing more is known
	unfit    string         // "; " and why the log holds too few windows of this length; empty: it holds enough
	members  []plan.Segment // of a contest of several segments; nil: segment alone

	newUnknown string // why new labels cannot be told; empty: they can, or are not asked for

	predicted  predictedBins // of the current window; set once it was judged
	calibrated calibrated
	silence    silence
	guess      *float64         // the median label of the history, while that is screened
	now        measure.Estimate // of one window; set once it was judged
}

// fill merges the counts of the segment.
func (c *contest) fill(g *ground) error {
	c.ground = g
	if err := c.fillCurrent(g); err != nil {
		return err
	}
	if err := c.screen(g); err != nil {
		return err
	}
	if text := tooLong(c.ask.Model, c.ask.Baseline.Baseline, c.view.Current, g.first); text != "" {
		c.unfit = "; " + text
	}
	if err := c.historyNotices(g); err != nil {
		return err
	}
	if err := c.fillBaseline(g); err != nil {
		return err
	}
	c.tellNewLabels(g.labelTexts, c.current, c.baseline)
	return nil
}

// fillLike fills a contest of one segment with the windows that another compares, so that the changes of segments add
// up to that of all.
func (c *contest) fillLike(g *ground, whole *contest) error {
	c.history = whole.history
	if err := c.fillCurrent(g); err != nil {
		return err
	}
	return c.fillBaseline(g)
}

func (c *contest) fillCurrent(g *ground) (err error) {
	c.calibrated = g.calibrated[c.view.Current.Interval]
	// Where labels are read as numbers, their column tells how many predictions have one.
	c.current, err = c.merge(g.log, slices.Concat(c.columns(), []string{summary.LabelKey}), c.view.Current.Interval)
	if c.silence = g.silences[c.view.Current.Interval]; err == nil && c.ask.JudgesSilence() &&
		c.current.Latest == summary.NoTime {
		empty := *c.current
		empty.Latest = c.silence.newest // an empty window's newest row lies before it
		c.current = &empty
	}
	return err
}

// fillBaseline merges the counts of what the window is compared with, and those of the history.
func (c *contest) fillBaseline(g *ground) error {
	for _, i := range c.history.past {
		s, err := c.windowSummary(g, i)
		if err != nil {
			return err
		}
		c.past = append(c.past, s)
	}
	columns := c.columns()
	var err error
	switch kind := c.ask.Baseline.Kind; {
	case kind == "" || len(c.view.History) == 0 && kind == model.BaselineRolling:
		return nil
	case kind == model.BaselineTable:
		if c.baseline, err = c.merge(g.table, columns); err != nil {
			return err
		}
		if len(c.baseline.Columns) < len(columns) && c.baseline.Outcomes == nil {
			c.lackBaseline("baseline %q has no column for %s", c.ask.Baseline.Name, c.what())
			c.baseline = nil
		}
		return nil
	case kind == model.BaselineLaunch:
		return c.fillLaunch(g, columns)
	case kind == model.BaselineRolling:
		return c.fillRolling(g, columns)
	case c.view.Baseline == nil:
		return nil
	case kind == model.BaselineVersion:
		c.windows = []window.Interval{c.view.Current.Interval}
		c.baseline, err = c.merge(g.table, columns, c.windows...)
		return err
	}
	c.windows = []window.Interval{c.view.Baseline.Interval}
	if g.early(c.windows[0]) {
		c.lackBaseline("baseline %q begins on %s, before the log's first row of %s", c.ask.Baseline.Name,
			c.windows[0].Start.Format(time.DateOnly),
			g.begin.Format(time.DateOnly))
		return nil
	}
	c.baseline, err = c.merge(g.log, columns, c.windows...)
	return err
}

// fillRolling pools the newest earlier windows that count.
func (c *contest) fillRolling(g *ground, columns []string) (err error) {
	b := c.ask.Baseline
	c.windows = c.history.past[:min(b.Periods, len(c.history.past))]
	if n := len(c.windows); n < b.MinPeriods {
		c.warn("baseline %q has %d periods that count, %d are needed", b.Name, n, b.MinPeriods)
		return nil
	}
	c.baseline, err = c.merge(g.log, columns, c.windows...)
	return err
}

// periods are the summaries of a rolling baseline's windows, newest first.
func (c *contest) periods() []*summary.Summary {
	if c.ask.Baseline.Kind != model.BaselineRolling || c.baseline == nil {
		return nil
	}
	return c.past[:min(len(c.windows), len(c.past))]
}

// segments are those that the contest is about.
func (c *contest) segments() []plan.Segment {
	if c.members != nil {
		return c.members
	}
	return []plan.Segment{c.segment}
}

// merge merges the counts of the contest's segments over intervals. What it returns is shared, and not to be changed.
func (c *contest) merge(b *gather.SpanCounts, columns []string,
	intervals ...window.Interval) (*summary.Summary, error) {
	of, ok := b.ContentOf(c.segments(), append(slices.Clone(gather.RowParts), columns...), intervals...)
	if b.Derived == nil || !ok || c.ask.AsksForNewLabels() { // whose summaries are changed after they were merged
		return c.mergeSegments(b, columns, intervals)
	}
	merged, err := derived.Once(b.Derived, derived.Key{Owner: c.prepared, Content: of},
		func() (gather.MergedWindow, error) {
			merged, err := c.mergeSegments(b, columns, intervals)
			return gather.MergedWindow{Summary: merged}, err
		})
	return merged.Summary, err
}

func (c *contest) mergeSegments(b *gather.SpanCounts, columns []string,
	intervals []window.Interval) (*summary.Summary, error) {
	merged, err := b.Summary(c.segments()[0], columns, intervals...)
	for _, segment := range c.segments()[1:] {
		if err != nil {
			return nil, err
		}
		var more *summary.Summary
		if more, err = b.Summary(segment, columns, intervals...); err == nil {
			err = merged.Add(more)
		}
	}
	return merged, err
}

// fillLaunch merges the counts of the first days of the window's version.
func (c *contest) fillLaunch(g *ground, columns []string) error {
	of := c.view.Launched
	if of.Reason != "" {
		c.lackBaseline("baseline %q: %s", c.ask.Baseline.Name, of.Reason)
		return nil
	}
	c.windows = []window.Interval{c.view.Baseline.Interval}
	c.notices = append(c.notices, answers.Notice{Text: fmt.Sprintf("baseline %q is the first 28 full days of %s",
		c.ask.Baseline.Name, of.What())})
	var err error
	c.baseline, err = c.merge(g.against(c.view), columns, c.windows...)
	return err
}

// columns are the keys of what the measure is finished from; none for the log itself.
func (c *contest) columns() []string {
	var made []string
	for _, column := range c.ask.Labelled() {
		if slices.Contains(c.ask.Measure.Columns, column.Key) {
			made = append(made, column.Key)
		}
	}
	if slices.Contains(c.ask.Measure.Columns, plan.EntropyKey) {
		made = append(made, plan.EntropyKey)
	}
	if c.subject.Column == "" || len(made) > 0 && c.ask.Target != query.Score {
		return made
	}
	return append(made, c.subject.Column) // of scores it tells how many rows are left out
}

func (c *contest) warn(format string, args ...any) {
	c.notices = append(c.notices, answers.Notice{Warning: true, Text: fmt.Sprintf(format, args...)})
}

// lackBaseline warns that there is no baseline, and keeps why.
func (c *contest) lackBaseline(format string, args ...any) {
	c.warn(format, args...)
	c.lacking = c.notices[len(c.notices)-1].Text
}

// what names the subject in messages.
func (c *contest) what() string {
	name := string(c.ask.Target)
	if c.subject.Feature != "" {
		name = "feature " + c.subject.Feature
	}
	if c.subject.With != "" {
		name += " with " + c.subject.With
	}
	if c.ask.OfClassScore() {
		name += " of class " + c.ask.Param.Class
	}
	if values := c.segment.Values(); len(values) > 0 {
		name += " of " + strings.Join(values, ", ")
	}
	return name
}

// params are what the measure knows beside the counts of the current window.
func (c *contest) params() measure.Params {
	m := c.ask.Model
	p := measure.Params{
		Unmatched: c.noClassInCommon(), NewUnknown: c.newUnknown,
		Class: c.ask.Param.Class, Positive: m.Log.Positive.Name(), Task: string(m.Task),
		Alpha: 2 * c.level(), Bins: c.query.Bins, AllLabels: c.query.Labels == "all",
		Start: micros(c.view.Current.Start), End: micros(c.view.Current.End),
		Calibration: c.calibrated.calibration, EstimationError: c.calibrated.error,
	}
	if c.baseline != nil && c.baseline.Columns[summary.LabelKey] != nil {
		if median, ok := c.baseline.Columns[summary.LabelKey].Quantile(0.5); ok {
			p.Guess = &median
		}
	}
	if p.Guess == nil {
		p.Guess = c.guess
	}
	if c.ask.Target != query.Features {
		p.Class, _ = c.names().ClassOf(p.Class)
	} else {
		p.Positive = "" // a class of predictions and labels; a feature's category of that name is no success
	}
	if c.ask.Param.P != nil {
		p.P = *c.ask.Param.P
	}
	if c.ask.Policy != nil {
		p.Bins = measure.DefaultBins
	}
	if m.Costs != nil {
		p.Costs = &measure.Costs{FalsePositive: m.Costs.FalsePositive, FalseNegative: m.Costs.FalseNegative}
	}
	return p
}

package engine

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// contest is one comparison: a subject's current window against its baseline, with the counts of both.
type contest struct {
	prepared *prepared
	ask      *ask
	query    query.Query
	asked    window.Range
	subject  subject
	segment  plan.Segment
	view     view

	current  *summary.Summary
	baseline *summary.Summary   // nil: there is none
	periods  []*summary.Summary // of a rolling baseline, newest first
	windows  []window.Interval  // of the baseline, newest first; empty for a table
	notices  []Notice

	newUnknown string // why new labels cannot be told; empty: they can, or are not asked for

	calibrated calibrated
	silence    silence
	now        measure.Estimate // of one window; set once it was judged
}

// fill merges the counts of the segment.
func (c *contest) fill(g *ground) error {
	err := c.merge(g)
	if err == nil {
		c.tellNewLabels(g.labelTexts)
	}
	return err
}

func (c *contest) merge(g *ground) error {
	columns, segment := c.columns(), c.segment
	c.calibrated = g.calibrated[c.view.current.Interval]
	var err error
	// Where labels are read as numbers, their column tells how many predictions have one.
	if c.current, err = g.log.summary(segment, slices.Concat(columns, []string{summary.LabelKey}), c.view.current.Interval); err != nil {
		return err
	}
	if c.silence = g.silences[c.view.current.Interval]; c.ask.judgesSilence() && c.current.Latest == summary.NoTime {
		c.current.Latest = c.silence.newest // an empty window's newest row lies before it
	}
	switch c.ask.baseline.Kind {
	case "":
		return nil
	case model.BaselineTable:
		if c.baseline, err = g.table.summary(segment, columns); err != nil {
			return err
		}
		if len(c.baseline.Columns) < len(columns) && c.baseline.Outcomes == nil {
			c.warn("baseline %q has no column for %s", c.ask.baseline.name, c.what())
			c.baseline = nil
		}
		return nil
	case model.BaselineLaunch:
		return c.fillLaunch(g, columns)
	case model.BaselineVersion:
		c.windows = []window.Interval{c.view.current.Interval}
		c.baseline, err = g.table.summary(segment, columns, c.windows...)
		return err
	}
	chosen, notices, err := c.view.periods(c.ask.model, c.ask.baseline.Kind, rowsIn{g.log.total, g.early}, c.ask.minCount)
	if err != nil {
		return err
	}
	c.notices = append(c.notices, notices...)
	if c.windows = chosen; len(chosen) < c.view.baseline.Needed {
		c.warn("baseline %q has %d periods with enough rows, %d are needed", c.ask.baseline.name, len(chosen), c.view.baseline.Needed)
		return nil
	}
	if c.ask.baseline.Kind != model.BaselineRolling && g.early(chosen[0]) {
		c.warn("baseline %q begins on %s, before the log's first row of %s", c.ask.baseline.name, chosen[0].Start.Format(time.DateOnly),
			g.begin.Format(time.DateOnly))
		return nil
	}
	if c.baseline, err = g.log.summary(segment, columns, chosen...); err != nil || c.ask.baseline.Kind != model.BaselineRolling {
		return err
	}
	for _, period := range chosen {
		s, err := g.log.summary(segment, columns, period)
		if err != nil {
			return err
		}
		c.periods = append(c.periods, s)
	}
	return nil
}

// fillLaunch merges the counts of the first days of the window's version.
func (c *contest) fillLaunch(g *ground, columns []string) error {
	of := c.view.launched
	if of.reason != "" {
		c.warn("baseline %q: %s", c.ask.baseline.name, of.reason)
		return nil
	}
	c.windows = c.view.intervals()
	c.notices = append(c.notices, Notice{Text: fmt.Sprintf("baseline %q is the first 28 full days of %s", c.ask.baseline.name, of.what())})
	var err error
	c.baseline, err = g.against(c.view).summary(c.segment, columns, c.windows...)
	return err
}

// columns are the keys of what the measure is finished from; none for the log itself.
func (c *contest) columns() []string {
	var made []string
	for _, column := range c.ask.labelled() {
		if slices.Contains(c.ask.measure.Columns, column.Key) {
			made = append(made, column.Key)
		}
	}
	if slices.Contains(c.ask.measure.Columns, plan.EntropyKey) {
		made = append(made, plan.EntropyKey)
	}
	if c.subject.column == "" || len(made) > 0 && c.ask.target != query.Score {
		return made
	}
	return append(made, c.subject.column) // of scores it tells how many rows are left out
}

func (c *contest) warn(format string, args ...any) {
	c.notices = append(c.notices, Notice{Warning: true, Text: fmt.Sprintf(format, args...)})
}

// what names the subject in messages.
func (c *contest) what() string {
	name := string(c.ask.target)
	if c.subject.feature != "" {
		name = "feature " + c.subject.feature
	}
	if c.subject.with != "" {
		name += " with " + c.subject.with
	}
	if c.ask.ofClassScore() {
		name += " of class " + c.ask.param.Class
	}
	if values := c.segment.Values(); len(values) > 0 {
		name += " of " + strings.Join(values, ", ")
	}
	return name
}

// alphaOf is the level of significance of one of a model's features; see MEASURES on critical values.
func alphaOf(m *model.Model) float64 { return 0.05 / float64(max(1, len(m.Features))) }

// sigmaAlpha is the chance, over all subjects, that a quiet window lies beyond its sigma limit.
const sigmaAlpha = 0.0027

// params are what the measure knows beside the counts of the current window.
func (c *contest) params() measure.Params {
	m := c.ask.model
	p := measure.Params{
		Unmatched: c.noClassInCommon(), NewUnknown: c.newUnknown,
		Class: c.ask.param.Class, Positive: m.Log.Positive.Name(), Task: string(m.Task),
		Alpha: alphaOf(m), Bins: c.query.Bins, AllLabels: c.query.Labels == "all",
		Start: micros(c.view.current.Start), End: micros(c.view.current.End),
		Calibration: c.calibrated.calibration, EstimationError: c.calibrated.error,
	}
	if c.baseline != nil && c.baseline.Columns[summary.LabelKey] != nil {
		if median, ok := c.baseline.Columns[summary.LabelKey].Quantile(0.5); ok {
			p.Guess = &median
		}
	}
	if c.ask.target != query.Features {
		p.Class, _ = c.names().class(p.Class)
	} else {
		p.Positive = "" // a class of predictions and labels; a feature's category of that name is no success
	}
	if c.ask.param.P != nil {
		p.P = *c.ask.param.P
	}
	if c.ask.policy != nil {
		p.Bins = measure.DefaultBins
	}
	if m.ConfidenceFloor != nil {
		p.ConfidenceFloor = *m.ConfidenceFloor
	}
	if m.Costs != nil {
		p.Costs = &measure.Costs{FalsePositive: m.Costs.FalsePositive, FalseNegative: m.Costs.FalseNegative}
	}
	return p
}

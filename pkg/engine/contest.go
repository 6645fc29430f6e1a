package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"

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

	calibrated calibrated
	now        measure.Estimate // of one window; set once it was judged
}

// fill merges the counts of the segment.
func (c *contest) fill(g *ground) error {
	columns, segment := c.columns(), c.segment
	c.calibrated = g.calibrated[c.view.current.Interval]
	var err error
	if c.current, err = g.log.summary(segment, columns, c.view.current.Interval); err != nil {
		return err
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
	case model.BaselineVersion:
		c.windows = []window.Interval{c.view.current.Interval}
		c.baseline, err = g.table.summary(segment, columns, c.windows...)
		return err
	}
	chosen, notices, err := c.view.periods(c.ask.model, c.ask.baseline.Kind, g.log.total, c.ask.minCount)
	if err != nil {
		return err
	}
	c.notices = append(c.notices, notices...)
	if c.windows = chosen; len(chosen) < c.view.baseline.Needed {
		c.warn("baseline %q has %d periods with enough rows, %d are needed", c.ask.baseline.name, len(chosen), c.view.baseline.Needed)
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
		Class: c.ask.param.Class, Positive: string(m.Log.Positive), Task: string(m.Task),
		Alpha: alphaOf(m), Bins: c.query.Bins, AllLabels: c.query.Labels == "all",
		Start: micros(c.view.current.Start), End: micros(c.view.current.End),
		Calibration: c.calibrated.calibration, EstimationError: c.calibrated.error,
	}
	if c.baseline != nil && c.baseline.Columns[summary.LabelKey] != nil {
		if median, ok := c.baseline.Columns[summary.LabelKey].Quantile(0.5); ok {
			p.Guess = &median
		}
	}
	if c.ask.target == query.Features {
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

// judge measures and fills in all stats.
func (c *contest) judge() Point {
	point := Point{At: c.view.current.End, Stats: map[query.Stat]float64{}}
	if c.ask.measure.TwoSample() {
		c.compare(&point)
	} else {
		c.estimate(&point)
	}
	c.times(&point)
	if c.ask.policy != nil {
		c.hold(&point)
	}
	return point
}

// compare takes a two-sample measure.
func (c *contest) compare(point *Point) {
	p := c.params()
	if len(c.periods) > 0 {
		columns := make([]*summary.Column, len(c.periods))
		for i, s := range c.periods {
			columns[i] = columnOf(s, c.subject.column)
		}
		p.Phi, p.PhiPeriods = measure.Phi(columnOf(c.current, c.subject.column), columns, p)
	}
	if c.baseline == nil {
		point.Reason = "there is no baseline to compare with"
		if now := columnOf(c.current, c.subject.column); now != nil {
			point.set(query.Count, now.Count(), true)
		}
		return
	}
	d := c.ask.measure.Compare(columnOf(c.current, c.subject.column), columnOf(c.baseline, c.subject.column), p)
	point.Reason = d.Reason
	point.set(query.Value, d.Value, d.OK)
	point.set(query.Critical, d.Critical, d.CriticalOK)
	point.set(query.PValue, d.PValue, d.PValueOK)
	point.set(query.Count, d.N, true)
	point.set(query.BaselineCount, d.M, true)
	point.verdict(c.ask.measure.JudgeDivergence(d, c.threshold(), c.ask.minCount, p))
}

// estimate takes a measure of one window in both.
func (c *contest) estimate(point *Point) {
	m, p := c.ask.measure, c.params()
	now := m.Estimate(c.current, c.subject.column, p)
	c.now = now
	then, periods := c.estimates(p)
	point.Reason = now.Reason
	point.set(query.Current, now.Value, now.OK)
	point.set(query.Count, now.N, true)
	point.set(query.Baseline, then.Value, then.OK)
	point.set(query.BaselineCount, then.N, c.baseline != nil)

	change := measure.Difference(now, then, measure.PhiEstimates(periods))
	point.set(query.Change, change.Value, change.OK)
	point.set(query.ChangePoints, 100*change.Value, change.OK && now.Rate)
	point.set(query.RelativeChange, change.Value/then.Value, change.OK && then.Value != 0)
	point.set(query.PValue, change.PValue, change.PValueOK)
	point.verdict(m.JudgeChange(now, then, change, c.threshold(), c.ask.minCount, p))

	sigma := measure.SigmaOf(now, periods, sigmaAlpha/float64(max(1, c.ask.population)))
	point.set(query.BaselineMean, sigma.Mean, sigma.OK)
	point.set(query.BaselineSd, sigma.Sd, sigma.OK)
	point.set(query.Sigma, sigma.Sigma, sigma.SigmaOK)
	point.set(query.SigmaLimit, sigma.Limit, sigma.SigmaOK)
	point.set(query.LowerLimit, sigma.LowerLimit, sigma.SigmaOK)
	point.set(query.UpperLimit, sigma.UpperLimit, sigma.SigmaOK)

	if len(periods) > 0 {
		oldest := append([]measure.Estimate{now}, periods...)
		slices.Reverse(oldest)
		trend := measure.TrendOf(oldest)
		point.set(query.Trend, trend.Slope, trend.OK)
		point.set(query.TrendPvalue, trend.PValue, trend.OK)
	}
}

// estimates takes the measure of the baseline, pooled and by period.
func (c *contest) estimates(p measure.Params) (pooled measure.Estimate, periods []measure.Estimate) {
	if c.baseline == nil {
		return measure.Estimate{Reason: "there is no baseline to compare with"}, nil
	}
	for i, s := range c.periods {
		p.Start, p.End = micros(c.windows[i].Start), micros(c.windows[i].End)
		periods = append(periods, c.ask.measure.Estimate(s, c.subject.column, p))
	}
	if len(c.windows) > 0 {
		// Periods may have gaps between them: the pooled window is as long as they are together.
		p.End = micros(c.windows[0].End)
		p.Start = p.End - int64(c.baselineSeconds()*1e6)
	}
	pooled = c.ask.measure.Estimate(c.baseline, c.subject.column, p)
	if !c.ask.measure.Extensive {
		return pooled, periods
	}
	if len(c.windows) == 0 {
		return measure.Estimate{Reason: "a table has no length of time to compare with"}, periods
	}
	return pooled.Scaled(c.view.current.End.Sub(c.view.current.Start).Seconds() / c.baselineSeconds()), periods
}

// baselineSeconds is the length of all baseline windows together.
func (c *contest) baselineSeconds() float64 {
	var length float64
	for _, w := range c.windows {
		length += w.End.Sub(w.Start).Seconds()
	}
	return length
}

// times fills in the stats that say which windows were compared.
func (c *contest) times(point *Point) {
	seconds := func(s query.Stat, micro int64) { point.set(s, float64(micro)/1e6, true) }
	seconds(query.WindowStart, micros(c.view.current.Start))
	seconds(query.WindowEnd, micros(c.view.current.End))
	seconds(query.RangeStart, micros(c.asked.Start))
	seconds(query.RangeEnd, micros(c.asked.End))
	if n := len(c.windows); n > 0 {
		seconds(query.BaselineStart, micros(c.windows[n-1].Start))
		seconds(query.BaselineEnd, micros(c.windows[0].End))
	}
	expected, err := window.Expected(c.ask.model, c.view.current.Interval)
	point.set(query.ExpectedStat, float64(min(1, len(expected))), err == nil)
}

// set stores a stat that could be computed. What overflowed could not.
func (p *Point) set(s query.Stat, value float64, ok bool) {
	if ok && !math.IsNaN(value) && !math.IsInf(value, 0) {
		p.Stats[s] = value
	}
}

func (p *Point) verdict(j measure.Judgement) {
	p.set(query.Verdict, float64(j.Verdict), j.OK)
	if !j.OK {
		p.Unjudged = j.Reason
	}
}

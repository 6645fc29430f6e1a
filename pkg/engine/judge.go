package engine

import (
	"math"
	"slices"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// judge measures and fills in all stats.
func (c *contest) judge() Point {
	point := Point{At: c.view.current.End, Stats: map[query.Stat]float64{}, Lacking: map[query.Stat]string{}}
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
		p.Wobble = measure.WobbleOf(columnOf(c.current, c.subject.column), columns, p)
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
	point.lack("all values lie in one bin, so there is nothing chance could move", query.Critical, query.PValue)
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

	change := measure.Difference(now, then, measure.WobbleOfEstimates(periods))
	point.set(query.Change, change.Value, change.OK)
	point.set(query.ChangePoints, 100*change.Value, change.OK && now.Rate)
	point.set(query.RelativeChange, change.Value/then.Value, change.OK && then.Value != 0)
	point.set(query.PValue, change.PValue, change.PValueOK)
	point.lack(then.Reason, query.Baseline)
	point.lack(change.Reason, query.PValue)
	if !change.OK {
		point.lack(change.Reason, query.Change, query.ChangePoints, query.RelativeChange)
	}
	point.lack("only rates have a change in points", query.ChangePoints)
	point.lack("the baseline is 0, so there is no relative change", query.RelativeChange)
	point.verdict(m.JudgeChange(now, then, change, c.threshold(), c.ask.minCount, p))

	sigma := measure.SigmaOf(now, periods, sigmaAlpha/float64(max(1, c.ask.population)))
	point.set(query.BaselineMean, sigma.Mean, sigma.OK)
	point.set(query.BaselineSd, sigma.Sd, sigma.OK)
	point.set(query.Sigma, sigma.Sigma, sigma.SigmaOK)
	point.set(query.SigmaLimit, sigma.Limit, sigma.SigmaOK)
	point.set(query.LowerLimit, sigma.LowerLimit, sigma.SigmaOK)
	point.set(query.UpperLimit, sigma.UpperLimit, sigma.SigmaOK)
	if c.ask.baseline.Kind != model.BaselineRolling {
		point.lack("only a rolling baseline has periods to compare with", ofPeriods...)
	}
	point.lack(sigma.Reason, ofPeriods...)

	if len(periods) > 0 {
		oldest := append([]measure.Estimate{now}, periods...)
		slices.Reverse(oldest)
		trend := measure.TrendOf(oldest)
		point.set(query.Trend, trend.Slope, trend.OK)
		point.set(query.TrendPvalue, trend.PValue, trend.OK)
		point.lack(trend.Reason, query.Trend, query.TrendPvalue)
	}
}

// ofPeriods are the stats that place a window among the periods of a rolling baseline.
var ofPeriods = []query.Stat{query.BaselineMean, query.BaselineSd, query.Sigma, query.SigmaLimit, query.LowerLimit, query.UpperLimit,
	query.Trend, query.TrendPvalue}

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

// lack says why stats are absent. One that is there, or has a reason already, keeps it.
func (p *Point) lack(why string, stats ...query.Stat) {
	for _, s := range stats {
		_, there := p.Stats[s]
		if _, said := p.Lacking[s]; !there && !said && why != "" {
			p.Lacking[s] = why
		}
	}
}

func (p *Point) verdict(j measure.Judgement) {
	p.set(query.Verdict, float64(j.Verdict), j.OK)
	if !j.OK {
		p.Unjudged = j.Reason
	}
}

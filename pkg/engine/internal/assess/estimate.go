package assess

import (
	"math"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// estimate takes a measure of one window in both, and judges the current value.
func (c *comparison) estimate(point *answers.Point) judged {
	m, p := c.Ask.Measure, c.params()
	now := m.Estimate(c.current, c.subject.Column, p)
	c.now = now
	then, periods := c.estimates(p)
	point.Reason = now.Reason
	point.Set(query.Current, now.Value, now.OK)
	point.Set(query.Count, now.N, true)
	point.Set(query.Baseline, then.Value, then.OK)
	point.Set(query.BaselineCount, then.N, c.baseline != nil)

	change := measure.Difference(now, then)
	point.Set(query.Change, change.Value, change.OK)
	point.Set(query.ChangePoints, 100*change.Value, change.OK && now.Rate)
	point.Set(query.RelativeChange, change.Value/then.Value, change.OK && then.Value != 0)
	point.Lack(then.Reason, query.Baseline)
	if !change.OK {
		point.Lack(change.Reason, query.Change, query.ChangePoints, query.RelativeChange)
	}
	point.Lack("only rates have a change in points", query.ChangePoints)
	point.Lack("the baseline is 0, so there is no relative change", query.RelativeChange)
	c.setChangeInterval(point)
	c.placeAmong(point, now, periods)

	j := judged{level: c.level(), reason: change.Reason, material: change.OK &&
		m.MaterialChange(change.Value, then, c.threshold())}
	if change.OK {
		c.judgeEstimate(&j, now, then)
	}
	if j.reason != "" {
		point.Lack(j.reason, query.PValue, query.Sigma, query.LowerLimit, query.UpperLimit)
		return j
	}
	point.Set(query.PValue, c.pvalue(j.tails), true)
	point.Set(query.Sigma, j.tails.Sigma(), true)
	reach := c.reach()
	point.Set(query.LowerLimit, math.Max(reach.Least, j.low), !math.IsNaN(j.low))
	point.Set(query.UpperLimit, math.Min(reach.Most, j.high), !math.IsNaN(j.high))
	point.Lack("the policy has no bound on this side", query.LowerLimit, query.UpperLimit)
	return j
}

// placeAmong fills in what the periods of a rolling baseline say: their mean, sd and trend.
func (c *comparison) placeAmong(point *answers.Point, now measure.Estimate, periods []measure.Estimate) {
	ofPeriods := []query.Stat{query.BaselineMean, query.BaselineSd, query.Trend, query.TrendPvalue}
	if c.Ask.Baseline.Kind != model.BaselineRolling {
		point.Lack("only a rolling baseline has periods", ofPeriods...)
		return
	}
	mean, sd, ok := measure.MeanOf(periods)
	point.Set(query.BaselineMean, mean, ok)
	point.Set(query.BaselineSd, sd, ok)
	point.Lack("fewer than two periods have a value", query.BaselineMean, query.BaselineSd)
	oldest := append([]measure.Estimate{now}, periods...)
	slices.Reverse(oldest)
	trend := measure.TrendOf(oldest)
	point.Set(query.Trend, trend.Slope, trend.OK)
	point.Set(query.TrendPvalue, trend.PValue, trend.OK)
	point.Lack(trend.Reason, query.Trend, query.TrendPvalue)
}

// judgeEstimate asks the judge how likely a value as far out as now's is.
func (c *comparison) judgeEstimate(j *judged, now, then measure.Estimate) {
	sample := c.sample(now)
	var history []judge.Sample
	var rows float64
	for i, s := range c.past {
		if past, ok := c.sampleOf(s, c.history.past[i], false); ok {
			past.Age = float64(len(c.view.History) - c.history.step.Past[i])
			history, rows = append(history, past), rows+past.N
		}
	}
	var p *judge.Predictor
	if c.Ask.Baseline.Kind == model.BaselineRolling {
		p, j.reason = judge.PredictSample(sample, history)
	} else {
		windows := c.baselineWindows(len(history), rows, then.N)
		p, j.reason = judge.PredictSampleAround(sample, history, c.sample(then), windows)
	}
	if j.reason != "" {
		return
	}
	j.tails, j.predictor = p.Tails(sample), p
	j.low, j.high = c.limits(p, sample, j.level)
}

// changeAlpha leaves 95 % to the interval of a change.
const changeAlpha = 0.05

// setChangeInterval fills in the interval of the change where a query names it.
func (c *comparison) setChangeInterval(point *answers.Point) {
	if !c.ShowsChangeInterval() {
		return
	}
	p := c.params()
	p.Alpha = changeAlpha
	then, _ := c.estimates(p)
	lower, upper, ok := measure.DifferenceInterval(c.Ask.Measure.Estimate(c.current, c.subject.Column, p), then)
	point.Set(query.ChangeLower, lower, ok)
	point.Set(query.ChangeUpper, upper, ok)
	point.Lack("the measure has no interval in one of the windows", query.ChangeLower, query.ChangeUpper)
}

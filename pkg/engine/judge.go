package engine

import (
	"fmt"
	"math"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// judged is what the judge says of one number.
type judged struct {
	tails    judge.Tails
	reason   string // why nothing could be judged; empty if it was
	level    float64
	low      float64 // what the value is expected to lie between, NaN on a side that is not judged
	high     float64
	material bool
	outside  float64 // share of a distribution's values below or above all that the history holds

	predictor *judge.Predictor // of a measure of one window
}

// judge measures and fills in all stats.
func (c *contest) judge() answers.Point {
	point := answers.Point{At: c.view.Current.End, Stats: map[query.Stat]float64{}, Lacking: map[query.Stat]string{}}
	var j judged
	if c.ask.Measure.TwoSample() {
		j = c.compare(&point)
	} else {
		j = c.estimate(&point)
	}
	c.times(&point)
	if c.baseline != nil {
		point.Set(query.HistoryCount, float64(len(c.past)), true)
	}
	if c.ask.Policy != nil {
		c.evaluatePolicy(&point, j)
	} else {
		c.setVerdict(&point, j)
	}
	return point
}

// compare takes a two-sample measure, and judges its column bin by bin.
func (c *contest) compare(point *answers.Point) judged {
	p := c.params()
	now, then := columnOf(c.current, c.subject.Column), columnOf(c.baseline, c.subject.Column)
	if c.baseline == nil {
		point.Reason = c.noBaseline()
		if now != nil {
			point.Set(query.Count, now.Count(), true)
		}
		return judged{reason: point.Reason}
	}
	d := c.ask.Measure.Compare(now, then, p)
	if reason := c.prepared.ValuelessReason(c.subject.Column); reason != "" && d.OK {
		d = measure.Divergence{N: d.N, M: d.M, Reason: reason}
	}
	point.Reason = d.Reason
	point.Set(query.Value, d.Value, d.OK)
	point.Set(query.Critical, d.Critical, d.CriticalOK)
	point.Set(query.Count, d.N, true)
	point.Set(query.BaselineCount, d.M, true)
	if !d.OK {
		return judged{reason: d.Reason}
	}
	point.Lack("all values lie in one bin, or nobody knows what chance does to this measure", query.Critical)
	j := judged{level: c.level(), material: c.ask.Measure.Material(d.Value, c.threshold())}
	rows, reason := c.predictCurrentBins()
	if reason != "" {
		j.reason = reason
		point.Lack(reason, query.PValue, query.UsualLow, query.UsualHigh)
		return j
	}
	j.tails, j.outside = rows.tails(), rows.outside
	j.material = j.material || rows.outside > outsideShare
	point.Set(query.PValue, j.tails.TwoSided(), true)
	if point.Past = c.pastDivergences(p); len(point.Past) > 0 {
		point.Set(query.UsualLow, slices.Min(point.Past), true)
		point.Set(query.UsualHigh, slices.Max(point.Past), true)
	}
	point.Lack("fewer than two earlier windows can be compared with each other", query.UsualLow, query.UsualHigh)
	return j
}

// outsideShare is the share of values below or above all that the history holds that matters whatever a divergence
// says.
const outsideShare = 0.2

// noBaseline says why there is nothing to compare with.
func (c *contest) noBaseline() string {
	if c.ask.Baseline.Kind == model.BaselineRolling {
		if len(c.past) == 0 {
			return "no earlier window counts, so it is unknown what is usual" + c.unfit
		}
		return fmt.Sprintf("%d earlier windows count, and baseline %q needs %d%s", len(c.past), c.ask.Baseline.Name,
			c.ask.Baseline.MinPeriods, c.unfit)
	}
	if c.lacking != "" {
		return c.lacking
	}
	return "there is no baseline to compare with"
}

// estimate takes a measure of one window in both, and judges the current value.
func (c *contest) estimate(point *answers.Point) judged {
	m, p := c.ask.Measure, c.params()
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
func (c *contest) placeAmong(point *answers.Point, now measure.Estimate, periods []measure.Estimate) {
	ofPeriods := []query.Stat{query.BaselineMean, query.BaselineSd, query.Trend, query.TrendPvalue}
	if c.ask.Baseline.Kind != model.BaselineRolling {
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
func (c *contest) judgeEstimate(j *judged, now, then measure.Estimate) {
	sample := c.sample(now)
	var history []judge.Sample
	for i, s := range c.past {
		if past, ok := c.sampleOf(s, c.history.past[i], false); ok {
			past.Age = float64(len(c.view.History) - c.history.step.Past[i])
			history = append(history, past)
		}
	}
	var p *judge.Predictor
	if c.ask.Baseline.Kind == model.BaselineRolling {
		p, j.reason = judge.PredictSample(sample, history)
	} else {
		p, j.reason = judge.PredictSampleAround(sample, history, c.sample(then), c.baselineWindows(history, then))
	}
	if j.reason != "" {
		return
	}
	j.tails, j.predictor = p.Tails(sample), p
	j.low, j.high = c.limits(p, sample, j.level)
}

// sampleOf takes the measure of a window, as the judge wants it; where labels are foretold, of earlier windows what
// came true. ok is false for a window without a value.
func (c *contest) sampleOf(s *summary.Summary, i window.Interval, current bool) (judge.Sample, bool) {
	m, p := c.ask.Measure, c.params()
	p.Start, p.End = micros(i.Start), micros(i.End)
	if !current {
		p.Calibration, p.EstimationError = nil, 0
		m = realised(m)
	}
	e := m.Estimate(s, c.subject.Column, p)
	return c.sample(e), e.OK && (e.N > 0 || m.Extensive)
}

// realised is the measure of what came true, of one before labels; else the measure itself.
func realised(m measure.Measure) measure.Measure {
	if own, ok := measure.Lookup(m.Estimates); ok {
		return own
	}
	return m
}

func (c *contest) sample(e measure.Estimate) judge.Sample {
	s := judge.Sample{Value: e.Value, N: e.N, Hits: e.Hits, Error: e.SE}
	switch {
	case e.Rate:
		s.Kind = judge.Rate
	case e.Flag:
		s.Kind = judge.Flag
	case e.Correlation:
		s.Kind = judge.Correlation
	case c.ask.Measure.Extensive:
		s.Kind = judge.Total
	case e.SE > 0 && e.N > 0:
		s.Kind, s.Own = judge.Mean, e.Foretold
	}
	return s
}

// baselineWindows is how many windows of this length a baseline holds.
func (c *contest) baselineWindows(history []judge.Sample, then measure.Estimate) float64 {
	if len(c.windows) > 0 {
		return c.baselineSeconds() / c.view.Current.End.Sub(c.view.Current.Start).Seconds()
	}
	var rows float64
	for _, s := range history {
		rows += s.N
	}
	if rows == 0 {
		return 1
	}
	return then.N * float64(len(history)) / rows // a table has no length of time: by its rows
}

// estimates takes the measure of the baseline, pooled and by period.
func (c *contest) estimates(p measure.Params) (pooled measure.Estimate, periods []measure.Estimate) {
	if c.baseline == nil {
		return measure.Estimate{Reason: c.noBaseline()}, nil
	}
	m := realised(c.ask.Measure)
	p.Calibration, p.EstimationError = nil, 0
	for i, s := range c.periods() {
		p.Start, p.End = micros(c.windows[i].Start), micros(c.windows[i].End)
		periods = append(periods, m.Estimate(s, c.subject.Column, p))
	}
	if len(c.windows) > 0 {
		// Periods may have gaps between them: the pooled window is as long as they are together.
		p.End = micros(c.windows[0].End)
		p.Start = p.End - int64(c.baselineSeconds()*1e6)
	}
	pooled = m.Estimate(c.baseline, c.subject.Column, p)
	if !m.Extensive {
		return pooled, periods
	}
	if len(c.windows) == 0 {
		return measure.Estimate{Reason: "a table has no length of time to compare with"}, periods
	}
	return pooled.Scaled(c.view.Current.End.Sub(c.view.Current.Start).Seconds() / c.baselineSeconds()), periods
}

// baselineSeconds is the length of all baseline windows together.
func (c *contest) baselineSeconds() float64 {
	var length float64
	for _, w := range c.windows {
		length += w.End.Sub(w.Start).Seconds()
	}
	return length
}

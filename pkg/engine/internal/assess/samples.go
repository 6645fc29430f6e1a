package assess

import (
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// sampleOf takes the measure of a window, as the judge wants it; where labels are foretold, of earlier windows what
// came true. ok is false for a window without a value.
func (c *comparison) sampleOf(s *summary.Summary, i window.Interval, current bool) (judge.Sample, bool) {
	m, p := c.Ask.Measure, c.params()
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

func (c *comparison) sample(e measure.Estimate) judge.Sample {
	s := judge.Sample{Value: e.Value, N: e.N, Hits: e.Hits, Error: e.SE}
	switch {
	case e.Rate:
		s.Kind = judge.Rate
	case e.Flag:
		s.Kind = judge.Flag
	case e.Correlation:
		s.Kind = judge.Correlation
	case c.Ask.Measure.Extensive:
		s.Kind = judge.Total
	case e.SE > 0 && e.N > 0:
		s.Kind, s.Own = judge.Mean, e.Foretold
	}
	return s
}

// baselineWindows is how many independent windows of this length a baseline is worth. past is how many earlier windows
// the log has, pastRows the rows in them, and rows those of the baseline.
func (c *comparison) baselineWindows(past int, pastRows, rows float64) float64 {
	switch {
	case len(c.windows) > 0:
		// A stretch of the log: windows beside each other are alike, so two of them count as one.
		return max(1, c.baselineSeconds()/c.view.Current.End.Sub(c.view.Current.Start).Seconds()/2)
	case pastRows > 0:
		return rows * float64(past) / pastRows // a table has no length of time: by its rows
	}
	return 1
}

// estimates takes the measure of the baseline, pooled and by period.
func (c *comparison) estimates(p measure.Params) (pooled measure.Estimate, periods []measure.Estimate) {
	if c.baseline == nil {
		return measure.Estimate{Reason: c.noBaseline()}, nil
	}
	m := realised(c.Ask.Measure)
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

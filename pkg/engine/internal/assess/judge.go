package assess

import (
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/query"
)

// judge measures and fills in all stats.
func (c *comparison) judge() answers.Point {
	point := answers.Point{At: c.view.Current.End, Stats: map[query.Stat]float64{}, Lacking: map[query.Stat]string{}}
	var j judged
	if c.Ask.Measure.TwoSample() {
		j = c.compare(&point)
	} else {
		j = c.estimate(&point)
	}
	c.times(&point)
	if c.baseline != nil {
		point.Set(query.HistoryCount, float64(len(c.past)), true)
	}
	if c.Ask.Policy != nil {
		c.evaluatePolicy(&point, j)
	} else {
		c.setVerdict(&point, j)
	}
	return point
}

// compare takes a two-sample measure, and judges its column bin by bin.
func (c *comparison) compare(point *answers.Point) judged {
	p := c.params()
	now, then := columnOf(c.current, c.subject.Column), columnOf(c.baseline, c.subject.Column)
	if c.baseline == nil {
		point.Reason = c.noBaseline()
		if now != nil {
			point.Set(query.Count, now.Count(), true)
		}
		return judged{reason: point.Reason}
	}
	d := c.Ask.Measure.Compare(now, then, p)
	if reason := c.Prepared.ValuelessReason(c.subject.Column); reason != "" && d.OK {
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
	point.Lack("all values are in one bin, or the effect of chance on this measure is not known", query.Critical)
	j := judged{level: c.level(), material: c.Ask.Measure.Material(d.Value, c.threshold())}
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

// setVerdict gives the verdict outside policies: on either side of what is expected.
func (c *comparison) setVerdict(point *answers.Point, j judged) {
	switch few := c.tooFewRows(point); {
	case j.reason != "":
		point.Unjudged = j.reason
	case few != "":
		point.Unjudged = few
	default:
		point.Set(query.Verdict, float64(judge.VerdictOf(j.material, j.tails.Least() < j.level)), true)
		point.Expectation = c.expectation(point, j)
		c.explainLasting(point, j)
	}
}

package engine

import (
	"fmt"
	"math"
	"time"

	"leeway/pkg/judge"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// times fills in the stats that say which windows were compared.
func (c *contest) times(point *Point) {
	seconds := func(s query.Stat, micro int64) { point.set(s, float64(micro)/1e6, true) }
	seconds(query.WindowStart, micros(c.view.current.Start))
	seconds(query.WindowEnd, micros(c.view.current.End))
	seconds(query.RangeStart, micros(c.asked.Start))
	seconds(query.RangeEnd, micros(c.asked.End))
	seconds(query.WindowStartLocal, micros(onWallClock(c.view.current.Start, c.prepared.zone)))
	seconds(query.WindowEndLocal, micros(onWallClock(c.view.current.End, c.prepared.zone)))
	if n := len(c.windows); n > 0 {
		point.set(query.BaselinePeriods, float64(n), c.baseline != nil)
		seconds(query.BaselineStart, micros(c.windows[n-1].Start))
		seconds(query.BaselineEnd, micros(c.windows[0].End))
	}
	expected, err := window.Expected(c.ask.model, c.view.current.Interval)
	point.set(query.ExpectedStat, float64(min(1, len(expected))), err == nil)
}

// onWallClock returns the instant at which UTC's clocks show what those of the zone show at t.
func onWallClock(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), local.Nanosecond(), time.UTC)
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

// setVerdict gives the verdict outside policies: on either side of what is expected.
func (c *contest) setVerdict(point *Point, j judged) {
	switch few := c.tooFew(point); {
	case j.reason != "":
		point.Unjudged = j.reason
	case few != "":
		point.Unjudged = few
	default:
		point.set(query.Verdict, float64(judge.VerdictOf(j.material, j.tails.Least() < j.level)), true)
		point.Expectation = c.expectation(point, j)
	}
}

// tooFew says that either side of the comparison holds too few rows for a verdict; empty if neither does.
func (c *contest) tooFew(point *Point) string {
	now, counted := point.Stats[query.Count]
	before, compared := point.Stats[query.BaselineCount]
	if few := c.fewRows(); few != "" {
		return few
	}
	if counted && now < c.ask.minCount || compared && before < c.ask.minCount {
		return fmt.Sprintf("too few rows for a verdict: %.0f now and %.0f in the baseline, %.0f are needed", now, before, c.ask.minCount)
	}
	return ""
}

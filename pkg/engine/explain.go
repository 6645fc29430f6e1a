package engine

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// usualStats say how far earlier windows lie from one another.
var usualStats = []query.Stat{query.UsualLow, query.UsualHigh}

// shows reports whether the answer shows one of the stats: asked by name, or in a table, which shows all.
func (c *contest) shows(stats ...query.Stat) bool {
	if len(c.query.Stats) == 0 {
		return c.query.Format == query.Table || c.query.QueryType == query.TypeDistribution
	}
	return slices.ContainsFunc(stats, func(s query.Stat) bool { return slices.Contains(c.query.Stats, s) })
}

// mentioned is the share of values outside all earlier ones from which on it is said.
const mentioned = 0.005

// expectation says a value with what earlier windows predict; empty where they predict nothing, as of an age.
func (c *contest) expectation(point *Point, j judged) string {
	m := c.ask.measure
	if m.TwoSample() {
		value, ok := point.Stats[query.Value]
		low, known := point.Stats[query.UsualLow]
		if !ok || !known {
			return ""
		}
		text := fmt.Sprintf("%s %s; earlier %s %s", m.Title, c.number(value), c.windowNoun(2), c.span(low, point.Stats[query.UsualHigh]))
		if j.outside >= mentioned {
			text += fmt.Sprintf("; %.1f %% of the values lie outside all that these held", 100*j.outside)
		}
		if barred := c.barred(point, j); barred != "" {
			text += "; " + barred
		}
		return text
	}
	if math.IsNaN(j.low) && math.IsNaN(j.high) {
		return ""
	}
	text, barred, any := c.number(c.now.Value), c.barred(point, j), c.expectsAny(j)
	if barred == "" || !any {
		text += ", expected " + c.expected(j)
	}
	if barred != "" {
		text += "; " + barred
	}
	return text
}

// expected is what the value is expected to lie between.
func (c *contest) expected(j judged) string {
	reach := c.reach()
	low, high := math.Max(reach.Least, j.low), math.Min(reach.Most, j.high)
	var text string
	switch {
	case c.expectsAny(j):
		text = "any value"
	case math.IsNaN(low):
		text = "at most " + c.number(high)
	case math.IsNaN(high):
		text = "at least " + c.number(low)
	default:
		text = c.span(low, high)
	}
	return text + c.fromPast()
}

// fromPast says what an expectation rests on.
func (c *contest) fromPast() (text string) {
	if c.ask.baseline.Kind != model.BaselineRolling {
		text += " by baseline " + c.ask.baseline.name
	}
	if n := len(c.past); n > 0 {
		text += fmt.Sprintf(" from %d earlier %s", n, c.windowNoun(n))
	}
	return text
}

// windowNoun names what earlier windows are.
func (c *contest) windowNoun(n int) string {
	noun := "window"
	switch c.view.current.Length {
	case model.Duration{Days: 7}:
		noun = "week"
	case model.Duration{Days: 1}:
		noun = "day"
	}
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// spared says why a policy does not breach although its bound is crossed.
func (c *contest) spared(point *Point, j judged, bounded query.Stat) string {
	switch query.Stat(c.ask.policy.Stat) {
	case query.Current:
		return fmt.Sprintf("past the bound, but so few rows leave the value between %s and %s", c.number(c.now.Lower), c.number(c.now.Upper))
	case query.Trend:
		return "past the bound, but a trend this size arises by chance"
	}
	if c.ask.measure.TwoSample() {
		if point.Stats[query.Value] <= point.Stats[query.UsualHigh] {
			return "past the bound, but earlier " + c.windowNoun(2) + " moved as much"
		}
		return "past the bound, but no share is beyond what earlier " + c.windowNoun(2) + " predict"
	}
	change, ok := point.Stats[query.Change]
	if !ok || math.IsNaN(j.low) && math.IsNaN(j.high) {
		return "past the bound, but within what earlier " + c.windowNoun(2) + " predict"
	}
	limit, far := j.low, "below"
	if change > 0 {
		limit, far = j.high, "above"
	}
	return fmt.Sprintf("%s %s the baseline, but earlier %s predict %s to %s", c.distance(math.Abs(change)), far, c.windowNoun(2),
		map[bool]string{true: "up", false: "down"}[change > 0], c.number(limit))
}

// CannotBreach is what a policy finds that no value can breach.
const CannotBreach = "cannot breach"

// finds says the smallest change that the policy can find in a window like this: past its bound and past what earlier windows predict.
func (c *contest) finds(point *Point, j judged) string {
	if c.barred(point, j) != "" {
		return CannotBreach
	}
	least, ok := c.boundedStat(point, j).smallestChange()
	if !ok {
		return ""
	}
	return fmt.Sprintf("finds %s at %.0f rows", c.distance(least), c.now.N)
}

// reach is what the measure can be at all.
func (c *contest) reach() measure.Range {
	return c.ask.measure.Range(string(c.ask.target), measure.Params{Task: string(c.ask.model.Task)}, c.now)
}

func (c *contest) boundedStat(point *Point, j judged) boundedStat {
	b := boundedStat{stat: BoundStat(Series{Policy: c.ask.policy, Measure: c.ask.measure}), reach: c.reach(), low: j.low, high: j.high}
	b.lower, b.upper = c.ask.policy.Bounds()
	b.baseline, b.compared = point.Stats[query.Baseline]
	return b
}

// barred says why a policy cannot breach, whatever the value. Empty where it can, or where there is no policy.
func (c *contest) barred(point *Point, j judged) string {
	if c.ask.policy == nil {
		return ""
	}
	why, side := c.boundedStat(point, j).obstacle()
	end := fmt.Sprintf("%s is %s %s", c.ask.measure.ID, side.name, c.number(side.end))
	switch why {
	case baselineTooNear:
		return fmt.Sprintf("%s: the baseline is %s, and %s", CannotBreach, c.number(point.Stats[query.Baseline]), end)
	case boundTooFar:
		return CannotBreach + ": " + end
	case anyExpected:
		return CannotBreach + ": any value is expected" + c.fromPast()
	}
	return ""
}

// expectsAny reports whether earlier windows predict any value that the measure can have, on the sides that are judged: the others are NaN.
func (c *contest) expectsAny(j judged) bool {
	reach := c.reach()
	return !(j.low > reach.Least) && !(j.high < reach.Most)
}

// percent reports whether the measure is a share.
func (c *contest) percent() bool {
	return c.ask.measure.Unit == "percentunit" || c.ask.measure.Unit == measure.ColumnUnit && c.now.Rate
}

// number writes a value of the measure.
func (c *contest) number(x float64) string {
	if c.percent() {
		return percents(x) + " %"
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

// span writes a range of values of the measure.
func (c *contest) span(low, high float64) string {
	if c.percent() {
		return percents(low) + " to " + percents(high) + " %"
	}
	return c.number(low) + " to " + c.number(high)
}

// distance writes a difference of values of the measure.
func (c *contest) distance(x float64) string {
	if c.percent() {
		return percents(x) + " points"
	}
	return c.number(x)
}

// percents writes a share with one digit after the point, small ones with two digits that count.
func percents(x float64) string {
	if size := math.Abs(100 * x); size > 0 && size < 0.95 {
		return strconv.FormatFloat(100*x, 'g', 2, 64)
	}
	return strconv.FormatFloat(100*x, 'f', 1, 64)
}

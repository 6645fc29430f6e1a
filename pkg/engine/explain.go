package engine

import (
	"fmt"
	"math"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/words"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// usualStats say how far earlier windows lie from one another.
var usualStats = []query.Stat{query.UsualLow, query.UsualHigh}

// shows reports whether the answer shows one of the stats: asked by name, or in a table, which shows all.
func (c *contest) shows(stats ...query.Stat) bool {
	if len(c.query.Stats) == 0 {
		return c.query.Format == query.Table || c.ask.Binned
	}
	return slices.ContainsFunc(stats, func(s query.Stat) bool { return slices.Contains(c.query.Stats, s) })
}

// mentioned is the share of values outside all earlier ones from which on it is said.
const mentioned = 0.005

// expectation says a value with what it is judged by, and why no value can breach the policy; empty for an age, which
// the log's own gaps bound.
func (c *contest) expectation(point *answers.Point, j judged) answers.Expectation {
	barred := c.barred(point, j)
	said := c.valueWords(point, j, barred != "" && c.expectsAny(j))
	if barred != "" && !said.IsZero() {
		said.Notes = append(said.Notes, barred)
	}
	return said
}

// valueWords say a value with what it is judged by; without that where any value is expected and that is said
// elsewhere.
func (c *contest) valueWords(point *answers.Point, j judged, alone bool) answers.Expectation {
	if c.ask.Measure.TwoSample() {
		return c.divergenceWords(point, j)
	}
	return answers.Expectation{Value: c.estimateWords(point, j, alone)}
}

// estimateWords are the words of valueWords for a measure of one window.
func (c *contest) estimateWords(point *answers.Point, j judged, alone bool) string {
	if c.ask.Policy != nil {
		switch query.Stat(c.ask.Policy.Stat) {
		case query.Current:
			return c.intervalWords()
		case query.Trend, query.TrendPvalue:
			return fmt.Sprintf("%s, moving by %s per %s", c.number(c.now.Value), c.distance(point.Stats[query.Trend]),
				c.windowNoun(1))
		}
	}
	switch {
	case math.IsNaN(j.low) && math.IsNaN(j.high):
		return ""
	case alone:
		return c.number(c.now.Value)
	}
	return fmt.Sprintf("%s, expected %s", c.number(c.now.Value), c.expected(j))
}

// divergenceWords say a divergence with those of earlier windows, and what is most unusual in it.
func (c *contest) divergenceWords(point *answers.Point, j judged) answers.Expectation {
	value, ok := point.Stats[query.Value]
	if !ok {
		return answers.Expectation{}
	}
	said := answers.Expectation{Value: fmt.Sprintf("%s %s", c.ask.Measure.Name(), c.number(value))}
	rolling := c.ask.Baseline.Kind == model.BaselineRolling
	if !rolling {
		said.Value += " from baseline " + c.ask.Baseline.Name
	}
	if low, known := point.Stats[query.UsualLow]; known {
		said.Range = fmt.Sprintf("earlier %s %s", c.windowNoun(2), c.span(low, point.Stats[query.UsualHigh]))
		if !rolling {
			said.Range += " from one another"
		}
	}
	if j.outside >= mentioned {
		said.Notes = append(said.Notes, fmt.Sprintf("%.1f %% of the values lie outside all that earlier %s held",
			100*j.outside, c.windowNoun(2)))
	}
	if odd := c.oddBinWords(j); odd != "" {
		said.Notes = append(said.Notes, odd)
	}
	return said
}

// intervalWords say a value that is held against a fixed bound, with its own interval.
func (c *contest) intervalWords() string {
	switch {
	case c.ask.JudgesSilence() || !c.now.OK:
		return ""
	case !c.now.IntervalOK:
		return c.number(c.now.Value)
	}
	return fmt.Sprintf("%s, by chance between %s", c.number(c.now.Value), c.span(c.now.Lower, c.now.Upper))
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
func (c *contest) fromPast() string {
	n := len(c.past)
	switch rolling := c.ask.Baseline.Kind == model.BaselineRolling; {
	case rolling && n == 0:
		return ""
	case rolling:
		return fmt.Sprintf(" from %d earlier %s", n, c.windowNoun(n))
	case n == 0:
		return " by baseline " + c.ask.Baseline.Name
	}
	return fmt.Sprintf(" by baseline %s and by how far %d earlier %s lie from one another", c.ask.Baseline.Name, n,
		c.windowNoun(n))
}

// windowNoun names what earlier windows are.
func (c *contest) windowNoun(n int) string {
	noun := "window"
	switch c.view.Current.Length {
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
func (c *contest) spared(point *answers.Point, j judged, bounded query.Stat) string {
	switch query.Stat(c.ask.Policy.Stat) {
	case query.Current:
		return fmt.Sprintf("past the bound, but so few rows leave the value between %s and %s", c.number(c.now.Lower),
			c.number(c.now.Upper))
	case query.Trend:
		return "past the bound, but a trend this size arises by chance"
	}
	if c.ask.Measure.TwoSample() {
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
	return fmt.Sprintf("%s %s the baseline, but earlier %s predict %s to %s", c.distance(math.Abs(change)), far,
		c.windowNoun(2),
		map[bool]string{true: "up", false: "down"}[change > 0], c.number(limit))
}

// CannotBreach is what a policy finds that no value can breach.
const CannotBreach = "cannot breach"

// tooSmall says why a policy does not breach although its value is unusual.
func (c *contest) tooSmall(point *answers.Point, bounded query.Stat) string {
	bound, known := point.Stats[query.Threshold]
	value, there := point.Stats[bounded]
	if !known || !there {
		return ""
	}
	write := c.number
	switch bounded {
	// the value's own bound, or the test itself
	case query.Current, query.Sigma, query.PValue, query.Trend, query.TrendPvalue:
		return ""
	case query.Change:
		write = c.distance
	case query.RelativeChange:
		write = func(x float64) string { return words.Percents(x) + " %" }
	case query.ChangePoints:
		write = func(x float64) string { return words.ThreeDigits(x) + " points" }
	}
	return fmt.Sprintf("unusual, but a %s of %s is within the policy's bound of %s", wordOf(bounded), write(value),
		write(bound))
}

// wordOf says what a stat is.
func wordOf(s query.Stat) string {
	switch s {
	case query.Change, query.ChangePoints, query.RelativeChange:
		return "change"
	}
	return "value"
}

// finds says the smallest change that the policy can find in a window like this: past its bound and past what earlier
// windows predict.
func (c *contest) finds(point *answers.Point, j judged) string {
	if c.barred(point, j) != "" {
		return CannotBreach
	}
	least, ok := c.boundedStat(point, j).smallestChange()
	if !ok {
		return ""
	}
	counted, found := "rows", c.distance(least)+" at"
	if c.ask.Measure.Performance {
		counted = "labels"
	}
	if c.now.Flag { // it has no sizes
		found = flagWords(c.ask.Policy)
	}
	return fmt.Sprintf("finds %s %s %s %s", found, words.Grouped(c.now.N), counted, perWindow(c.view.Current.Length))
}

func (c *contest) format() words.Format          { return words.FormatOf(c.ask.Measure, c.now.Rate) }
func (c *contest) number(x float64) string       { return c.format().Number(x) }
func (c *contest) span(low, high float64) string { return c.format().Span(low, high) }
func (c *contest) distance(x float64) string     { return c.format().Distance(x) }

// reach is what the measure can be at all.
func (c *contest) reach() measure.Range {
	return c.ask.Measure.Range(string(c.ask.Target), measure.Params{Task: string(c.ask.Model.Task)}, c.now)
}

func (c *contest) boundedStat(point *answers.Point, j judged) boundedStat {
	b := boundedStat{stat: answers.BoundStat(answers.Series{Policy: c.ask.Policy, Measure: c.ask.Measure}),
		reach: c.reach(), low: j.low, high: j.high}
	b.lower, b.upper = c.ask.Policy.Bounds()
	b.baseline, b.compared = point.Stats[query.Baseline]
	return b
}

// barred says why a policy cannot breach, whatever the value. Empty where it can, or where there is no policy.
func (c *contest) barred(point *answers.Point, j judged) string {
	if c.ask.Policy == nil {
		return ""
	}
	why, side := c.boundedStat(point, j).obstacle()
	end := fmt.Sprintf("%s is %s %s", c.ask.Measure.ID, side.name, c.number(side.end))
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

// expectsAny reports whether earlier windows predict any value that the measure can have, on the sides that are judged:
// the others are NaN.
func (c *contest) expectsAny(j judged) bool {
	reach := c.reach()
	return !(j.low > reach.Least) && !(j.high < reach.Most)
}

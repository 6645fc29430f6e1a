package assess

import (
	"fmt"
	"math"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// mentioned is the share of values outside all earlier ones from which on it is said.
const mentioned = 0.005

// expectation says a value with what it is judged by, and why no value can breach the policy; empty for an age, which
// the log's own gaps bound.
func (c *comparison) expectation(point *answers.Point, j judged) answers.Expectation {
	barred := c.whyNoBreachPossible(point, j)
	said := c.valueWords(point, j, barred != "" && c.expectsAny(j))
	if barred != "" && !said.IsZero() {
		said.Notes = append(said.Notes, barred)
	}
	return said
}

// valueWords say a value with what it is judged by; without that where any value is expected and that is said
// elsewhere.
func (c *comparison) valueWords(point *answers.Point, j judged, alone bool) answers.Expectation {
	if c.Ask.Measure.TwoSample() {
		return c.divergenceWords(point, j)
	}
	return answers.Expectation{Value: c.estimateWords(point, j, alone)}
}

// estimateWords are the words of valueWords for a measure of one window.
func (c *comparison) estimateWords(point *answers.Point, j judged, alone bool) string {
	if c.Ask.Policy != nil {
		switch query.Stat(c.Ask.Policy.Stat) {
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
func (c *comparison) divergenceWords(point *answers.Point, j judged) answers.Expectation {
	value, ok := point.Stats[query.Value]
	if !ok {
		return answers.Expectation{}
	}
	said := answers.Expectation{Value: fmt.Sprintf("%s %s", c.Ask.Measure.Name(), c.number(value))}
	rolling := c.Ask.Baseline.Kind == model.BaselineRolling
	if !rolling {
		said.Value += " from baseline " + c.Ask.Baseline.Name
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
	if j.material && j.tails.Least() >= j.level && c.movedFartherThanBefore(point) {
		said.Notes = append(said.Notes, c.noShareBeyond())
	}
	return said
}

// movedFartherThanBefore reports whether a divergence is greater than that of any earlier window. That alone is not
// unusual: one of all quiet windows is the greatest.
func (c *comparison) movedFartherThanBefore(point *answers.Point) bool {
	high, known := point.Stats[query.UsualHigh]
	return known && point.Stats[query.Value] > high
}

// noShareBeyond says why a divergence that is greater than those of earlier windows is usual.
func (c *comparison) noShareBeyond() string {
	return "no share is beyond what earlier " + c.windowNoun(2) + " predict"
}

// intervalWords say a value that is held against a fixed bound, with its own interval.
func (c *comparison) intervalWords() string {
	switch {
	case c.Ask.JudgesSilence() || !c.now.OK:
		return ""
	case !c.now.IntervalOK:
		return c.number(c.now.Value)
	}
	return fmt.Sprintf("%s, by chance between %s", c.number(c.now.Value), c.span(c.now.Lower, c.now.Upper))
}

// expected is what the value is expected to lie between.
func (c *comparison) expected(j judged) string {
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

package assess

import (
	"fmt"
	"math"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/words"
	"leeway/pkg/query"
)

// whyNotBreached says why a policy does not breach although its bound is crossed.
func (c *comparison) whyNotBreached(point *answers.Point, j judged, bounded query.Stat) string {
	switch query.Stat(c.Ask.Policy.Stat) {
	case query.Current:
		return fmt.Sprintf("past the bound, but with so few rows the value may be between %s and %s", c.number(c.now.Lower),
			c.number(c.now.Upper))
	case query.Trend:
		return "past the bound, but chance alone can make a trend of this size"
	}
	if c.Ask.Measure.TwoSample() {
		switch _, known := point.Stats[query.UsualHigh]; {
		case !known:
			return "past the bound, but " + c.noShareBeyond()
		case c.movedFartherThanBefore(point):
			return "past the bound, but usual" // the words of the value say why
		}
		return "past the bound, but earlier " + c.windowNoun(2) + " moved as much"
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

// tooSmall says why a policy does not breach although its value is unusual.
func (c *comparison) tooSmall(point *answers.Point, bounded query.Stat) string {
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

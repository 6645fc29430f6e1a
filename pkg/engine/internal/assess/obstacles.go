package assess

import (
	"fmt"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/words"
	"leeway/pkg/query"
)

// CannotBreach is what a policy finds that no value can breach.
const CannotBreach = "cannot breach"

// whyNoBreachPossible says why a policy cannot breach, whatever the value. Empty where it can, or where there is no
// policy.
func (c *comparison) whyNoBreachPossible(point *answers.Point, j judged) string {
	if c.Ask.Policy == nil {
		return ""
	}
	why, side := c.boundedStat(point, j).obstacle()
	end := fmt.Sprintf("%s is %s %s", c.Ask.Measure.ID, side.name, c.number(side.end))
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
func (c *comparison) expectsAny(j judged) bool {
	reach := c.reach()
	return !(j.low > reach.Least) && !(j.high < reach.Most)
}

// finds says the smallest change that the policy can find in a window like this: past its bound and past what earlier
// windows predict.
func (c *comparison) finds(point *answers.Point, j judged) string {
	if c.whyNoBreachPossible(point, j) != "" {
		return CannotBreach
	}
	least, ok := c.boundedStat(point, j).smallestChange()
	if !ok {
		return ""
	}
	counted, found := "rows", c.distance(least)+" at"
	if c.Ask.Measure.Performance {
		counted = "labels"
	}
	if c.now.Flag { // it has no sizes
		found = flagWords(c.Ask.Policy)
	}
	return fmt.Sprintf("finds %s %s %s %s", found, words.Grouped(c.now.N), counted, perWindow(c.view.Current.Length))
}

func (c *comparison) boundedStat(point *answers.Point, j judged) boundedStat {
	b := boundedStat{stat: answers.BoundStat(answers.Series{Policy: c.Ask.Policy, Measure: c.Ask.Measure}),
		reach: c.reach(), low: j.low, high: j.high}
	b.lower, b.upper = c.Ask.Policy.Bounds()
	b.baseline, b.compared = point.Stats[query.Baseline]
	return b
}

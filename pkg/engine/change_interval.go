package engine

import (
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/measure"
	"leeway/pkg/query"
)

// changeAlpha leaves 95 % to the interval of a change.
const changeAlpha = 0.05

// setChangeInterval fills in the interval of the change where a query names it.
func (c *contest) setChangeInterval(point *answers.Point) {
	if !slices.Contains(c.query.Stats, query.ChangeLower) && !slices.Contains(c.query.Stats, query.ChangeUpper) {
		return
	}
	p := c.params()
	p.Alpha = changeAlpha
	then, _ := c.estimates(p)
	lower, upper, ok := measure.DifferenceInterval(c.ask.Measure.Estimate(c.current, c.subject.Column, p), then)
	point.Set(query.ChangeLower, lower, ok)
	point.Set(query.ChangeUpper, upper, ok)
	point.Lack("the measure has no interval in one of the windows", query.ChangeLower, query.ChangeUpper)
}

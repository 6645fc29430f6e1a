package engine

import (
	"fmt"
	"math"

	"leeway/pkg/measure"
	"leeway/pkg/query"
)

// reach is what the measure can be at all.
func (c *contest) reach() measure.Range {
	return c.ask.measure.Range(string(c.ask.target), measure.Params{Task: string(c.ask.model.Task)}, c.now)
}

// side is one on which a policy bounds its stat.
type side struct {
	name  string  // of the end of the range
	sign  float64 // of the direction in which values lie past the bound
	bound float64
	limit float64 // what earlier windows predict at most, or at least
	end   float64 // of what the measure can be
}

// beyond reports whether no value can lie past x.
func (s side) beyond(x float64) bool { return s.sign*(x-s.end) >= 0 }

// boundedSides returns the sides that the policy bounds.
func (c *contest) boundedSides(j judged) (list []side) {
	lower, upper := c.ask.policy.Bounds()
	if query.Stat(c.ask.policy.Stat) == query.PValue {
		upper = lower // a p-value falls on either side
	}
	reach := c.reach()
	if lower != nil {
		list = append(list, side{"at least", -1, *lower, j.low, reach.Least})
	}
	if upper != nil {
		list = append(list, side{"at most", 1, *upper, j.high, reach.Most})
	}
	return list
}

// barred says why a policy cannot breach, whatever the value: on each side that it bounds, its bound or what earlier windows predict lies
// at or beyond the end of what the measure can be. Empty where it can.
func (c *contest) barred(point *Point, j judged) (why string) {
	for _, s := range c.boundedSides(j) {
		if why = c.barredOn(s, point); why == "" {
			return ""
		}
	}
	return why
}

// barredByPolicy is the same of an answer that may have no policy.
func (c *contest) barredByPolicy(point *Point, j judged) string {
	if c.ask.policy == nil {
		return ""
	}
	return c.barred(point, j)
}

// barredOn says why no value can breach on one side; empty if one can.
func (c *contest) barredOn(s side, point *Point) string {
	needed, known := c.valueAt(s.bound, point)
	end := fmt.Sprintf("%s is %s %s", c.ask.measure.ID, s.name, c.number(s.end))
	switch {
	case math.IsInf(s.end, 0):
		return ""
	case known && s.beyond(needed) && c.boundsChange():
		return fmt.Sprintf(CannotBreach+": the baseline is %s, and %s", c.number(point.Stats[query.Baseline]), end)
	case known && s.beyond(needed):
		return CannotBreach + ": " + end
	case c.judgedByPast() && s.beyond(s.limit):
		return CannotBreach + ": any value is expected" + c.fromPast()
	}
	return ""
}

// valueAt returns the value at which the policy's stat is at a bound. false for stats that do not tell it.
func (c *contest) valueAt(bound float64, point *Point) (float64, bool) {
	baseline, ok := point.Stats[query.Baseline]
	switch BoundStat(Series{Policy: c.ask.policy, Measure: c.ask.measure}) {
	case query.Value, query.Current:
		return bound, true
	case query.Change:
		return baseline + bound, ok
	case query.ChangePoints:
		return baseline + bound/100, ok
	case query.RelativeChange:
		return baseline + bound*baseline, ok && baseline > 0
	}
	return 0, false
}

// boundsChange reports whether the policy bounds a change from the baseline.
func (c *contest) boundsChange() bool {
	switch query.Stat(c.ask.policy.Stat) {
	case query.Change, query.ChangePoints, query.RelativeChange:
		return true
	}
	return false
}

// judgedByPast reports whether the policy breaches only where a value is beyond what earlier windows predict.
func (c *contest) judgedByPast() bool {
	stat := query.Stat(c.ask.policy.Stat)
	return c.boundsChange() || stat == query.Sigma || stat == query.PValue
}

// expectsAny reports whether earlier windows predict any value that the measure can have, on the sides that are judged: the others are NaN.
func (c *contest) expectsAny(j judged) bool {
	reach := c.reach()
	return !(j.low > reach.Least) && !(j.high < reach.Most)
}

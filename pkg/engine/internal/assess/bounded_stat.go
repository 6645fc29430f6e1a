package assess

import (
	"math"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// boundedStat is the stat that a policy bounds, with what its measure can be at all.
type boundedStat struct {
	stat         query.Stat
	lower, upper *float64
	reach        measure.Range
	baseline     float64
	compared     bool    // there is a baseline
	low, high    float64 // what earlier windows predict, NaN on a side that is not judged
}

// side is one on which a policy bounds its stat.
type side struct {
	name  string  // of the end of the range
	sign  float64 // of the direction in which values lie past the bound
	bound float64
	limit float64 // what earlier windows predict at least, or at most
	end   float64 // of what the measure can be
}

// beyond reports whether no value can lie past x.
func (s side) beyond(x float64) bool { return s.sign*(x-s.end) >= 0 }

// sides returns the sides that the policy bounds.
func (b boundedStat) sides() (list []side) {
	lower, upper := b.lower, b.upper
	if b.stat == query.PValue {
		upper = lower // a p-value falls on either side
	}
	if lower != nil {
		list = append(list, side{"at least", -1, *lower, b.low, b.reach.Least})
	}
	if upper != nil {
		list = append(list, side{"at most", 1, *upper, b.high, b.reach.Most})
	}
	return list
}

// obstacle is why no value can breach a policy on a side.
type obstacle int8

const (
	noObstacle obstacle = iota
	baselineTooNear
	boundTooFar
	anyExpected
)

// obstacleOn returns why no value can breach on a side: its bound, or what earlier windows predict, lies at or beyond
// the end of what the measure can be.
func (b boundedStat) obstacleOn(s side) obstacle {
	needed, known := b.valueAt(s.bound)
	switch {
	case math.IsInf(s.end, 0):
		return noObstacle
	case known && s.beyond(needed) && b.isChange():
		return baselineTooNear
	case known && s.beyond(needed):
		return boundTooFar
	case b.isJudgedByPast() && s.beyond(s.limit):
		return anyExpected
	}
	return noObstacle
}

// obstacle returns why no value can breach on any side, and the last one.
func (b boundedStat) obstacle() (why obstacle, last side) {
	for _, last = range b.sides() {
		if why = b.obstacleOn(last); why == noObstacle {
			break
		}
	}
	return why, last
}

// valueAt returns the measure's value where the stat is at a bound. false for stats that do not tell it.
func (b boundedStat) valueAt(bound float64) (float64, bool) {
	switch b.stat {
	case query.Value, query.Current:
		return bound, true
	case query.Change:
		return b.baseline + bound, b.compared
	case query.ChangePoints:
		return b.baseline + bound/100, b.compared
	case query.RelativeChange:
		return b.baseline + bound*b.baseline, b.compared && b.baseline > 0
	}
	return 0, false
}

// isChange reports whether the stat is a change from the baseline.
func (b boundedStat) isChange() bool {
	return b.stat == query.Change || b.stat == query.ChangePoints || b.stat == query.RelativeChange
}

// isJudgedByPast reports whether the policy breaches only where a value is beyond what earlier windows predict.
func (b boundedStat) isJudgedByPast() bool {
	return b.isChange() || b.stat == query.Sigma || b.stat == query.PValue
}

// smallestChange returns the smallest change that can breach: past the bound and past what earlier windows predict.
// false where none can, or where that is unknown.
func (b boundedStat) smallestChange() (float64, bool) {
	least := math.Inf(1)
	if !b.compared || !b.isJudgedByPast() {
		return least, false
	}
	for _, s := range b.sides() {
		if math.IsNaN(s.limit) || b.obstacleOn(s) != noObstacle {
			continue
		}
		size := math.Abs(s.limit - b.baseline)
		if needed, known := b.valueAt(s.bound); known {
			size = math.Max(size, math.Abs(needed-b.baseline))
		}
		least = math.Min(least, size)
	}
	return least, !math.IsInf(least, 1)
}

// flagWords say which change of a flag a policy finds.
func flagWords(p *model.Policy) string {
	if _, upper := p.Bounds(); upper != nil {
		return "one value in all"
	}
	return "a second value among"
}

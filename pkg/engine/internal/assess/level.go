package assess

import (
	"math"
	"time"

	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/stats"
)

// level is the tail, on one side, below which a value is beyond what its past predicts. It follows from the model's
// definition and from how many windows show what is usual, never from how many subjects a query happens to name.
func (c *comparison) level() float64 {
	if c.Ask.Measure.TwoSample() {
		return judge.LevelOfBins(c.declaredLevel(), len(c.history.past))
	}
	return c.declaredLevel()
}

// declaredLevel is the level that follows from the model's definition.
func (c *comparison) declaredLevel() float64 {
	m, policy := c.Ask.Model, c.Ask.Policy
	if policy != nil && policy.Tier != model.Explain {
		subjects := c.Ask.DeclaredSubjects() * c.declaredSegments()
		if policy.Tier == model.Page {
			subjects *= c.windowsADay()
		}
		return judge.Level(string(policy.Tier), subjects, m.FalsePagesPerYear)
	}
	subjects := 1
	if c.Ask.Target == query.Features {
		subjects = len(m.Features)
	}
	return judge.Level("", subjects*c.declaredSegments(), m.FalsePagesPerYear)
}

// windowsADay is how many windows like this one a day holds, at least one: a policy by the hour is looked at by the
// hour.
func (c *comparison) windowsADay() int {
	length := c.view.Current.End.Sub(c.view.Current.Start)
	if length <= 0 {
		return 1
	}
	return max(1, int((24*time.Hour)/length))
}

// declaredSegments is the number of values of the segments that are judged one by one, as the model or its reference
// knows them.
func (c *comparison) declaredSegments() int {
	names := splitNames(c.Query.SplitBy)
	if c.Ask.Policy != nil {
		names = c.Ask.Policy.SplitBy
	}
	if len(c.segments()) > 1 { // several together
		return 1
	}
	n := 1
	if c.Ask.Policy == nil {
		n = c.splitCategories()
	}
	for _, name := range names {
		if s, ok := c.Ask.Model.Segment(name); ok {
			values := len(plan.DeclaredOrBins(s))
			if values == 0 {
				values = min(c.Query.Limit, len(c.Prepared.Values[name]))
			}
			n *= max(1, values)
		}
	}
	return n
}

// splitCategories is the number of parts of the categorical features that the query splits by.
func (c *comparison) splitCategories() int {
	n := 1
	for _, s := range c.Query.SplitBy {
		if kept := len(c.Prepared.Columns[plan.FeatureKey(s.Feature)].Kept); s.Feature != "" && kept > 0 {
			n *= min(kept, c.Query.Limit) + 1
		}
	}
	return n
}

func splitNames(splits []query.Split) []string {
	names := make([]string, len(splits))
	for i, s := range splits {
		names[i] = s.Name
	}
	return names
}

// sides says on which sides of what is expected the point is judged: on those that a policy's bounds lie.
func (c *comparison) sides() (low, high bool) {
	if c.Ask.Policy == nil {
		return true, true
	}
	lower, upper := c.Ask.Policy.Bounds()
	return lower != nil, upper != nil
}

// pvalue is the tail on the side that is judged, twice the smaller one where both are.
func (c *comparison) pvalue(t judge.Tails) float64 {
	switch low, high := c.sides(); {
	case low && high:
		return t.TwoSided()
	case low:
		return t.Low
	}
	return t.High
}

// limits are what a sample is expected to lie between, NaN on a side that is not judged. The bound of a policy on sigma
// or on the p-value takes the place of the level.
func (c *comparison) limits(p *judge.Predictor, now judge.Sample, level float64) (low, high float64) {
	below, above := c.sides()
	lowLevel, highLevel := level, level
	if policy := c.Ask.Policy; policy != nil {
		lower, upper := policy.Bounds()
		switch query.Stat(policy.Stat) {
		case query.Sigma:
			if lower != nil {
				lowLevel = tailOf(-*lower)
			}
			if upper != nil {
				highLevel = tailOf(*upper)
			}
		case query.PValue:
			below, above = true, true
			if lower != nil {
				lowLevel, highLevel = *lower/2, *lower/2
			}
		}
	}
	low, high = math.NaN(), math.NaN()
	if below {
		low, _ = p.Range(lowLevel, now)
	}
	if above {
		_, high = p.Range(highLevel, now)
	}
	return low, high
}

// tailOf is P(Z > z) of a standard normal Z.
func tailOf(z float64) float64 {
	if z < 0 {
		return 1 - stats.NormalTwoSided(z)/2
	}
	return stats.NormalTwoSided(z) / 2
}

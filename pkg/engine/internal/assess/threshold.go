package assess

import (
	"math"
	"slices"

	"leeway/pkg/model"
	"leeway/pkg/query"
)

// threshold returns the materiality that the model's policies set for the measure and target, nil where none does.
func (c *comparison) threshold() *float64 {
	for i := range c.Ask.Model.Policies {
		p := &c.Ask.Model.Policies[i]
		if p.Measure != c.Ask.Measure.ID || !c.governs(p) {
			continue
		}
		lower, upper := p.Bounds()
		switch {
		case c.Ask.Measure.TwoSample() && (p.Stat == "" || p.Stat == string(query.Value)) && upper != nil:
			return upper
		case !c.Ask.Measure.TwoSample() && p.Stat == string(query.Change):
			return smallest(lower, upper)
		}
	}
	return nil
}

// governs reports whether a policy is about the comparison's subject.
func (c *comparison) governs(p *model.Policy) bool {
	if c.Ask.Policy != nil {
		return p == c.Ask.Policy
	}
	if len(p.SplitBy) > 0 || (p.Target != "" && p.Target != string(c.Ask.Target)) {
		return false
	}
	return len(p.Features) == 0 || slices.Contains(p.Features, c.subject.Feature)
}

// smallest is the smaller magnitude of two bounds.
func smallest(a, b *float64) *float64 {
	var least *float64
	for _, x := range []*float64{a, b} {
		if x == nil {
			continue
		}
		if size := math.Abs(*x); least == nil || size < *least {
			least = &size
		}
	}
	return least
}

package engine

import (
	"fmt"
	"math"
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// resolvePolicies returns what a model's policies ask: the one the query names, or all.
func resolvePolicies(m *model.Model, q query.Query) ([]ask, error) {
	var asks []ask
	var ids []string
	for i := range m.Policies {
		policy := &m.Policies[i]
		ids = append(ids, policy.ID)
		if q.Policy != "" && q.Policy != policy.ID {
			continue
		}
		a, err := resolvePolicy(m, policy, q)
		if err != nil {
			return nil, faultOfPolicy(err, m, policy)
		}
		asks = append(asks, a)
	}
	if len(asks) == 0 && q.Policy != "" {
		return nil, fault.NoneOf(fault.BadQuery, "policy", q.Policy, ids)
	}
	return asks, nil
}

// faultOfPolicy returns the error of a policy that cannot be resolved. The definition is at fault where the policy cannot be
// resolved whatever is asked, else the query.
func faultOfPolicy(err error, m *model.Model, policy *model.Policy) error {
	f := fault.As(err).At("policies." + policy.ID)
	if _, always := resolvePolicy(m, policy, query.Query{}); always != nil {
		f.Kind = fault.BadModel
	}
	return f
}

func resolvePolicy(m *model.Model, policy *model.Policy, q query.Query) (ask, error) {
	a := ask{model: m, policy: policy, param: query.Measure{ID: policy.Measure, P: policy.P, Class: policy.Class},
		length: policy.Window, minCount: policy.MinimumCount()}
	var err error
	if a.measure, err = lookUp(a.param, "measure"); err != nil {
		return a, err
	}
	compared := query.BaselineRef{Name: policy.Baseline}
	if q.Baseline != (query.BaselineRef{}) {
		compared = q.Baseline
	}
	if a.baseline, err = baselineOf(m, compared); err != nil {
		return a, err
	}
	features := policy.Features
	if len(features) == 0 {
		features = q.Features
	}
	if err := a.aim(query.Target(policy.Target), features); err != nil {
		return a, err
	}
	if err := a.checkClass("measure"); err != nil {
		return a, err
	}
	if policy.Stat != "" && !slices.Contains(a.ownStats(), query.Stat(policy.Stat)) {
		return a, fault.Newf(fault.BadModel, "%q has no stat %q", policy.Measure, policy.Stat).At("stat")
	}
	return a, a.checkStats(q.Stats)
}

// threshold returns the materiality that the model's policies set for the measure and target, nil where none does.
func (c *contest) threshold() *float64 {
	for i := range c.ask.model.Policies {
		p := &c.ask.model.Policies[i]
		if p.Measure != c.ask.measure.ID || !c.governs(p) {
			continue
		}
		lower, upper := p.Bounds()
		switch {
		case c.ask.measure.TwoSample() && (p.Stat == "" || p.Stat == string(query.Value)) && upper != nil:
			return upper
		case !c.ask.measure.TwoSample() && p.Stat == string(query.Change):
			return smallest(lower, upper)
		}
	}
	return nil
}

// governs reports whether a policy is about the contest's subject.
func (c *contest) governs(p *model.Policy) bool {
	if c.ask.policy != nil {
		return p == c.ask.policy
	}
	if len(p.SplitBy) > 0 || (p.Target != "" && p.Target != string(c.ask.target)) {
		return false
	}
	return len(p.Features) == 0 || slices.Contains(p.Features, c.subject.feature)
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

// hold holds a point against its policy: margin is the signed distance past the bound, breach the same but at most 0
// where chance explains it, and absent where there is too little data.
func (c *contest) hold(point *Point) {
	bounded := BoundStat(Series{Policy: c.ask.policy, Measure: c.ask.measure})
	x, ok := point.Stats[bounded]
	lower, upper := c.bounds()
	if c.ask.judgesSilence() {
		if point.Reason = c.explainSilence(); upper == nil {
			return
		}
	}
	if !ok {
		if why, said := point.Lacking[bounded]; said {
			point.Reason = why
		} else if point.Reason == "" {
			point.Reason = "the stat of the policy could not be computed"
		}
		if bound := firstBound(upper, lower); bound != nil {
			point.set(query.Threshold, *bound, true)
		}
		return
	}
	margin, bound := past(x, lower, upper)
	point.set(query.Margin, margin, true)
	point.set(query.Threshold, bound, true)
	count, counted := point.Stats[query.Count]
	before, compared := point.Stats[query.BaselineCount]
	if (counted && count < c.ask.minCount) || (compared && before < c.ask.minCount) {
		point.Unjudged = fmt.Sprintf("too few rows for a verdict: %.0f now and %.0f in the baseline, %.0f are needed", count, before, c.ask.minCount)
		return
	}
	if margin > 0 && !c.beyondChance(point, bound) {
		margin = 0
	}
	point.set(query.Breach, margin, true)
}

func firstBound(bounds ...*float64) *float64 {
	for _, b := range bounds {
		if b != nil {
			return b
		}
	}
	return nil
}

// past returns how far x is past the nearer bound (negative: inside), and that bound.
func past(x float64, lower, upper *float64) (margin, bound float64) {
	margin = math.Inf(-1)
	if upper != nil {
		margin, bound = x-*upper, *upper
	}
	if lower != nil && *lower-x > margin {
		margin, bound = *lower-x, *lower
	}
	return margin, bound
}

// beyondChance reports whether chance leaves the point unexplained: for a bound on the current value, its own interval;
// for a trend, its p-value; else the wobble of earlier periods.
func (c *contest) beyondChance(point *Point, bound float64) bool {
	switch query.Stat(c.ask.policy.Stat) {
	case query.Current:
		return !c.now.IntervalOK || bound < c.now.Lower || bound > c.now.Upper
	case query.Trend:
		p, ok := point.Stats[query.TrendPvalue]
		return ok && p < alphaOf(c.ask.model)
	}
	if critical, ok := point.Stats[query.Critical]; ok {
		return point.Stats[query.Value] > critical
	}
	if sigma, ok := point.Stats[query.Sigma]; ok {
		return math.Abs(sigma) > point.Stats[query.SigmaLimit]
	}
	if p, ok := point.Stats[query.PValue]; ok {
		return p < alphaOf(c.ask.model)
	}
	return true
}

// BoundStat returns the stat that the policy of a series bounds.
func BoundStat(s Series) query.Stat {
	if s.Policy != nil && s.Policy.Stat != "" {
		return query.Stat(s.Policy.Stat)
	}
	return Main(s.Measure)
}

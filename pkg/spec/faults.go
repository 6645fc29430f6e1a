package spec

import (
	"fmt"
	"math"
	"slices"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Faults lists what is wrong with the policies of a model that parses: one on a measure that the model has not, one
// that can never be breached, and two that contradict each other. Paths are those of the model's own policies.
func Faults(m *model.Model) []*fault.Error {
	var list []*fault.Error
	for i := range m.Policies {
		p := &m.Policies[i]
		at := fmt.Sprintf("policies[%d]", i)
		d, bad := engine.DescribePolicy(m, p)
		if bad != nil {
			list = append(list, bad.At(at))
			continue
		}
		if !p.Default {
			if never := neverBreached(m, p, d); never != "" {
				list = append(list, fault.Newf(fault.BadModel, "policy %s can never be breached: %s", p.ID,
					never).At(at))
			}
			if always := alwaysBreached(m, p, d); always != "" {
				list = append(list, fault.Newf(fault.BadModel, "every value is past the bound of policy %s: %s", p.ID,
					always).At(at))
			}
		}
		for j := range m.Policies[:i] {
			if text := contradiction(&m.Policies[j], p); text != "" {
				list = append(list, fault.Newf(fault.BadModel, "%s", text).At(at))
			}
		}
	}
	return list
}

// neverBreached says why a policy cannot be breached whatever the log holds; empty if it can.
func neverBreached(m *model.Model, p *model.Policy, d engine.PolicyDescription) string {
	if d.Target == query.Features && len(d.Features) == 0 {
		return fmt.Sprintf("the model has no feature that %s is defined for", p.Measure)
	}
	if lack := lackOf(m, d, p.Class); lack != "" {
		return fmt.Sprintf("%s needs %s", p.Measure, lack)
	}
	if p.Baseline == "" && (d.Measure.TwoSample() || d.Stat != query.Current) {
		return fmt.Sprintf("%s needs a baseline, and the model has none by default", d.Stat)
	}
	possible := valueRange(m, d)
	lower, upper := p.Bounds()
	if p.AboveUsualGap != nil || upper != nil && *upper < possible.Most || lower != nil && *lower > possible.Least {
		return ""
	}
	return fmt.Sprintf("%s of %s lies %s", d.Stat, p.Measure, describeRange(possible))
}

// alwaysBreached says why every value that the policy's stat can have is past its bound; empty if one is not.
func alwaysBreached(m *model.Model, p *model.Policy, d engine.PolicyDescription) string {
	possible := valueRange(m, d)
	lower, upper := p.Bounds()
	if upper != nil && *upper < possible.Least || lower != nil && *lower > possible.Most {
		return fmt.Sprintf("%s of %s lies %s", d.Stat, p.Measure, describeRange(possible))
	}
	return ""
}

func describeRange(r measure.Range) string {
	switch {
	case math.IsInf(r.Least, -1):
		return fmt.Sprintf("at or below %v", r.Most)
	case math.IsInf(r.Most, 1):
		return fmt.Sprintf("at or above %v", r.Least)
	}
	return fmt.Sprintf("from %v to %v", r.Least, r.Most)
}

// valueRange returns what the policy's stat can be at all.
func valueRange(m *model.Model, d engine.PolicyDescription) measure.Range {
	r := d.Measure.Range(string(d.Target), measure.Params{Task: string(m.Task)}, measure.Estimate{})
	widest := r.Most - r.Least
	switch d.Stat {
	case query.PValue, query.TrendPvalue:
		return measure.Range{Least: 0, Most: 1}
	case query.Value, query.Current:
		return r
	case query.Change, query.Trend:
		return measure.Range{Least: -widest, Most: widest}
	case query.ChangePoints:
		return measure.Range{Least: -100 * widest, Most: 100 * widest}
	case query.RelativeChange:
		if r.Least >= 0 {
			return measure.Range{Least: -1, Most: math.Inf(1)}
		}
	}
	return measure.Range{Least: math.Inf(-1), Most: math.Inf(1)}
}

// contradiction says that of two policies on the same figure one is breached at every value, or the louder one before the
// quieter; empty if not.
func contradiction(a, b *model.Policy) string {
	if !sameFigure(a, b) {
		return ""
	}
	for _, one := range [][2]*model.Policy{{a, b}, {b, a}} {
		_, upper := one[0].Bounds()
		lower, _ := one[1].Bounds()
		if upper != nil && lower != nil && *upper <= *lower {
			return fmt.Sprintf("policy %s contradicts %s: each value is above %v or below %v, so one of them is always past its bound",
				a.ID, b.ID, *upper, *lower)
		}
	}
	return louderBeforeQuieter(a, b)
}

// louderBeforeQuieter says that of two policies on the same figure the louder one is breached before the quieter.
func louderBeforeQuieter(a, b *model.Policy) string {
	if rank(a) == rank(b) {
		return ""
	}
	loud, quiet := a, b
	if rank(b) < rank(a) {
		loud, quiet = b, a
	}
	loudLower, loudUpper := loud.Bounds()
	lower, upper := quiet.Bounds()
	above := loudUpper != nil && upper != nil && *loudUpper < *upper
	below := loudLower != nil && lower != nil && *loudLower > *lower
	if above || below {
		return fmt.Sprintf("policy %s contradicts %s: tier %s is breached before tier %s, so %s says nothing more",
			a.ID, b.ID, loud.Tier, quiet.Tier, quiet.ID)
	}
	return ""
}

var tiers = []model.Tier{model.Page, model.Notify, model.Explain}

func rank(p *model.Policy) int { return slices.Index(tiers, p.Tier) }

// sameFigure reports whether two policies bound the same stat of the same measure over the same windows.
func sameFigure(a, b *model.Policy) bool {
	one, known := measure.Lookup(a.Measure)
	target := func(p *model.Policy) string {
		if p.Target == "" && known {
			return one.Targets[0]
		}
		return p.Target
	}
	param := func(p *model.Policy) string {
		if p.P == nil {
			return p.Class
		}
		return fmt.Sprint(*p.P, p.Class)
	}
	return a.Measure == b.Measure && a.Stat == b.Stat && param(a) == param(b) && target(a) == target(b) &&
		a.Baseline == b.Baseline &&
		a.Window.Approx() == b.Window.Approx() && slices.Equal(a.Features, b.Features) &&
		slices.Equal(a.SplitBy, b.SplitBy)
}

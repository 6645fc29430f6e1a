package spec

import (
	"fmt"
	"slices"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Faults lists what is wrong with the policies of a model that parses: one on a measure that the model has not, one that
// can never be breached, and two that contradict each other. Paths are those of the model's own policies.
func Faults(m *model.Model) []*fault.Error {
	var list []*fault.Error
	for i := range m.Policies {
		p := &m.Policies[i]
		at := fmt.Sprintf("policies[%d]", i)
		d, bad := engine.DescribePolicy(m, p)
		switch never := ""; {
		case bad != nil:
			list = append(list, bad.At(at))
			continue
		case !p.Default:
			if never = neverBreached(p, d); never != "" {
				list = append(list, fault.Newf(fault.BadModel, "policy %s can never be breached: %s", p.ID, never).At(at))
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
func neverBreached(p *model.Policy, d engine.PolicyDescription) string {
	if d.Target == query.Features && len(d.Features) == 0 {
		return fmt.Sprintf("the model has no feature that %s is defined for", p.Measure)
	}
	if p.Baseline == "" && (d.Measure.TwoSample() || d.Stat != query.Current) {
		return fmt.Sprintf("%s needs a baseline, and the model has none by default", d.Stat)
	}
	least, most := valueRange(d)
	lower, upper := p.Bounds()
	if p.AboveUsualGap != nil || upper != nil && (most == nil || *upper < *most) || lower != nil && (least == nil || *lower > *least) {
		return ""
	}
	return fmt.Sprintf("%s of %s lies %s", d.Stat, p.Measure, describeRange(least, most))
}

func describeRange(least, most *float64) string {
	switch {
	case least == nil:
		return fmt.Sprintf("at or below %v", *most)
	case most == nil:
		return fmt.Sprintf("at or above %v", *least)
	}
	return fmt.Sprintf("from %v to %v", *least, *most)
}

// Measures in percent that are no shares, and divergences that end at 1.
var (
	noShares     = []string{"r2", "skill", "mape"}
	endAtOne     = []string{"js", "hellinger", "tvd", "linf", "ks"}
	notNegatives = []string{"count", "rows", "rate", "distinct", "freshness", "label_freshness", "label_delay", "mae", "rmse", "mape", "brier", "log_loss", "entropy", "cost", "std"}
)

// valueRange returns the least and the most that the policy's stat can be; nil where it has no end.
func valueRange(d engine.PolicyDescription) (least, most *float64) {
	id := d.Measure.ID
	isShare := !d.Measure.TwoSample() && d.Measure.Unit == "percentunit" && !slices.Contains(noShares, id)
	switch {
	case d.Stat == query.PValue || d.Stat == query.TrendPvalue:
		return number(0), number(1)
	case d.Stat == query.RelativeChange && (isShare || slices.Contains(notNegatives, id)):
		return number(-1), nil
	case isShare && d.Stat == query.Current:
		return number(0), number(1)
	case isShare && (d.Stat == query.Change || d.Stat == query.Trend):
		return number(-1), number(1)
	case isShare && d.Stat == query.ChangePoints:
		return number(-100), number(100)
	case d.Stat == query.Current && slices.Contains(notNegatives, id):
		return number(0), nil
	case d.Stat == query.Value && slices.Contains(endAtOne, id):
		return number(0), number(1)
	case d.Stat == query.Value && d.Measure.TwoSample():
		return number(0), nil
	}
	return nil, nil
}

func number(x float64) *float64 { return &x }

// contradiction says that of two policies on the same figure the louder one is breached before the quieter; empty if not.
func contradiction(a, b *model.Policy) string {
	if !sameFigure(a, b) || rank(a) == rank(b) {
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
		return fmt.Sprintf("policy %s contradicts %s: tier %s is breached before tier %s, so %s says nothing more", a.ID, b.ID, loud.Tier, quiet.Tier, quiet.ID)
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
	return a.Measure == b.Measure && a.Stat == b.Stat && param(a) == param(b) && target(a) == target(b) && a.Baseline == b.Baseline &&
		a.Window.Approx() == b.Window.Approx() && slices.Equal(a.Features, b.Features) && slices.Equal(a.SplitBy, b.SplitBy)
}

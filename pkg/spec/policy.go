package spec

import (
	"strings"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// policies resolves a model's policies. One that cannot be resolved is among the model's Faults, and left out.
func (s Specification) policies(m *model.Model) []PolicySpec {
	why := map[string]string{}
	for _, standard := range model.Standards() {
		why[standard.Policy.ID] = standard.Why
	}
	defaults := map[string]bool{}
	for _, p := range model.DefaultPolicies(m) {
		defaults[p.ID] = true
	}
	list := []PolicySpec{}
	for i := range m.Policies {
		d, bad := engine.DescribePolicy(m, &m.Policies[i])
		if bad != nil {
			continue
		}
		p := s.policy(m, &m.Policies[i], d)
		if p.IsDefault {
			p.Why = whyOf(p.ID, why)
		}
		p.ReplacesDefault = !p.IsDefault && defaults[p.ID]
		list = append(list, p)
	}
	return list
}

// whyOf finds the reason of a default policy: by its id, or the longest id that begins it, for those of a pair or a
// segment.
func whyOf(id string, why map[string]string) string {
	best := ""
	for standard := range why {
		if (id == standard || strings.HasPrefix(id, standard+"-")) && len(standard) > len(best) {
			best = standard
		}
	}
	return why[best]
}

func (s Specification) policy(m *model.Model, p *model.Policy, d engine.PolicyDescription) PolicySpec {
	window := p.Window
	if window.IsZero() {
		window = m.Window
	}
	out := PolicySpec{ID: p.ID, UID: UID(s.Org, s.DataSource, m.ID, alert, p.ID), Title: p.Title, IsDefault: p.Default,
		Tier:    p.Tier,
		Measure: d.Measure.ID, P: p.P, Class: p.Class, MeasureTitle: d.Measure.Title, Unit: unitOf(m,
			d), Target: d.Target, Stat: d.Stat,
		SplitBy: append([]string{}, p.SplitBy...), Features: append([]string{}, d.Features...),
		Above: p.Above, Below: p.Below, Outside: p.Outside, AboveUsualGap: p.AboveUsualGap, Recover: p.Recover, MinCount: int(p.MinimumCount()),
		Window: window.String(), WindowSeconds: int64(window.Approx() / time.Second), For: p.For.String(),
		NeedsLabels: d.Measure.Performance, ComparesWindows: d.Measure.TwoSample(), TakenApart: takenApart(p, d)}
	if b, ok := m.Baselines[p.Baseline]; ok {
		out.Baseline, out.BaselineKind = p.Baseline, string(b.Kind)
	}
	return out
}

// takenApart reports whether the policy's change is that of a mean over labelled rows, of all segments together. A trend
// is over more than two windows.
func takenApart(p *model.Policy, d engine.PolicyDescription) bool {
	return d.Measure.Performance && d.Measure.RowMean && d.Target != query.Label && len(p.SplitBy) == 0 &&
		d.Stat != query.Trend && d.Stat != query.TrendPvalue
}

// unitOf is the Grafana unit of what a policy's measure counts. A mean has that of what it is taken of: of classes it
// is a share.
func unitOf(m *model.Model, d engine.PolicyDescription) string {
	switch {
	case d.Measure.Unit == "none":
		return ""
	case d.Measure.Unit != measure.ColumnUnit:
		return d.Measure.Unit
	case d.Target == query.Score || m.Task != model.Regression &&
		(d.Target == query.Prediction || d.Target == query.Label):
		return "percentunit"
	case d.Target == query.Latency && m.Log.Latency != nil:
		return map[string]string{"s": "s", "ms": "ms", "us": "µs", "ns": "ns"}[m.Log.Latency.Unit]
	}
	return ""
}

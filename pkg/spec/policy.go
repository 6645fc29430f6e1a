package spec

import (
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// policy resolves a policy of a model without faults.
func (s Specification) policy(m *model.Model, p *model.Policy) PolicySpec {
	d, _ := engine.DescribePolicy(m, p) // Faults has found none
	window := p.Window
	if window.IsZero() {
		window = m.Window
	}
	out := PolicySpec{ID: p.ID, UID: UID(s.Org, s.DataSource, m.ID, alert, p.ID), Title: p.Title, IsDefault: p.Default, Tier: p.Tier,
		Measure: d.Measure.ID, Class: p.Class, MeasureTitle: d.Measure.Title, Unit: unitOf(m, d), Target: d.Target, Stat: d.Stat,
		SplitBy: append([]string{}, p.SplitBy...), Features: append([]string{}, d.Features...),
		Above: p.Above, Below: p.Below, Outside: p.Outside, AboveUsualGap: p.AboveUsualGap, Recover: p.Recover,
		Window: window.String(), WindowSeconds: int64(window.Approx() / time.Second), For: p.For.String(),
		NeedsLabels: d.Measure.Performance, ComparesWindows: d.Measure.TwoSample()}
	if b, ok := m.Baselines[p.Baseline]; ok {
		out.Baseline, out.BaselineKind = p.Baseline, string(b.Kind)
	}
	return out
}

// unitOf is the Grafana unit of what a policy's measure counts. A mean has that of what it is taken of: of classes it is a share.
func unitOf(m *model.Model, d engine.PolicyDescription) string {
	switch {
	case d.Measure.Unit == "none":
		return ""
	case d.Measure.Unit != measure.ColumnUnit:
		return d.Measure.Unit
	case d.Target == query.Score || m.Task != model.Regression && (d.Target == query.Prediction || d.Target == query.Label):
		return "percentunit"
	case d.Target == query.Latency && m.Log.Latency != nil:
		return map[string]string{"s": "s", "ms": "ms", "us": "µs", "ns": "ns"}[m.Log.Latency.Unit]
	}
	return ""
}

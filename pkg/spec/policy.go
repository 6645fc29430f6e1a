package spec

import (
	"slices"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
)

// policy resolves a policy of a model without faults.
func (s Specification) policy(m *model.Model, p *model.Policy) PolicySpec {
	d, _ := engine.DescribePolicy(m, p) // Faults has found none
	window := p.Window
	if window.IsZero() {
		window = m.Window
	}
	out := PolicySpec{ID: p.ID, UID: UID(s.Org, s.DataSource, m.ID, alert, p.ID), Title: p.Title, IsDefault: p.Default, Tier: p.Tier,
		Measure: d.Measure.ID, MeasureTitle: d.Measure.Title, Unit: d.Measure.Unit, Target: d.Target, Stat: d.Stat,
		SplitBy: slices.Concat([]string{}, p.SplitBy), Features: slices.Concat([]string{}, d.Features),
		Above: p.Above, Below: p.Below, Outside: p.Outside, AboveUsualGap: p.AboveUsualGap, Recover: p.Recover,
		Window: window.String(), WindowSeconds: int64(window.Approx() / time.Second), For: p.For.String(),
		NeedsLabels: d.Measure.Performance, ComparesWindows: d.Measure.TwoSample()}
	if b, ok := m.Baselines[p.Baseline]; ok {
		out.Baseline, out.BaselineKind = p.Baseline, string(b.Kind)
	}
	return out
}

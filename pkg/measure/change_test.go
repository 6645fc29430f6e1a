package measure_test

import (
	"strings"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

func rate(k, n float64) measure.Estimate {
	s := summary.New()
	s.Columns["feature:x"] = &summary.Column{Missing: k, Categories: map[string]float64{"a": n - k}}
	m, _ := measure.Lookup("missing_rate")
	return m.Estimate(s, "feature:x", measure.Params{})
}

func TestDifference(t *testing.T) {
	d := measure.Difference(rate(60, 100), rate(500, 1000))
	if !d.OK {
		t.Fatalf("%+v", d)
	}
	within(t, "change", d.Value, 0.1, 1e-15)
	for name, c := range map[string]struct {
		current, baseline measure.Estimate
		reason            string
	}{
		"no current value":  {measure.Estimate{Reason: "no rows"}, rate(1, 2), "current window: no rows"},
		"no baseline value": {rate(1, 2), measure.Estimate{Reason: "no rows"}, "baseline: no rows"},
	} {
		d := measure.Difference(c.current, c.baseline)
		if d.OK || !strings.Contains(d.Reason, c.reason) {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

func TestCountsOfDifferentLengthsAreScaled(t *testing.T) {
	s := summary.New()
	s.Rows = 8000
	pooled := lookup(t, "rows").Estimate(s, "", measure.Params{})
	s.Rows = 1000
	week := lookup(t, "rows").Estimate(s, "", measure.Params{})
	if d := measure.Difference(week, pooled.Scaled(1.0/8)); d.Value != 0 {
		t.Errorf("%+v", d)
	}
}

func TestWhatMatters(t *testing.T) {
	limit := 0.3
	missing, mean, psi, chi2 := lookup(t, "missing_rate"), lookup(t, "mean"), lookup(t, "psi"), lookup(t, "chi2")
	spread := measure.Estimate{OK: true, Spread: 10}
	for name, c := range map[string]struct{ got, want bool }{
		"a rate that moves by six points":             {missing.MaterialChange(0.06, rate(1, 10), nil), true},
		"down as well":                                {missing.MaterialChange(-0.06, rate(1, 10), nil), true},
		"by less than its threshold":                  {missing.MaterialChange(0.04, rate(1, 10), nil), false},
		"by less than a policy's":                     {missing.MaterialChange(0.2, rate(1, 10), &limit), false},
		"a mean that moves by half the baseline's sd": {mean.MaterialChange(5.1, spread, nil), true},
		"by less": {mean.MaterialChange(4.9, spread, nil), false},
		"a policy's limit is in the measure's own unit": {mean.MaterialChange(0.31, spread, &limit), true},
		"a divergence":                  {psi.Material(0.25, nil), true},
		"a policy's limit":              {psi.Material(0.25, &limit), false},
		"a measure without a threshold": {chi2.Material(1e9, nil), false},
	} {
		if c.got != c.want {
			t.Errorf("%s matters: %v", name, c.got)
		}
	}
}

package measure_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

func rate(k, n float64) measure.Estimate {
	s := summary.New()
	s.Columns["feature:x"] = &summary.Column{Missing: k, Categories: map[string]float64{"a": n - k}}
	m, _ := measure.Lookup("missing_rate")
	return m.Estimate(s, "feature:x", measure.Params{})
}

func TestDifference(t *testing.T) {
	d := measure.Difference(rate(60, 100), rate(500, 1000), stats.Wobble{})
	if !d.OK || !d.PValueOK {
		t.Fatalf("%+v", d)
	}
	within(t, "change", d.Value, 0.1, 1e-15)
	within(t, "p-value", d.PValue, 0.05648945752911, 1e-12) // scipy's chi2_contingency([[60, 40], [500, 500]], correction=False)
	few := stats.Wobble{Phi: 4, Periods: 5}                 // 2·scipy.stats.t.sf(z/2, 4), where z is that of equal proportions
	within(t, "p-value with phi 4 of 5 periods", measure.Difference(rate(60, 100), rate(500, 1000), few).PValue, 0.3942774347066426, 1e-12)
	within(t, "p-value with phi 4", measure.Difference(rate(60, 100), rate(500, 1000), stats.Wobble{Phi: 4}).PValue, 0.34027591409719, 1e-12)

	for name, c := range map[string]struct {
		current, baseline measure.Estimate
		ok                bool
		reason            string
	}{
		"no current value":  {measure.Estimate{Reason: "no rows"}, rate(1, 2), false, "current window: no rows"},
		"no baseline value": {rate(1, 2), measure.Estimate{Reason: "no rows"}, false, "baseline: no rows"},
		"no error":          {measure.Estimate{OK: true, N: 5, Value: 3}, measure.Estimate{OK: true, N: 5}, true, "no sampling error"},
		"one value":         {measure.Estimate{OK: true, N: 1, SE: 1}, measure.Estimate{OK: true, N: 5, SE: 1}, true, "fewer than two"},
	} {
		d := measure.Difference(c.current, c.baseline, stats.Wobble{})
		if d.OK != c.ok || d.PValueOK || !strings.Contains(d.Reason, c.reason) {
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
	d := measure.Difference(week, pooled.Scaled(1.0/8), stats.Wobble{})
	if d.Value != 0 || d.PValue != 1 {
		t.Errorf("%+v", d)
	}
}

func TestVerdictsOnChanges(t *testing.T) {
	m := lookup(t, "missing_rate")
	limit := 0.2
	for name, c := range map[string]struct {
		current, baseline measure.Estimate
		threshold         *float64
		want              measure.Verdict
		ok                bool
		reason            string
	}{
		"nothing":                          {rate(10, 1000), rate(80, 8000), nil, measure.Steady, true, ""},
		"large by chance":                  {rate(20, 100), rate(13, 100), nil, measure.Steady, true, ""},
		"small but sure":                   {rate(3000, 100_000), rate(1000, 100_000), nil, measure.Significant, true, ""},
		"large and sure":                   {rate(300, 1000), rate(1000, 8000), nil, measure.Drifted, true, ""},
		"large and sure, a policy's limit": {rate(300, 1000), rate(1000, 8000), &limit, measure.Significant, true, ""},
		"a fall as well":                   {rate(10, 1000), rate(3000, 8000), nil, measure.Drifted, true, ""},
		"too few now":                      {rate(50, 99), rate(0, 1000), nil, 0, false, "too few rows: 99 now"},
		"too few before":                   {rate(50, 100), rate(0, 99), nil, 0, false, "99 in the baseline"},
		"nothing counted":                  {rate(0, 0), rate(0, 200), nil, 0, false, "no rows"},
	} {
		d := measure.Difference(c.current, c.baseline, stats.Wobble{})
		j := m.JudgeChange(c.current, c.baseline, d, c.threshold, measure.DefaultMinCount, measure.Params{})
		if j.OK != c.ok || j.Verdict != c.want || !strings.Contains(j.Reason, c.reason) {
			t.Errorf("%s: %+v", name, j)
		}
	}
}

func TestMeansAreJudgedInTheBaselinesDeviations(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 21))
	draw := func(mean float64) measure.Estimate {
		c := observed(summary.Grid{Family: summary.Linear, Scale: 2})
		for range 4_000 {
			c.Observe(mean + 10*r.NormFloat64())
		}
		return lookup(t, "mean").Estimate(of(c), "feature:x", measure.Params{})
	}
	baseline := draw(100)
	for want, shift := range []float64{measure.Steady: 0, measure.Significant: 3, measure.Drifted: 6} {
		current := draw(100 + shift)
		j := lookup(t, "mean").JudgeChange(current, baseline, measure.Difference(current, baseline, stats.Wobble{}), nil, 100, measure.Params{Alpha: 0.001})
		if j.Verdict != measure.Verdict(want) || !j.OK {
			t.Errorf("a shift of %v where sd is 10: %+v, want %v", shift, j, want)
		}
	}
}

func TestAMeasureWithoutThresholdNeverDrifts(t *testing.T) {
	c, b := categories(map[string]float64{"a": 9000, "b": 1}), categories(map[string]float64{"a": 1, "b": 9000})
	m := lookup(t, "chi2")
	d := m.Compare(c, b, measure.Params{})
	if j := m.JudgeDivergence(d, nil, 100, measure.Params{}); j.Verdict != measure.Significant {
		t.Errorf("%+v", j)
	}
	limit := 10.0
	if j := m.JudgeDivergence(d, &limit, 100, measure.Params{}); j.Verdict != measure.Drifted {
		t.Errorf("with a policy's limit: %+v", j)
	}
	for _, few := range []measure.Divergence{{OK: true, Value: 9, N: 99, M: 1000}, {OK: true, Value: 9, N: 1000, M: 99}} {
		if j := m.JudgeDivergence(few, nil, 100, measure.Params{}); j.OK || !strings.Contains(j.Reason, "too few") {
			t.Errorf("under the minimum: %+v", j)
		}
	}
}

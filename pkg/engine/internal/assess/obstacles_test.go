package assess

import (
	"math"
	"testing"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// A policy that no value can breach says so, instead of a change or an expectation that the measure cannot reach.
func TestPoliciesThatCannotBreachSaySo(t *testing.T) {
	none := math.NaN()
	above := func(id, stat string, bound float64) model.Policy {
		return model.Policy{Measure: id, Stat: stat, Above: ptr(bound)}
	}
	below := func(id, stat string, bound float64) model.Policy {
		return model.Policy{Measure: id, Stat: stat, Below: ptr(bound)}
	}
	sigma := func(id string) model.Policy {
		return model.Policy{Measure: id, Stat: "sigma", Outside: &[2]float64{-4, 4}}
	}
	for _, c := range []struct {
		name               string
		policy             model.Policy
		value, baseline    float64
		low, high          float64 // what earlier windows predict
		expectation, finds string
	}{
		{"a flag that was now 0, now 1", above("constant", "change", 0.5), 0, 0.25, none, 3.98,
			"0; cannot breach: any value is expected by baseline b", "cannot breach"},
		{"a flag has no sizes", above("constant", "change", 0.5), 0, 0, none, 0,
			"0, expected at most 0 by baseline b", "finds one value in all 400 rows a week"},
		{"nor has one that may go out", below("constant", "change", -0.5), 1, 1, 1, none,
			"1, expected at least 1 by baseline b", "finds a second value among 400 rows a week"},
		{"a share without a limit below 1", above("missing_rate", "change", 0.05), 0.2, 0.3, none, 1,
			"20.0 %; cannot breach: any value is expected by baseline b", "cannot breach"},
		{"a share with one", above("missing_rate", "change", 0.05), 0.2, 0.3, none, 0.6,
			"20.0 %, expected at most 60.0 % by baseline b", "finds 30.0 points at 400 rows a week"},
		{"a baseline too near the end", above("accuracy", "change", 0.05), 0.97, 0.96, none, 0.985,
			"97.0 %, expected at most 98.5 % by baseline b; cannot breach: the baseline is 96.0 %, and accuracy is at most 100.0 %", "cannot breach"},
		{"points likewise", below("label_coverage", "changePoints", -10), 0.05, 0.06, 0.02, none,
			"5.0 %, expected at least 2.0 % by baseline b; cannot breach: the baseline is 6.0 %, and label_coverage is at least 0 %", "cannot breach"},
		{"a relative change likewise", above("roc_auc", "relativeChange", 0.5), 0.8, 0.8, none, 0.9,
			"80.0 %, expected at most 90.0 % by baseline b; cannot breach: the baseline is 80.0 %, and roc_auc is at most 100.0 %", "cannot breach"},
		{"a bound on the value beyond the end", above("accuracy", "current", 1), 0.9, 0.9, none, 0.95,
			"90.0 %; cannot breach: accuracy is at most 100.0 %", "cannot breach"},
		{"a bound on the value within", above("accuracy", "current", 0.99), 0.9, 0.9, none, 1.2, "90.0 %", ""},
		{"sigma of an AUC, both sides", sigma("roc_auc"), 0.8, 0.8, -0.1, 1.2,
			"80.0 %; cannot breach: any value is expected by baseline b", "cannot breach"},
		{"sigma of an AUC, one side", sigma("roc_auc"), 0.8, 0.8, 0.6, 1.2,
			"80.0 %, expected 60.0 to 100.0 % by baseline b", "finds 20.0 points at 400 labels a week"},
		{"a p-value, both sides", below("roc_auc", "pvalue", 0.001), 0.8, 0.8, -0.1, 1.2,
			"80.0 %; cannot breach: any value is expected by baseline b", "cannot breach"},
		{"a correlation", above("corr", "change", 0.2), 0.9, 0.85, none, 0.99,
			"0.9, expected at most 0.99 by baseline b; cannot breach: the baseline is 0.85, and corr is at most 1", "cannot breach"},
		{"a mean has no end", above("mean", "change", 5), 1, 2, none, 1e6,
			"1, expected at most 1,000,000 by baseline b", "finds 999,998 at 400 rows a week"},
		{"skill has none below", below("skill", "change", -0.1), 0.2, 0.1, -40, none,
			"20.0 %, expected at least -4000.0 % by baseline b", "finds 4010.0 points at 400 labels a week"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _ := measure.Lookup(c.policy.Measure)
			a := &resolve.Ask{Model: &model.Model{Task: "binary"}, Measure: m, Policy: &c.policy,
				Target: query.Features, Baseline: resolve.Baseline{Name: "b"}}
			one := comparison{assessment: asked(a), current: summary.New(), view: aWeek,
				now: measure.Estimate{Value: c.value, OK: true, N: 400, Flag: c.policy.Measure == "constant"}}
			point := answers.Point{Stats: map[query.Stat]float64{query.Baseline: c.baseline},
				Lacking: map[query.Stat]string{}}
			j := judged{low: c.low, high: c.high}
			if got := one.expectation(&point, j).String(); got != c.expectation {
				t.Errorf("it expects %q, want %q", got, c.expectation)
			}
			if got := one.finds(&point, j); got != c.finds {
				t.Errorf("it %q, want %q", got, c.finds)
			}
		})
	}
}

// A divergence is judged bin by bin, so only its bound can lie beyond its end.
func TestABoundBeyondWhatADivergenceCanReach(t *testing.T) {
	for id, want := range map[string]string{
		"js":  "JS distance 0.30; earlier weeks 0.10 to 0.20; cannot breach: js is at most 1.0",
		"psi": "PSI 0.30; earlier weeks 0.10 to 0.20",
	} {
		m, _ := measure.Lookup(id)
		policy := model.Policy{Measure: id, Above: ptr(1)}
		a := &resolve.Ask{Model: &model.Model{}, Measure: m, Policy: &policy, Target: query.Features,
			Baseline: resolve.Baseline{Baseline: model.Baseline{Kind: model.BaselineRolling}}}
		c := comparison{assessment: asked(a), current: summary.New(), view: aWeek}
		point := answers.Point{Stats: map[query.Stat]float64{query.Value: 0.3, query.UsualLow: 0.1,
			query.UsualHigh: 0.2}}
		if got := c.expectation(&point, judged{}).String(); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

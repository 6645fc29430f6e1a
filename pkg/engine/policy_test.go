package engine

import (
	"math"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

func ptr(x float64) *float64 { return &x }

// held is a point after it was held against a policy.
func held(t *testing.T, p model.Policy, stats map[query.Stat]float64) Point {
	t.Helper()
	m, ok := measure.Lookup(p.Measure)
	if !ok {
		t.Fatalf("no measure %s", p.Measure)
	}
	c := contest{ask: &ask{model: &model.Model{}, measure: m, policy: &p, minCount: p.MinimumCount()}}
	point := Point{Stats: map[query.Stat]float64{}}
	for stat, x := range stats {
		point.Stats[stat] = x
	}
	c.hold(&point)
	return point
}

func TestPoliciesHoldAPointAgainstTheirBounds(t *testing.T) {
	type stats = map[query.Stat]float64
	none := math.NaN() // stands for a stat that is not there
	above := model.Policy{Measure: "psi", Above: ptr(0.2)}
	below := model.Policy{Measure: "accuracy", Stat: "change", Below: ptr(-0.025)}
	outside := model.Policy{Measure: "mean", Stat: "sigma", Outside: &[2]float64{-3, 4}}
	enough := func(s stats) stats { s[query.Count], s[query.BaselineCount] = 500, 4000; return s }
	for _, c := range []struct {
		name                      string
		policy                    model.Policy
		stats                     stats
		margin, breach, threshold float64
	}{
		{"above, inside", above, enough(stats{query.Value: 0.15, query.Critical: 0.05}), -0.05, -0.05, 0.2},
		{"above, past it", above, enough(stats{query.Value: 0.25, query.Critical: 0.05}), 0.05, 0.05, 0.2},
		{"above, at the bound", above, enough(stats{query.Value: 0.2, query.Critical: 0.05}), 0, 0, 0.2},
		{"above, past it by chance", above, enough(stats{query.Value: 0.25, query.Critical: 0.3}), 0.05, 0, 0.2},
		{"above, past it, just critical", above, enough(stats{query.Value: 0.25, query.Critical: 0.25}), 0.05, 0, 0.2},
		{"above, without a critical value", model.Policy{Measure: "tvd", Above: ptr(0.1)},
			enough(stats{query.Value: 0.3, query.PValue: 0.001}), 0.2, 0.2, 0.1},
		{"above, without a critical value, by chance", model.Policy{Measure: "tvd", Above: ptr(0.1)},
			enough(stats{query.Value: 0.3, query.PValue: 0.2}), 0.2, 0, 0.1},
		{"below, inside", below, enough(stats{query.Change: 0.01, query.PValue: 0.5}), -0.035, -0.035, -0.025},
		{"below, past it", below, enough(stats{query.Change: -0.05, query.PValue: 0.001}), 0.025, 0.025, -0.025},
		{"below, past it by chance", below, enough(stats{query.Change: -0.05, query.PValue: 0.2}), 0.025, 0, -0.025},
		{"below, sigma decides over the p-value", below,
			enough(stats{query.Change: -0.05, query.PValue: 1e-9, query.Sigma: -2, query.SigmaLimit: 3}), 0.025, 0, -0.025},
		{"below, beyond the sigma limit", below,
			enough(stats{query.Change: -0.05, query.PValue: 0.2, query.Sigma: -3.5, query.SigmaLimit: 3}), 0.025, 0.025, -0.025},
		{"outside, near the upper bound", outside, enough(stats{query.Sigma: 3, query.SigmaLimit: 3}), -1, -1, 4},
		{"outside, near the lower bound", outside, enough(stats{query.Sigma: -2.5, query.SigmaLimit: 3}), -0.5, -0.5, -3},
		{"outside, above", outside, enough(stats{query.Sigma: 5, query.SigmaLimit: 3}), 1, 1, 4},
		{"outside, below", outside, enough(stats{query.Sigma: -5, query.SigmaLimit: 3}), 2, 2, -3},
		{"outside, past the bound but not the limit", outside, enough(stats{query.Sigma: 5, query.SigmaLimit: 6}), 1, 0, 4},
		{"too few rows now", above, stats{query.Value: 0.5, query.Critical: 0.1, query.Count: 99, query.BaselineCount: 4000}, 0.3, none, 0.2},
		{"too few rows before", above, stats{query.Value: 0.5, query.Critical: 0.1, query.Count: 500, query.BaselineCount: 99}, 0.3, none, 0.2},
		{"just enough rows", above, stats{query.Value: 0.5, query.Critical: 0.1, query.Count: 100, query.BaselineCount: 100}, 0.3, 0.3, 0.2},
		{"a minimum of its own", model.Policy{Measure: "psi", Above: ptr(0.2), MinCount: new(int)},
			stats{query.Value: 0.5, query.Count: 0, query.BaselineCount: 1}, 0.3, 0.3, 0.2},
		{"uncomputable, above", above, enough(stats{}), none, none, 0.2},
		{"uncomputable, below", below, enough(stats{}), none, none, -0.025},
		{"uncomputable, outside", outside, enough(stats{}), none, none, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			point := held(t, c.policy, c.stats)
			for stat, want := range (stats{query.Margin: c.margin, query.Breach: c.breach, query.Threshold: c.threshold}) {
				got, ok := point.Stats[stat]
				if math.IsNaN(want) {
					if ok {
						t.Errorf("%s is %v, want none", stat, got)
					}
					continue
				}
				if !ok || math.Abs(got-want) > 1e-12 {
					t.Errorf("%s is %v (%v), want %v", stat, got, ok, want)
				}
			}
			_, judged := point.Stats[query.Breach]
			if !judged && point.Reason == "" && point.Unjudged == "" {
				t.Error("nothing says why there is no breach")
			}
		})
	}
}

func TestTheReasonOfAnUncomputableStatIsKept(t *testing.T) {
	p := model.Policy{Measure: "accuracy", Stat: "change", Below: ptr(-0.025)}
	c := contest{ask: &ask{model: &model.Model{}, policy: &p}}
	point := Point{Stats: map[query.Stat]float64{}, Reason: "no labels"}
	c.hold(&point)
	if point.Reason != "no labels" {
		t.Errorf("the reason became %q", point.Reason)
	}
	if got := held(t, p, nil).Reason; got != "the stat of the policy could not be computed" {
		t.Errorf("without a reason of the measure it says %q", got)
	}
	want := "too few rows for a verdict: 3 now and 0 in the baseline, 100 are needed"
	if got := held(t, p, map[query.Stat]float64{query.Change: -1, query.Count: 3}).Unjudged; got != want {
		t.Errorf("too few rows are told as %q, want %q", got, want)
	}
}

// What a policy calls material is what the measure's verdict, panels and triage call material.
func TestThresholdsComeFromThePolicyOfTheMeasureAndTarget(t *testing.T) {
	psi, accuracy := model.Policy{Measure: "psi", Above: ptr(0.3)}, model.Policy{Measure: "accuracy", Stat: "change", Below: ptr(-0.05)}
	both := model.Policy{Measure: "accuracy", Stat: "change", Outside: &[2]float64{-0.04, 0.2}}
	onX := model.Policy{Measure: "psi", Target: "features", Features: []string{"x"}, Above: ptr(0.4)}
	split := model.Policy{Measure: "psi", SplitBy: []string{"site"}, Above: ptr(0.9)}
	level := model.Policy{Measure: "accuracy", Below: ptr(0.8)} // of the current value: no bound on a change
	for _, c := range []struct {
		name     string
		policies []model.Policy
		measure  string
		feature  string
		want     float64 // 0: none
	}{
		{"none declared", nil, "psi", "x", 0},
		{"two-sample", []model.Policy{psi}, "psi", "x", 0.3},
		{"of another measure", []model.Policy{psi}, "js", "x", 0},
		{"a change's size", []model.Policy{accuracy}, "accuracy", "", 0.05},
		{"the smaller of two bounds", []model.Policy{both}, "accuracy", "", 0.04},
		{"of this feature", []model.Policy{onX, psi}, "psi", "x", 0.4},
		{"of another feature", []model.Policy{onX, psi}, "psi", "y", 0.3},
		{"by segment only", []model.Policy{split}, "psi", "x", 0},
		{"a bound on the level", []model.Policy{level}, "accuracy", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _ := measure.Lookup(c.measure)
			a := &ask{model: &model.Model{Policies: c.policies}, measure: m, target: query.Features}
			if c.feature == "" {
				a.target = query.Prediction
			}
			got := (&contest{ask: a, subject: subject{feature: c.feature}}).threshold()
			switch {
			case got == nil && c.want != 0:
				t.Errorf("no threshold, want %v", c.want)
			case got != nil && *got != c.want:
				t.Errorf("the threshold is %v, want %v", *got, c.want)
			}
		})
	}
}

// One number from the rows to the breach: half of a week's red rows turn green, which a psi policy notices.
func TestAPolicyBreachesOnTheRealThing(t *testing.T) {
	s := on(t, steadyLog+`UPDATE log SET colour = 'green' WHERE colour = 'red' AND id % 2 = 0 AND log.at >= '2024-04-15'`,
		steadyModel+`  policies:
    - { id: drift, tier: explain, target: features, measure: psi, above: 0.05, window: 7d }
    - { id: colour-only, tier: notify, target: features, features: [colour], measure: tvd, above: 0.1 }
    - { id: loose, tier: notify, target: features, features: [colour], measure: psi, above: 0.5, window: 7d }
`)
	r := s.ask(t, `{"queryType":"policy"}`)
	if len(r.Series) != 6 {
		t.Fatalf("%d series, want drift of two features, two of colour, and the built-in ones on silence", len(r.Series))
	}
	breached := map[string]bool{}
	for _, series := range r.Series {
		breach, ok := last(t, series).Stats[query.Breach]
		if !ok {
			t.Errorf("%s of %s is not judged: %s", series.Policy.ID, series.Feature, last(t, series).Unjudged)
		}
		breached[series.Policy.ID+" "+series.Feature] = breach > 0
	}
	for which, want := range map[string]bool{"drift x": false, "drift colour": true, "colour-only colour": true, "loose colour": false} {
		if breached[which] != want {
			t.Errorf("%s: breached is %v, want %v", which, breached[which], want)
		}
	}
	one := the(t, s.ask(t, `{"queryType":"policy","policy":"loose"}`))
	if margin := last(t, one).Stats[query.Margin]; margin >= 0 || margin < -0.5 {
		t.Errorf("the margin of loose is %v, want the psi less 0.5", margin)
	}
}

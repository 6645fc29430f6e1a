package assess

import (
	"math"
	"testing"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// asked is an assessment of an ask of which nothing was gathered.
func asked(a *resolve.Ask) *assessment {
	return newAssessment(&evidence.Evidence{Question: evidence.Question{Prepared: &prepare.Prepared{}, Ask: a}})
}

// aWeek is a view whose windows are weeks.
var aWeek = resolve.View{Current: window.Window{Length: model.Duration{Days: 7}}}

func ptr(x float64) *float64 { return &x }

// held is a point after it was held against a policy. The judge found these tails, at a level of 0.001.
func held(t *testing.T, p model.Policy, stats map[query.Stat]float64, tails judge.Tails, reason string) answers.Point {
	t.Helper()
	m, ok := measure.Lookup(p.Measure)
	if !ok {
		t.Fatalf("no measure %s", p.Measure)
	}
	a := &resolve.Ask{Model: &model.Model{}, Measure: m, Policy: &p, MinCount: p.MinimumCount()}
	c := comparison{assessment: asked(a), current: summary.New()}
	point := answers.Point{Stats: map[query.Stat]float64{}, Lacking: map[query.Stat]string{}}
	for stat, x := range stats {
		point.Stats[stat] = x
	}
	c.evaluatePolicy(&point, judged{tails: tails, level: 0.001, low: -1, high: 1, reason: reason})
	return point
}

func TestPoliciesHoldAPointAgainstTheirBounds(t *testing.T) {
	type stats = map[query.Stat]float64
	none := math.NaN() // stands for a stat that is not there
	quiet, low, high, far := judge.Tails{Low: 0.4, High: 0.6}, judge.Tails{Low: 1e-9, High: 1}, judge.Tails{Low: 1,
		High: 1e-9}, judge.Tails{Low: 1e-9, High: 1e-9}
	above := model.Policy{Measure: "psi", Above: ptr(0.2)}
	below := model.Policy{Measure: "accuracy", Stat: "change", Below: ptr(-0.025)}
	change := model.Policy{Measure: "accuracy", Stat: "change", Outside: &[2]float64{-0.02, 0.03}}
	outside := model.Policy{Measure: "mean", Stat: "sigma", Outside: &[2]float64{-3, 4}}
	enough := func(s stats) stats { s[query.Count], s[query.BaselineCount] = 500, 4000; return s }
	for _, c := range []struct {
		name                      string
		policy                    model.Policy
		stats                     stats
		tails                     judge.Tails
		margin, breach, threshold float64
		verdict                   float64
	}{
		{"above, inside", above, enough(stats{query.Value: 0.15}), far, -0.05, -0.05, 0.2, 1},
		{"above, past it", above, enough(stats{query.Value: 0.25}), far, 0.05, 0.05, 0.2, 2},
		{"above, at the bound", above, enough(stats{query.Value: 0.2}), far, 0, 0, 0.2, 1},
		{"above, past it as usual", above, enough(stats{query.Value: 0.25}), quiet, 0.05, 0, 0.2, 3},
		{"below, inside", below, enough(stats{query.Change: 0.01}), quiet, -0.035, -0.035, -0.025, 0},
		{"below, past it", below, enough(stats{query.Change: -0.05}), low, 0.025, 0.025, -0.025, 2},
		{"below, past it as usual", below, enough(stats{query.Change: -0.05}), quiet, 0.025, 0, -0.025, 3},
		{"below, a rise beyond what is usual", below, enough(stats{query.Change: 0.2}), high, -0.225, -0.225, -0.025,
			0},
		{"outside, above", change, enough(stats{query.Change: 0.05}), high, 0.02, 0.02, 0.03, 2},
		{"outside, below", change, enough(stats{query.Change: -0.05}), low, 0.03, 0.03, -0.02, 2},
		{"outside, above, unusual on the other side", change, enough(stats{query.Change: 0.05}), low, 0.02, 0, 0.03, 3},
		{"sigma is the test itself", outside, enough(stats{query.Sigma: 5}), quiet, 1, 1, 4, 2},
		{"sigma, within the lower bound", outside, enough(stats{query.Sigma: -2.5}), quiet, -0.5, -0.5, -3, 0},
		{"too few rows now", above, stats{query.Value: 0.5, query.Count: 99, query.BaselineCount: 4000}, far, 0.3, none,
			0.2, none},
		{"too few rows before", above, stats{query.Value: 0.5, query.Count: 500, query.BaselineCount: 99}, far, 0.3,
			none, 0.2, none},
		{"just enough rows", above, stats{query.Value: 0.5, query.Count: 100, query.BaselineCount: 100}, far, 0.3, 0.3,
			0.2, 2},
		{"a minimum of its own", model.Policy{Measure: "psi", Above: ptr(0.2), MinCount: new(int)},
			stats{query.Value: 0.5, query.Count: 0, query.BaselineCount: 1}, far, 0.3, 0.3, 0.2, 2},
		{"uncomputable, above", above, enough(stats{}), quiet, none, none, 0.2, none},
		{"uncomputable, below", below, enough(stats{}), quiet, none, none, -0.025, none},
		{"uncomputable, outside", outside, enough(stats{}), quiet, none, none, 4, none},
	} {
		t.Run(c.name, func(t *testing.T) {
			point := held(t, c.policy, c.stats, c.tails, "")
			for stat, want := range (stats{query.Margin: c.margin, query.Breach: c.breach, query.Threshold: c.threshold,
				query.Verdict: c.verdict}) {
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
	c := comparison{assessment: asked(&resolve.Ask{Model: &model.Model{}, Policy: &p}), current: summary.New()}
	point := answers.Point{Stats: map[query.Stat]float64{}, Reason: "no labels"}
	c.evaluatePolicy(&point, judged{})
	if point.Reason != "no labels" {
		t.Errorf("the reason became %q", point.Reason)
	}
	if got := held(t, p, nil, judge.Tails{}, "").Reason; got != "the stat of the policy could not be computed" {
		t.Errorf("without a reason of the measure it says %q", got)
	}
	want := "too few rows for a verdict: 3 now and 0 in the baseline, 100 are needed"
	if got := held(t, p, map[query.Stat]float64{query.Change: -1, query.Count: 3}, judge.Tails{},
		"").Unjudged; got != want {
		t.Errorf("too few rows are told as %q, want %q", got, want)
	}
	enough := map[query.Stat]float64{query.Change: -1, query.Count: 300, query.BaselineCount: 300}
	if point := held(t, p, enough, judge.Tails{},
		"no earlier window counts"); point.Unjudged != "no earlier window counts" {
		t.Errorf("what the judge cannot tell is told as %q", point.Unjudged)
	}
	if point := held(t, p, enough, judge.Tails{Low: 1, High: 1}, ""); point.Spared == "" {
		t.Error("nothing says why a crossed bound is no breach")
	}
}

// What a policy calls material is what the measure's verdict, panels and triage call material.
func TestThresholdsComeFromThePolicyOfTheMeasureAndTarget(t *testing.T) {
	psi, accuracy := model.Policy{Measure: "psi", Above: ptr(0.3)}, model.Policy{Measure: "accuracy", Stat: "change",
		Below: ptr(-0.05)}
	both := model.Policy{Measure: "accuracy", Stat: "change", Outside: &[2]float64{-0.04, 0.2}}
	onX := model.Policy{Measure: "psi", Target: "features", Features: []string{"x"}, Above: ptr(0.4)}
	split := model.Policy{Measure: "psi", SplitBy: []string{"site"}, Above: ptr(0.9)}
	level := model.Policy{Measure: "accuracy", Below: ptr(0.8)} // of the current value: no bound on a change
	for _, c := range []struct {
		name         string
		policies     []model.Policy
		measure      string
		feature      string
		Requirements float64 // 0: none
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
			a := &resolve.Ask{Model: &model.Model{Policies: c.policies}, Measure: m, Target: query.Features}
			if c.feature == "" {
				a.Target = query.Prediction
			}
			got := (&comparison{assessment: asked(a), subject: resolve.Subject{Feature: c.feature}}).threshold()
			switch {
			case got == nil && c.Requirements != 0:
				t.Errorf("no threshold, want %v", c.Requirements)
			case got != nil && *got != c.Requirements:
				t.Errorf("the threshold is %v, want %v", *got, c.Requirements)
			}
		})
	}
}

func TestAPolicyThatIsSparedSaysWhatTheEarlierWeeksShow(t *testing.T) {
	m, _ := measure.Lookup("psi")
	c := comparison{view: aWeek, assessment: asked(&resolve.Ask{Model: &model.Model{}, Measure: m,
		Policy: &model.Policy{Measure: "psi", Above: ptr(0.2)}})}
	for most, want := range map[float64]string{
		0.3: "past the bound, but earlier weeks moved as much",
		0.1: "past the bound, but usual",
		0:   "past the bound, but no share is beyond what earlier weeks predict", // it is not known how far they moved
	} {
		point := answers.Point{Stats: map[query.Stat]float64{query.Value: 0.25}}
		point.Set(query.UsualHigh, most, most > 0)
		if got := c.whyNotBreached(&point, judged{}, query.Value); got != want {
			t.Errorf("earlier weeks up to %v: %q, want %q", most, got, want)
		}
	}
}

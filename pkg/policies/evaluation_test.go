package policies

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

func ptr(x float64) *float64 { return &x }

func TestTheOrderOfPolicies(t *testing.T) {
	judged := func(id string, tier model.Tier, breach, threshold float64) Evaluation {
		p := Evaluation{Policy: id, Tier: tier, Verdict: OK, Threshold: &threshold, Breach: breach}
		if breach > 0 {
			p.Verdict = Breach
		}
		return p
	}
	unknown := func(id string, tier model.Tier) Evaluation {
		return Evaluation{Policy: id, Tier: tier, Verdict: Unknown, Breach: math.Inf(-1)}
	}
	// Breached first, a page above what explains it; in a tier by breach ÷ |threshold|, then by id. The others
	// likewise, those closest to their bound first.
	want := []Evaluation{
		judged("page", model.Page, 0.01, -0.025),
		judged("far", model.Notify, 0.3, 0.1), judged("below", model.Notify, 0.05, -0.025), judged("near", model.Notify,
			0.1, 0.2),
		judged("at-zero", model.Notify, 0.01, 0),
		judged("farthest", model.Explain, 5, 0.1),
		judged("chance", model.Page, 0, 0.2), judged("easy", model.Page, -2, 0.2), unknown("a-unknown", model.Page),
		judged("close", model.Notify, -0.02, 0.2), judged("b-same", model.Notify, -0.1, 0.2), judged("c-same",
			model.Notify, -0.1, 0.2),
		unknown("a-unjudged", model.Notify), unknown("b-unjudged", model.Notify),
		judged("quiet", model.Explain, 0, 0.2),
	}
	for shift := range want {
		list := slices.Concat(want[shift:], want[:shift])
		slices.Reverse(list)
		slices.SortStableFunc(list, Compare)
		var got []string
		for _, p := range list {
			got = append(got, p.Policy)
		}
		for i, p := range want {
			if got[i] != p.Policy {
				t.Fatalf("the order is %v", got)
			}
		}
	}
}

func TestAPolicyIsReadOffItsSeries(t *testing.T) {
	accuracy, ok := measure.Lookup("accuracy")
	if !ok {
		t.Fatal("no measure accuracy")
	}
	series := func(stats map[query.Stat]float64, reason, unjudged string) engine.Series {
		return engine.Series{Measure: accuracy, Target: query.Prediction,
			Segment: []engine.Label{{Name: "origin", Value: "JFK"}},
			Policy: &model.Policy{ID: "acc", Tier: model.Page, Measure: "accuracy", Stat: "change",
				Below: ptr(-0.025)},
			Points: []engine.Point{{Stats: map[query.Stat]float64{query.Breach: 9}},
				{Stats: stats, Reason: reason, Unjudged: unjudged}}}
	}
	full := func(breach float64) map[query.Stat]float64 {
		return map[query.Stat]float64{query.Change: -0.1, query.Current: 0.8, query.Baseline: 0.9, query.Count: 500,
			query.BaselineCount: 4000,
			query.Breach:        breach, query.Threshold: -0.025}
	}
	want := Evaluation{Policy: "acc", Tier: model.Page, Measure: "accuracy", Target: query.Prediction,
		Stat:   query.Change,
		Labels: map[string]string{"origin": "JFK"}, Verdict: Breach, Value: ptr(-0.1), Threshold: ptr(-0.025), Current: ptr(0.8), Baseline: ptr(0.9),
		Count: ptr(500), BaselineCount: ptr(4000), Breach: 0.075}
	if diff := cmp.Diff(want, Evaluate(series(full(0.075), "", "")),
		cmpopts.IgnoreFields(Evaluation{}, "Format")); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		stats            map[query.Stat]float64
		reason, unjudged string
		verdict, told    string
	}{
		{full(0), "", "", OK, ""},
		{full(-0.1), "", "", OK, ""},
		{map[query.Stat]float64{query.Change: -0.1}, "", "too few rows", Unknown, "too few rows"},
		{nil, "no labels", "too few rows", Unknown, "no labels"},
	} {
		got := Evaluate(series(c.stats, c.reason, c.unjudged))
		if fmt.Sprint(got.Verdict, got.Reason) != fmt.Sprint(c.verdict, c.told) {
			t.Errorf("%v: %s (%s), want %s (%s)", c.stats, got.Verdict, got.Reason, c.verdict, c.told)
		}
	}
}

package answers

import (
	"slices"
	"testing"

	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// drifting is a feature's series by psi, whose threshold is 0.2.
func drifting(verdict judge.Verdict, psi float64) Series {
	m, _ := measure.Lookup("psi")
	threshold := 0.2
	return Series{Model: &model.Model{}, Feature: "x", Measure: m, Compare: Comparison{Threshold: &threshold},
		Points: []Point{{Stats: map[query.Stat]float64{query.Verdict: float64(verdict), query.Value: psi}}}}
}

// policed is a feature's series by a policy, whose bound is 0.05.
func policed(id string, verdict judge.Verdict, margin float64) Series {
	m, _ := measure.Lookup("missing_rate")
	return Series{Model: &model.Model{}, Feature: "x", Measure: m, Policy: &model.Policy{ID: id},
		Points: []Point{{Stats: map[query.Stat]float64{query.Verdict: float64(verdict), query.Margin: margin,
			query.Threshold: 0.05}}}}
}

// unjudged is a series that has no verdict.
func unjudged(s Series) Series {
	delete(s.Points[0].Stats, query.Verdict)
	return s
}

func row(series ...Series) FeatureRow {
	f := FeatureRow{Rates: map[string]Point{}}
	for _, s := range series {
		f.Add(s)
	}
	f.Conclude()
	return f
}

func TestAFeatureHasTheWorstVerdictOfAllThatHoldsIt(t *testing.T) {
	verdict := func(v judge.Verdict) *judge.Verdict { return &v }
	for _, c := range []struct {
		name         string
		series       []Series
		Requirements *judge.Verdict
		policy       string
	}{
		{"steady drift beside a breach", []Series{drifting(judge.Steady, 0),
			policed("missing", judge.Changed, 0.5)}, verdict(judge.Changed), "missing"},
		{"a breach before steady policies", []Series{policed("missing", judge.Changed, 0.5),
			policed("new", judge.Steady, -1), drifting(judge.Steady, 0)},
			verdict(judge.Changed), "missing"},
		{"of two breaches the farther", []Series{drifting(judge.Steady, 0),
			policed("near", judge.Changed, 0.01), policed("far", judge.Changed, 0.5)},
			verdict(judge.Changed), "far"},
		{"a drift farther past its threshold than the policy",
			[]Series{drifting(judge.Changed, 9),
				policed("missing", judge.Changed, 0.01)}, verdict(judge.Changed), ""},
		{"usual is worse than odd but small", []Series{drifting(judge.Usual, 0.3),
			policed("missing", judge.Significant, -0.01)}, verdict(judge.Usual), ""},
		{"steady names no policy", []Series{drifting(judge.Steady, 0), policed("missing", judge.Steady, -0.01)},
			verdict(judge.Steady), ""},
		{"what cannot be judged leaves the rest", []Series{unjudged(drifting(0, 0)),
			policed("missing", judge.Changed, 0.5)}, verdict(judge.Changed), "missing"},
		{"nothing can be judged", []Series{unjudged(drifting(0, 0)), unjudged(policed("missing", 0, 0))}, nil,
			""},
	} {
		got := row(c.series...)
		policy := ""
		if got.Worst != nil {
			policy = got.Worst.Policy.ID
		}
		if (got.Verdict == nil) != (c.Requirements == nil) || got.Verdict != nil && *got.Verdict != *c.Requirements ||
			policy != c.policy {
			t.Errorf("%s: verdict %v by %q, want %v by %q", c.name, got.Verdict, policy, c.Requirements, c.policy)
		}
	}
}

func TestRowsComeByWhatDiffersMost(t *testing.T) {
	rows := []FeatureRow{row(unjudged(drifting(0, 5))), row(drifting(judge.Steady, 0.01)),
		row(drifting(judge.Changed, 0.3)),
		row(drifting(judge.Steady, 0), policed("missing", judge.Changed, 0.5)), row(drifting(judge.Usual, 3))}
	slices.SortStableFunc(rows, ByDifference)
	var got []float64
	for _, f := range rows {
		got = append(got, f.Drift.Points[0].Stats[query.Value])
	}
	if want := []float64{0, 0.3, 3, 0.01, 5}; !slices.Equal(got, want) {
		t.Errorf("the rows have psi %v, want %v", got, want)
	}
}

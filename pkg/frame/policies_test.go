package frame

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// standings are series of one policy each, of every standing, the least urgent first.
func standings(t *testing.T) []engine.Series {
	t.Helper()
	series := func(id string, tier model.Tier, breach float64, p engine.Point) engine.Series {
		s := one(t, arrivals, "accuracy", query.Prediction, query.Change)
		s.Policy = &model.Policy{ID: id, Tier: tier, Measure: "accuracy", Stat: "change", Below: number64(-0.025)}
		p.Stats = map[query.Stat]float64{query.Change: -0.084, query.Current: 0.811, query.Baseline: 0.895,
			query.Count: 1200, query.Threshold: -0.025,
			query.Breach: breach}
		s.Points = []engine.Point{p}
		return s
	}
	unjudged := series("quiet", model.Notify, 0, engine.Point{Reason: "no labels in this window"})
	unjudged.Points[0].Stats = map[query.Stat]float64{query.Count: 0}
	psi := moved(t)
	psi.Policy = &model.Policy{ID: "drift", Tier: model.Explain, Measure: "psi", Above: number64(0.2)}
	psi.Points[0].Stats[query.Breach] = 0.11
	return []engine.Series{
		series("usual", model.Page, -0.01, engine.Point{Expectation: engine.Expectation{Value: "89 %, expected at least 84 %"},
			Finds: "finds 3.4 points at 1,200 labels a week"}),
		series("stuck", model.Notify, -0.01, engine.Point{Finds: engine.CannotBreach,
			Expectation: engine.Expectation{Value: "0; cannot breach: any value is expected"}}),
		unjudged,
		series("spared", model.Page, 0,
			engine.Point{Spared: "8.4 points below the baseline, but earlier weeks predict down to 80 %"}),
		psi,
		series("notified", model.Notify, 0.059, engine.Point{}),
		series("paged", model.Page, 0.059,
			engine.Point{Expectation: engine.Expectation{Value: "81.1 %, expected at least 85 % from 12 earlier weeks"}}),
	}
}

// column reads a field of texts, "" for null.
func column(t *testing.T, name string, series ...engine.Series) []string {
	t.Helper()
	frames, err := Build(&engine.Result{Query: query.Query{QueryType: query.TypePolicy, Format: query.Table,
		Models: []string{"arrivals"}}, Series: series}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	field, at := frames[0].FieldByName(name)
	if at < 0 {
		return nil
	}
	list := make([]string, field.Len())
	for i := range list {
		if text, ok := field.ConcreteAt(i); ok {
			list[i] = text.(string)
		}
	}
	return list
}

func TestATableOfPoliciesSaysWhatIsLeftOfEachBound(t *testing.T) {
	want := []string{"5.9 points past it", "5.9 points past it", "0.11 past it", "past it, as usual", "",
		"", "1.0 points to page"}
	if diff := cmp.Diff(want, column(t, "left", standings(t)...)); diff != "" {
		t.Error(diff)
	}
	there := standings(t)[0]
	there.Points[0].Stats[query.Breach] = 0
	if diff := cmp.Diff([]string{"at its bound"}, column(t, "left", there)); diff != "" {
		t.Error(diff)
	}
}

func TestATableOfPoliciesReadsWhatAsksForAttentionFirst(t *testing.T) {
	all := standings(t)
	for name, want := range map[string][]string{
		"verdict": {"breached", "breached", "changed (explain)", "past the bound, but as usual", "not judged",
			"cannot breach", "as usual"},
		"policy":  {"paged", "notified", "drift", "spared", "quiet", "stuck", "usual"},
		"tier":    {"page", "notify", "explain", "page", "notify", "notify", "page"},
		"subject": {"", "", "distance", "", "", "", ""},
		"value":   {"-8.4 points", "-8.4 points", "0.31", "-8.4 points", "", "-8.4 points", "-8.4 points"},
		"bound": {"change below -2.5 points", "change below -2.5 points", "above 0.20", "change below -2.5 points",
			"change below -2.5 points",
			"change below -2.5 points", "change below -2.5 points"},
		"current": {"81.1 %", "81.1 %", "", "81.1 %", "", "81.1 %", "81.1 %"},
		"count":   {"1,200", "1,200", "6,000", "1,200", "0", "1,200", "1,200"},
		"finds":   {"", "", "", "", "", "", "3.4 points at 1,200 labels a week"},
		"explanation": {"81.1 %, expected at least 85 % from 12 earlier weeks", "",
			`PSI 0.31; earlier weeks 0.02 to 0.19; bin "UA" holds 12 %, expected 20 to 30 %`,
			"8.4 points below the baseline, but earlier weeks predict down to 80 %", "no labels in this window", "0; cannot breach: any value is expected",
			"89 %, expected at least 84 %"},
		"model": nil,
	} {
		if diff := cmp.Diff(want, column(t, name, all...)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestATableOfPoliciesHasNoEmptyColumn(t *testing.T) {
	whole := standings(t)[6]
	for _, name := range []string{"subject", "finds", "model"} {
		if got := column(t, name, whole); got != nil {
			t.Errorf("the column %s is there: %q", name, got)
		}
	}
	other := whole
	other.Model = fares
	if diff := cmp.Diff([]string{"arrivals", "fares"}, column(t, "model", whole, other)); diff != "" {
		t.Error(diff)
	}
}

// A state timeline shows the words of a verdict, under the policy's own name.
func TestAStateTimelineOfPoliciesHasNamesInsteadOfNumbers(t *testing.T) {
	all := standings(t)
	all[6].Policy.Title = "Accuracy this week"
	r := &engine.Result{Query: query.Query{QueryType: query.TypePolicy, Format: query.TimeSeries,
		Stats: []query.Stat{query.Verdict}}, Series: []engine.Series{all[6], all[4]}}
	golden(t, "policies-timeline", r, Options{})
}

func TestATableOfAMeasureShowsWhatIsWorthReading(t *testing.T) {
	accuracy := one(t, arrivals, "accuracy", query.Prediction, query.Current)
	accuracy.Points[0].Stats = map[query.Stat]float64{query.Current: 0.8, query.Baseline: 0.9, query.Change: -0.1,
		query.ChangePoints: -10, query.Verdict: 2,
		query.ExpectedStat: 0, query.Count: 900, query.WindowStart: 1, query.WindowEnd: 2, query.RangeStart: 1, query.RangeEnd: 2}
	names := func(s engine.Series) (list []string) {
		for _, f := range fields(t, query.Table, nil, s) {
			list = append(list, f.Name)
		}
		return list
	}
	want := []string{"model", "verdict", "current", "baseline", "changePoints", "count", "windowStart", "windowEnd"}
	if diff := cmp.Diff(want, names(accuracy)); diff != "" {
		t.Error(diff)
	}
	accuracy.Points[0].Stats[query.ExpectedStat] = 1
	accuracy.Segment = []engine.Label{{Name: "origin", Value: "JFK"}}
	want = []string{"origin", "model", "verdict", "current", "baseline", "changePoints", "count", "expected",
		"windowStart", "windowEnd"}
	if diff := cmp.Diff(want, names(accuracy)); diff != "" {
		t.Error(diff)
	}
}

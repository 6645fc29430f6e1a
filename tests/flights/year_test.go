package flights

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/check"
	"leeway/pkg/engine"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/policies"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/window"
	"leeway/tests/demo"
)

// Each made incident is found in each of its full weeks by the measure that demo/flights/README.md names, and in none
// of the four weeks before. The labels' is the test above on precision.
func TestEachWeekOfAnIncidentIsFoundByItsMeasure(t *testing.T) {
	for _, c := range []struct {
		name, measure, feature string
		from                   time.Time
		weeks                  int
	}{
		{"distance-km", "psi", "distance", local(5, 12), 2},
		{"weather-feed", "missing_rate", "visib", local(6, 9), 2},
		{"newark-surge", "psi", "origin", local(7, 21), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			const before = 4
			one := series(t, c.from.AddDate(0, 0, -7*before), c.from.AddDate(0, 0, 7*c.weeks),
				fmt.Sprintf(`{"measures":[{"id":%q}],"stats":["verdict"],"target":"features","features":[%q],
					"window":"7d","every":"1w","format":"timeseries"}`, c.measure, c.feature))[0]
			if len(one.Points) != before+c.weeks {
				t.Fatalf("%d weeks", len(one.Points))
			}
			for i, point := range one.Points {
				if found := point.Stats[query.Verdict] == float64(judge.Changed); found != (i >= before) {
					t.Errorf("the week to %s: verdict %v, %s", point.At.Format("2 January"), point.Stats[query.Verdict],
						point.Expectation)
				}
			}
		})
	}
}

// byDefaults is an engine over the flights with the default policies in place of the demo's own.
func byDefaults(t *testing.T) *engine.Engine {
	t.Helper()
	var definition map[string]any
	if err := json.Unmarshal(demo.Definition(t), &definition); err != nil {
		t.Fatal(err)
	}
	delete(definition, "policies")
	delete(definition, "defaults")
	raw, err := json.Marshal(definition)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := model.ParseModel(raw)
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	const patience = 10 * time.Minute // the machine may be busy
	s, err := duckdb.Open(context.Background(),
		duckdb.Options{Root: demo.Root(t), Limits: store.Limits{QueryTimeout: patience}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{m},
		Limits: model.Limits{QueryTimeout: model.Duration{Clock: patience}}})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The default policies that page do so in the week of the furlough, and on no day of the quiet fortnights.
func TestTheDefaultsPageForTheFurloughAndInNoQuietFortnight(t *testing.T) {
	e := byDefaults(t)
	furlough := map[string]bool{}
	pages := 0
	for _, p := range e.Models()[0].Policies {
		if p.Tier != model.Page {
			continue
		}
		pages++
		for _, point := range looks(t, e, p.ID, local(4, 22), local(4, 29)) {
			furlough[p.ID] = furlough[p.ID] || point.Stats[query.Breach] > 0
		}
		for _, from := range quietFortnights(t) {
			for _, point := range looks(t, e, p.ID, from.AddDate(0, 0, 7), from.AddDate(0, 0, 14)) {
				if breach, ok := point.Stats[query.Breach]; !ok || breach > 0 {
					t.Errorf("%s, the window to %s: breach %v (%v), %s %s", p.ID, point.At.Format("2 January"), breach,
						ok, point.Expectation, point.Unjudged)
				}
			}
		}
	}
	if pages < 10 {
		t.Errorf("%d policies page", pages)
	}
	for _, id := range []string{"accuracy", "accuracy-anchored", "cost"} {
		if !furlough[id] {
			t.Errorf("%s does not page for the furlough", id)
		}
	}
}

// The day after Thanksgiving is calm, as days of this log are. Few earlier Fridays were alike by luck, and so most of
// the others were unusual: they came and went, so they count.
func TestACalmDayOfALogThatWobblesDoesNotPage(t *testing.T) {
	e := byDefaults(t)
	for _, policy := range []string{"prediction-mean", "prediction-mean-anchored"} {
		points := looks(t, e, policy, local(11, 26), local(12, 3))
		for _, point := range points {
			if breach, ok := point.Stats[query.Breach]; !ok || breach > 0 || point.Stats[query.HistoryCount] < 12 {
				t.Errorf("%s, the window to %s: breach %v (%v), %v windows count, %s", policy,
					point.At.Format("2 January"), breach, ok,
					point.Stats[query.HistoryCount], point.Expectation)
			}
		}
	}
}

// looks are the daily looks of a policy over local days.
func looks(t *testing.T, e *engine.Engine, policy string, from, to time.Time) []engine.Point {
	t.Helper()
	q, err := query.Parse([]byte(fmt.Sprintf(
		`{"queryType":"policy","policy":%q,"every":"1d","format":"timeseries"}`, policy)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Answer(context.Background(), q, window.Range{Start: from, End: to})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Series) != 1 || len(r.Series[0].Points) < 7 {
		t.Fatalf("%s: %d series", policy, len(r.Series))
	}
	return r.Series[0].Points
}

// check judges all features at once; a feature that is asked for alone has the same answer in every word and digit.
func TestCheckSaysOfAFeatureWhatAQueryOfItAloneSays(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	from, to := local(6, 9), local(6, 16)
	_, list := judged(t, i, from, to)
	e, err := i.Engine(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	breached, asked := 0, 0
	for _, p := range list {
		feature := p.Labels["feature"]
		if feature == "" || p.Verdict != policies.Breach && feature != "temp" && feature != "carrier" {
			continue
		}
		q, err := query.Parse([]byte(fmt.Sprintf(
			`{"queryType":"policy","policy":%q,"features":[%q],"format":"table"}`, p.Policy, feature)))
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Answer(context.Background(), q, window.Range{Start: from, End: to})
		if err != nil {
			t.Fatal(err)
		}
		alone := policies.Evaluate(r.Series[0])
		if p.Verdict == policies.Breach {
			breached++
		}
		asked++
		if diff := cmp.Diff(outcome(t, alone), outcome(t, p)); diff != "" {
			t.Errorf("%s of %s, alone and by check: %s", p.Policy, feature, diff)
		}
	}
	if breached == 0 || asked < 4 {
		t.Errorf("%d policies asked, %d breached: nothing is shown", asked, breached)
	}
}

// outcome is what a policy says, as check writes it.
func outcome(t *testing.T, p check.Policy) string {
	t.Helper()
	text, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

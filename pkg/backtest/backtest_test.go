package backtest

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/replay"
	"leeway/pkg/window"
)

var update = flag.Bool("update", false, "write testdata/* from what is computed now")

// may is a local midnight of the model's May.
func may(day int) time.Time { return time.Date(2013, 5, day, 0, 0, 0, 0, newYork) }

var newYork = func() *time.Location {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return zone
}()

// course is a policy on the accuracy of an origin, looked at daily from 1 May on: a letter a look, see the words below.
func course(id string, tier model.Tier, looks string) replay.Course {
	below := -0.025
	accuracy, _ := measure.Lookup("accuracy")
	c := replay.Course{Policy: &model.Policy{ID: id, Tier: tier, Measure: "accuracy", Stat: "change", Below: &below}}
	s := engine.Series{Policy: c.Policy, Measure: accuracy, Rate: true,
		Segment: []engine.Label{{Name: "origin", Value: "J|K"}}}
	for i, letter := range looks {
		p := engine.Point{At: may(i + 1), Known: may(i + 2), Finds: "finds 3 points at 6,000 labels a week",
			Stats: map[query.Stat]float64{
				query.WindowStart: float64(may(i - 6).Unix()), query.Threshold: below}}
		switch letter {
		case '!': // past the bound
			p.Stats[query.Change], p.Stats[query.Breach] = -0.08, 0.055
			p.Expectation = engine.Expectation{Value: "82 %, expected at least 87 %"}
		case '.': // as usual
			p.Stats[query.Change], p.Stats[query.Breach] = 0.001, -0.026
		case '?': // not judged
			p.Finds = ""
		}
		s.Points = append(s.Points, p)
	}
	c.Series = []engine.Series{s}
	return c
}

// report is of a policy that fires in an incident and once more, and of one that fires from the first look on and of
// nothing known.
func report(t *testing.T) *Report {
	t.Helper()
	m := Model{Model: "arrivals", From: stamp(may(1), newYork), To: stamp(may(31), newYork), Policies: []Policy{},
		Incidents: []Outcome{},
		Notices:   []string{"baseline \"launch\" begins before the log"}}
	for _, c := range []replay.Course{course("accuracy-week", model.Page, "??........!!!!......!......"),
		course("quiet", model.Notify, "!.........................!"),
		course("never", model.Notify, "...")} {
		m.Policies = append(m.Policies, policyOf(c, may(31), newYork))
	}
	incidents, err := ReadIncidents([]byte(`[{"name": "feed", "from": "2013-05-10", "to": "2013-05-12", "why": "It broke."}, {"from": "2013-05-29", "to": "2013-05-30"}]`))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.match(incidents, window.Range{Start: may(1), End: may(31)}, newYork); err != nil {
		t.Fatal(err)
	}
	return &Report{Models: []Model{m}}
}

func TestGoldenReports(t *testing.T) {
	for format, name := range map[string]string{"text": "report.txt", "json": "report.json", "markdown": "report.md"} {
		t.Run(format, func(t *testing.T) {
			var got bytes.Buffer
			if err := report(t).Write(&got, format); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s differs; if that is meant, go test ./pkg/backtest -update\n%s", file, diff)
			}
		})
	}
	err := report(t).Write(&bytes.Buffer{}, "junit")
	if want := `--output: "junit" is not one of json, markdown, text`; err == nil || err.Error() != want {
		t.Errorf("an unknown format: %v, want %s", err, want)
	}
}

// An incident is found by what fires after it began and of a window that holds some of it; its delay counts from its
// beginning.
func TestIncidentsAreFoundByWhatFiresOfThem(t *testing.T) {
	for _, c := range []struct {
		name, looks, from, to string
		delay                 float64 // -1: not found
	}{
		{"on its second day", "...........!!.......", "2013-05-11", "2013-05-13", 2},
		{"by a window that holds its last day", "..............!.....", "2013-05-08", "2013-05-09", 8},
		{"not by a window that begins after it", ".............!......", "2013-05-06", "2013-05-07", -1},
		{"not by what fired before it", "..!!!!!!!!!!........", "2013-05-11", "2013-05-12", -1},
		{"one that lasts", "..................!!", "2013-05-11", "", 9},
		{"not by what could not be judged", "??????????????????..", "2013-05-11", "", -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := Model{Policies: []Policy{policyOf(course("p", model.Page, c.looks), may(22), newYork)}}
			known := Incident{From: model.NewDate(c.from)}
			if c.to != "" {
				known.To = model.NewDate(c.to)
			}
			if err := m.match([]Incident{known}, window.Range{Start: may(1), End: may(22)}, newYork); err != nil {
				t.Fatal(err)
			}
			delay := -1.0
			if found := m.Incidents[0].Found; len(found) > 0 {
				delay = found[0].DelayDays
			}
			if delay != c.delay {
				t.Errorf("found after %v days, want %v", delay, c.delay)
			}
		})
	}
}

func TestIncidentsOutsideOfTheRangeAreLeftOut(t *testing.T) {
	m := Model{Policies: []Policy{policyOf(course("p", model.Page, "....!....."), may(11), newYork)}}
	known := []Incident{
		{Name: "before, and still in a window", From: model.NewDate("2013-04-25"), To: model.NewDate("2013-05-01")},
		{Name: "before", From: model.NewDate("2013-03-01"), To: model.NewDate("2013-03-05")},
		{Name: "after", From: model.NewDate("2013-05-20")},
	}
	if err := m.match(known, window.Range{Start: may(1), End: may(11)}, newYork); err != nil {
		t.Fatal(err)
	}
	if len(m.Incidents) != 1 || m.Incidents[0].Name != known[0].Name {
		t.Errorf("incidents %+v, want the first one alone", m.Incidents)
	}
	want := []string{"incident before lies outside of the range and is left out",
		"incident after lies outside of the range and is left out"}
	if diff := cmp.Diff(want, m.Notices); diff != "" {
		t.Error(diff)
	}
}

func TestIncidentsThatCannotBeReadAreNamed(t *testing.T) {
	const list = `incidents are a list of { "name", "model", "from", "to", "why" }`
	const date = " is neither a date such as 2013-02-01 nor an instant such as 2013-02-01T06:00:00Z"
	for text, want := range map[string]string{
		`[{"name": "x", "to": "2013-01-01"}]`:          "[0].from: is missing; write the day on which the incident began",
		`[{"from": "2013-01-01", "until": ""}]`:        "[0].until: is not known here; allowed are from, model, name, to, why",
		`[{"from": "2013-01-01"}, {"from": "soon"}]`:   `[1].from: "soon"` + date,
		`[{"from": "2013-01-01", "to": "2013-02-30"}]`: `[0].to: "2013-02-30"` + date,
		`[{"from": "2013-01-02", "to": "2013-01-02"}]`: `[0].to: "2013-01-02" is not after "2013-01-02"; to is exclusive, so write the day after the last`,
		`[{"from": "2013-01-01", "name": 5}]`:          "[0].name: 5 is not a text",
		`["2013-01-01"]`:                               `[0]: is no incident: { "name", "model", "from", "to", "why" }`,
		`{"from": "2013-01-01"}`:                       list,
		"":                                             list,
		`[{"from": "2013-01-01"}] and more`:            "the text is not valid YAML: yaml: did not find expected <document start>",
	} {
		if _, err := ReadIncidents([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestAReportIsReadBack(t *testing.T) {
	var text bytes.Buffer
	if err := report(t).Write(&text, "json"); err != nil {
		t.Fatal(err)
	}
	var got Report
	if err := json.Unmarshal(text.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Models[0].Policies[0].Episodes[0].Incident != "feed" || got.Models[0].Incidents[0].Found[0].DelayDays != 2 {
		t.Errorf("%+v", got.Models[0])
	}
}

func TestIncidentsAreJSONOrYAML(t *testing.T) {
	fromYAML, err := ReadIncidents([]byte("- { name: feed, model: arrivals, from: 2013-05-10, to: 2013-05-12 }\n"))
	if err != nil {
		t.Fatal(err)
	}
	fromJSON, err := ReadIncidents([]byte(`[{"name": "feed", "model": "arrivals", "from": "2013-05-10", "to": "2013-05-12"}]`))
	if err != nil || len(fromYAML) != 1 || fromYAML[0] != fromJSON[0] {
		t.Errorf("%+v and %+v (%v)", fromYAML, fromJSON, err)
	}
}

// What fires for one model says nothing of an incident of another.
func TestAnIncidentOfAModelIsMatchedWithItsPoliciesAlone(t *testing.T) {
	known := []Incident{{Model: "arrivals", From: model.NewDate("2013-05-04")}, {Model: "others", From: model.NewDate("2013-05-04")},
		{Name: "of each", From: model.NewDate("2013-05-04")}}
	m := Model{Model: "arrivals", Policies: []Policy{policyOf(course("p", model.Page, "....!....."), may(11), newYork)}}
	if err := m.match(known, window.Range{Start: may(1), End: may(11)}, newYork); err != nil {
		t.Fatal(err)
	}
	if len(m.Incidents) != 2 || m.Incidents[0].Name != "2013-05-04" || m.Incidents[1].Name != "of each" {
		t.Errorf("incidents %+v, want the first and the last", m.Incidents)
	}
	err := checkModels(known, []*model.Model{{ID: "arrivals"}})
	if want := `[1].model: "others" is not one of arrivals`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

package frame

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

var minusInf, plusInf = math.Inf(-1), math.Inf(1)

// An alert rule joins its refIds by labels: they must be the same for every stat and measure of a subject.
func TestLabelsAreEqualAcrossStatsAndMeasures(t *testing.T) {
	var want []string
	for _, id := range []string{"psi", "js", "mean", "missing_rate", "quantile"} {
		for _, stat := range query.AllStats() {
			a, b := one(t, arrivals, id, query.Features, stat), one(t, arrivals, id, query.Features, stat)
			a.Feature, b.Feature = "distance", "carrier"
			a.Segment = []engine.Label{{Name: "origin", Value: "JFK"}, {Name: "haul", Value: ""}}
			for _, format := range []query.Format{query.Number, query.TimeSeries} {
				var got []string
				for _, f := range fields(t, format, []query.Stat{stat}, a, b) {
					if f.Labels != nil {
						got = append(got, f.Labels.String())
					}
				}
				if want == nil {
					want = got
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s %s %s: labels %q, elsewhere %q", id, stat, format, got, want)
				}
			}
		}
	}
	if !slices.Equal(want, []string{"feature=distance, haul=, model=arrivals, origin=JFK",
		"feature=carrier, model=arrivals"}) {
		t.Errorf("the labels are %q", want)
	}
}

// A null is a null: Grafana's alerting takes NaN for a number.
func TestNoFrameHoldsNaN(t *testing.T) {
	for _, format := range []query.Format{query.Number, query.TimeSeries, query.Table} {
		for _, stat := range query.AllStats() {
			s := one(t, arrivals, "psi", query.Features, query.Count)
			s.Feature = "distance"
			list := fields(t, format, []query.Stat{stat}, s)
			last := list[len(list)-1]
			if stat == query.Count {
				if x := last.At(0).(*float64); x == nil || *x != 0.5 {
					t.Errorf("%s %s: %v, want 0.5", format, stat, x)
				}
				continue
			}
			if value, ok := last.ConcreteAt(0); ok {
				t.Errorf("%s %s: %v, want null", format, stat, value)
			}
			if !last.Nullable() {
				t.Errorf("%s %s: the field cannot be null", format, stat)
			}
		}
	}
}

func TestNumbersAndSeriesHoldOneMeasure(t *testing.T) {
	for _, format := range []query.Format{query.Number, query.TimeSeries} {
		s := one(t, arrivals, "psi", query.Features, query.Value)
		_, err := Build(&engine.Result{Query: query.Query{Format: format, Measures: make([]query.Measure, 2)},
			Series: []engine.Series{s}}, Options{})
		want := "measures: the format " + string(format) + " holds exactly one measure; 2 are asked for"
		if err == nil || err.Error() != want {
			t.Errorf("it says %v, want %s", err, want)
		}
	}
}

func TestNumbersHoldOneStat(t *testing.T) {
	s := one(t, arrivals, "psi", query.Features, query.Value)
	q := query.Query{Format: query.Number, Stats: []query.Stat{query.Value, query.Count}}
	_, err := Build(&engine.Result{Query: q, Series: []engine.Series{s}}, Options{})
	want := "stats: the format number holds exactly one stat; 2 are asked for"
	if err == nil || err.Error() != want {
		t.Errorf("it says %v, want %s", err, want)
	}
}

// A baseline and a range stand beside the line that they belong to, so that they cannot ask for anything else.
func TestSeriesHoldStatsSideBySide(t *testing.T) {
	s := one(t, arrivals, "psi", query.Features, query.Value)
	s.Feature = "distance"
	s.Points = []engine.Point{
		{At: april(21), Stats: map[query.Stat]float64{query.Value: 0.1, query.UsualHigh: 0.2}},
		{At: april(28), Stats: map[query.Stat]float64{query.Value: 0.3, query.UsualLow: 0.05, query.UsualHigh: 0.2}},
	}
	list := fields(t, query.TimeSeries, []query.Stat{query.Value, query.UsualLow, query.UsualHigh}, s)
	var names []string
	for _, f := range list[1:] {
		names = append(names, f.Config.DisplayNameFromDS)
	}
	if want := []string{"distance", "distance · usualLow", "distance · usualHigh"}; !slices.Equal(names, want) {
		t.Fatalf("the lines are %q, want %q", names, want)
	}
	if x := list[2].At(0).(*float64); x != nil {
		t.Errorf("the first point has a lower end of %v, want none", *x)
	}
	if x := list[2].At(1).(*float64); x == nil || *x != 0.05 {
		t.Errorf("the second point has a lower end of %v, want 0.05", x)
	}
	if list[1].Config.Custom != nil {
		t.Errorf("the line itself is drawn as %v, want as the panel says", list[1].Config.Custom)
	}
	if below := list[3].Config.Custom["fillBelowTo"]; below != names[1] {
		t.Errorf("the band reaches down to %v, want %s", below, names[1])
	}
	alone := fields(t, query.TimeSeries, []query.Stat{query.UsualHigh}, s)
	if alone[1].Config.Custom != nil {
		t.Errorf("a stat by itself is drawn as %v, want as the panel says", alone[1].Config.Custom)
	}
}

func TestAHeatMapShowsOneSubject(t *testing.T) {
	q := query.Query{QueryType: query.TypeDistribution, Format: query.TimeSeries}
	_, err := Build(&engine.Result{Query: q, Series: distributions(t)}, Options{})
	want := "features: a heat map shows one subject; this query asks for 2: name one feature and split by nothing"
	if err == nil || err.Error() != want {
		t.Errorf("it says %v, want %s", err, want)
	}
}

// Every answer is at least one frame, typed: Grafana tells "no series" from "no answer".
func TestAnswersWithoutSeriesAreFrames(t *testing.T) {
	for _, q := range []query.Query{{Format: query.Number}, {Format: query.TimeSeries}, {Format: query.Table},
		{QueryType: query.TypeDistribution, Format: query.Table},
		{QueryType: query.TypeDistribution, Format: query.TimeSeries},
		{QueryType: query.TypeSegments, Format: query.Table}} {
		r := &engine.Result{Query: q, Notices: []engine.Notice{{Warning: true, Text: "nothing is defined yet"}}}
		frames, err := Build(r, Options{Statements: "SELECT 1"})
		if err != nil || len(frames) == 0 {
			t.Errorf("%+v: %d frames, %v", q, len(frames), err)
			continue
		}
		notices := frames[0].Meta.Notices
		if len(notices) != 1 || notices[0].Severity != data.NoticeSeverityWarning ||
			notices[0].Text != "nothing is defined yet" {
			t.Errorf("%+v: the notices are %v", q, notices)
		}
		if frames[0].Meta.ExecutedQueryString != "SELECT 1" {
			t.Errorf("%+v: the SQL is %q", q, frames[0].Meta.ExecutedQueryString)
		}
	}
}

// Twenty features whose baseline begins late are one notice.
func TestANoticeOfSeveralSeriesIsSaidOnce(t *testing.T) {
	a, b := silent(t), silent(t)
	b.Compare.Notices = append(b.Compare.Notices, engine.Notice{Text: b.Compare.Notices[0].Text})
	frames, err := Build(&engine.Result{Query: asked(query.Table), Series: []engine.Series{a, b, a}}, Options{})
	if err != nil || len(frames) != 1 {
		t.Fatalf("%d frames, %v", len(frames), err)
	}
	if notices := frames[0].Meta.Notices; len(notices) != 2 || notices[0].Severity == notices[1].Severity {
		t.Errorf("want the text once as a warning and once as information, got %v", notices)
	}
}

// Viewers receive meta.custom: nothing in it may say where the data lie.
func TestTheComparisonNamesNoTable(t *testing.T) {
	secret := *arrivals
	secret.Log = model.Log{Table: "hidden_schema.hidden_log", Time: model.Time{Column: "hidden_time"}}
	secret.Outcomes = &model.Outcomes{Table: "hidden_labels", Label: "hidden_label"}
	s := moved(t)
	s.Model = &secret
	for _, q := range []query.Query{asked(query.Number), asked(query.Table), asked(query.TimeSeries),
		{QueryType: query.TypeDistribution, Format: query.Table}} {
		frames, err := Build(&engine.Result{Query: q, Series: []engine.Series{s}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(frames)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "hidden") {
			t.Errorf("%s %s: %s", q.QueryType, q.Format, text)
		}
	}
}

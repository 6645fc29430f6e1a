package frame

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/replay"
	"leeway/pkg/window"
)

var update = flag.Bool("update", false, "write testdata/*.json from what is computed now")

// golden compares a result's frames, as Grafana receives them, with testdata/<name>.json.
func golden(t *testing.T, name string, r *engine.Result, o Options) {
	t.Helper()
	frames, err := Build(r, o)
	if err != nil {
		t.Fatal(err)
	}
	goldenFrames(t, name, frames)
}

func goldenFrames(t *testing.T, name string, frames data.Frames) {
	t.Helper()
	compact, err := json.Marshal(frames)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := json.Indent(&text, append(compact, '\n'), "", " "); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (make it with go test ./pkg/frame -update)", err)
	}
	if diff := cmp.Diff(string(want), text.String()); diff != "" {
		t.Errorf("%s differs; if that is meant, go test ./pkg/frame -update\n%s", file, diff)
	}
}

func april(day int) time.Time { return time.Date(2013, 4, day, 4, 0, 0, 0, time.UTC) }

func number64(x float64) *float64 { return &x }

// arrivals is the model of the golden frames.
var arrivals = &model.Model{ID: "arrivals", Name: "Arrival delay", Timezone: "America/New_York",
	Features: []model.Feature{{Name: "distance", Unit: "lengthmi"}, {Name: "carrier", Kind: model.Categorical}}}

// drift is the psi of a feature over one comparison with two weeks.
func drift(t *testing.T, feature string, stats map[query.Stat]float64) engine.Series {
	t.Helper()
	s := one(t, arrivals, "psi", query.Features, query.Value)
	s.Feature = feature
	s.Points[0] = engine.Point{At: april(28), Stats: stats}
	s.Compare = engine.Comparison{
		Current:  window.Interval{Start: april(21), End: april(28)},
		Baseline: []window.Interval{{Start: april(14), End: april(21)}, {Start: april(7), End: april(14)}},
		Past:     []window.Interval{{Start: april(14), End: april(21)}, {Start: april(7), End: april(14)}}, Read: 30,
		BaselineName: "rolling", BaselineKind: model.BaselineRolling, Threshold: number64(0.2), Revision: "0a1b|launch|1",
		Count: pointer(stats, query.Count), BaselineCount: pointer(stats, query.BaselineCount), Grid: "linear(0)",
		Categorical: feature == "carrier",
	}
	if feature == "carrier" {
		s.Compare.Grid = ""
	}
	return s
}

func moved(t *testing.T) engine.Series {
	s := drift(t, "distance", map[query.Stat]float64{query.Value: 0.31, query.Critical: 0.04, query.UsualLow: 0.02,
		query.UsualHigh: 0.19, query.PValue: 0.0001, query.Verdict: 2,
		query.Count: 6000, query.BaselineCount: 12000, query.ExpectedStat: 0,
		query.WindowStart: float64(april(21).Unix()), query.WindowEnd: float64(april(28).Unix()),
		query.BaselineStart: float64(april(7).Unix()), query.BaselineEnd: float64(april(21).Unix()),
		query.RangeStart: float64(april(21).Unix()), query.RangeEnd: float64(april(29).Unix())})
	s.Points[0].Expectation = engine.Expectation{Value: "PSI 0.31", Range: "earlier weeks 0.02 to 0.19",
		Notes: []string{"bin \"UA\" holds 12 %, expected 20 to 30 %"}}
	return s
}

// silent is a feature of which the current window holds nothing.
func silent(t *testing.T) engine.Series {
	s := drift(t, "carrier", map[query.Stat]float64{query.Count: 0, query.BaselineCount: 12000})
	s.Points[0].Reason = "no valid values in the current window"
	s.Compare.Notices = []engine.Notice{{Warning: true, Text: "feature carrier: no valid values in the current window"}}
	return s
}

func asked(format query.Format, stats ...query.Stat) query.Query {
	return query.Query{QueryType: query.TypeMeasure, Format: format, Stats: stats,
		Measures: []query.Measure{{ID: "psi"}}, Nulls: query.KeepNulls}
}

func TestGoldenNumber(t *testing.T) {
	r := &engine.Result{Query: asked(query.Number), Series: []engine.Series{moved(t), silent(t)},
		Notices: []engine.Notice{{Text: "model \"other\" is left out: it has no features"}}}
	golden(t, "number", r, Options{})
	r.Query.Nulls = query.DropNulls
	golden(t, "number-drop", r, Options{})
	r.Query.Nulls = query.LabelNulls
	golden(t, "number-drop", r, Options{}) // what is known is enough
	r.Series = r.Series[1:]
	golden(t, "number-label-all", r, Options{})
	r.Query.Nulls = query.DropNulls
	golden(t, "number-drop-all", r, Options{})
}

func TestGoldenTimeSeries(t *testing.T) {
	first, second := moved(t), silent(t)
	first.Points = []engine.Point{{At: april(14), Stats: map[query.Stat]float64{query.Value: 0.1}},
		{At: april(21), Stats: map[query.Stat]float64{}, Reason: "no rows"},
		{At: april(28), Stats: map[query.Stat]float64{query.Value: 0.31}}}
	second.Points = []engine.Point{{At: april(21), Stats: map[query.Stat]float64{query.Value: 0.02}},
		{At: april(28), Stats: map[query.Stat]float64{}}}
	golden(t, "timeseries", &engine.Result{Query: asked(query.TimeSeries), Series: []engine.Series{first, second}},
		Options{})
}

func TestGoldenTable(t *testing.T) {
	golden(t, "table", &engine.Result{Query: asked(query.Table), Series: []engine.Series{moved(t), silent(t)},
		ReadAt: april(30)},
		Options{Statements: "SELECT 1", Stamped: true})
}

func TestGoldenTableOfSeveralMeasures(t *testing.T) {
	js := moved(t)
	js.Measure, js.Param = one(t, arrivals, "js", query.Features, query.Value).Measure, query.Measure{ID: "js"}
	js.Points = []engine.Point{{Stats: map[query.Stat]float64{query.Value: 0.11, query.Count: 6000}}}
	p50, p95 := one(t, arrivals, "quantile", query.Features, query.Current), one(t, arrivals, "quantile",
		query.Features, query.Current)
	p50.Param.P = number64(0.5)
	p50.Feature, p95.Feature = "distance", "distance"
	segment := moved(t)
	segment.Segment = []engine.Label{{Name: "origin", Value: "JFK"}}
	golden(t, "table-measures", &engine.Result{Query: asked(query.Table, query.Value, query.Current, query.Count),
		Series: []engine.Series{moved(t), segment, js, p50, p95}}, Options{})
}

func TestGoldenPolicies(t *testing.T) {
	above, below := number64(0.2), number64(-0.025)
	first := moved(t)
	first.Policy = &model.Policy{ID: "drift", Tier: model.Explain, Measure: "psi", Above: above}
	first.Points[0].Stats[query.Margin], first.Points[0].Stats[query.Breach], first.Points[0].Stats[query.Threshold] = 0.11, 0.11, 0.2
	second := one(t, arrivals, "accuracy", query.Prediction, query.Change)
	second.Policy = &model.Policy{ID: "accuracy-week", Tier: model.Page, Measure: "accuracy", Stat: "change",
		Below: below}
	second.Points[0] = engine.Point{Stats: map[query.Stat]float64{query.Current: 0.8, query.Baseline: 0.9,
		query.Change: -0.1,
		query.Margin: 0.075, query.Threshold: -0.025, query.Count: 40}, Unjudged: "too few rows for a verdict: 40 now and 9000 in the baseline, 200 are needed"}
	q := query.Query{QueryType: query.TypePolicy, Format: query.Table}
	golden(t, "policies", &engine.Result{Query: q, Series: []engine.Series{first, second}}, Options{})
	q.Format = query.Number
	golden(t, "policies-number", &engine.Result{Query: q, Series: []engine.Series{first, second}}, Options{})
}

// numbers and categories, with every special bin.
func distributions(t *testing.T) []engine.Series {
	distance, carrier := moved(t), silent(t)
	distance.Compare.Bins = []measure.Bin{
		{Label: "< 0", Lower: minusInf, Upper: 0, Current: 100, Baseline: 1000, CurrentShare: 0.1, BaselineShare: 0.5,
			Contribution: 0.6},
		{Label: "0 … 500", Lower: 0, Upper: 500, Current: 400, Baseline: 500, CurrentShare: 0.4, BaselineShare: 0.25,
			Contribution: 0.07, UsualLow: number64(0.21), UsualHigh: number64(0.3)},
		{Label: "≥ 500", Lower: 500, Upper: plusInf, Current: 500, Baseline: 500, CurrentShare: 0.5,
			BaselineShare: 0.25, Contribution: 0.17},
		{Label: measure.MissingLabel, Kind: measure.Missing, Current: 250, CurrentShare: 0.2},
		{Label: measure.InvalidLabel, Kind: measure.Invalid, Baseline: 8, BaselineShare: 0.003984}}
	carrier.Compare.Bins = []measure.Bin{
		{Label: "AA", Baseline: 6000, BaselineShare: 0.5},
		{Label: measure.OtherLabel, Kind: measure.Other, Baseline: 6000, BaselineShare: 0.5},
		{Label: measure.NewLabel, Kind: measure.New}, {Label: measure.MissingLabel, Kind: measure.Missing, Current: 600,
			CurrentShare: 1}}
	return []engine.Series{distance, carrier}
}

func TestGoldenDistribution(t *testing.T) {
	q := query.Query{QueryType: query.TypeDistribution, Format: query.Table}
	golden(t, "distribution", &engine.Result{Query: q, Series: distributions(t)}, Options{})
	empty := moved(t)
	empty.Compare.Bins, empty.Compare.Count, empty.Compare.BaselineCount = []measure.Bin{{Label: "all"}}, nil, nil
	golden(t, "distribution-empty", &engine.Result{Query: q, Series: []engine.Series{empty}}, Options{})
}

func TestGoldenHeatMap(t *testing.T) {
	s := distributions(t)[0]
	s.Points = []engine.Point{{At: april(21), Stats: map[query.Stat]float64{query.Verdict: 2},
		Shares: []*float64{number64(0.1), number64(0.4), number64(0.5),
			number64(0), number64(0)}, UsualLow: []*float64{number64(0.05), nil, number64(0.2), nil, nil},
		UsualHigh: []*float64{number64(0.08), nil, number64(0.6), nil, nil}},
		{At: april(28), Shares: make([]*float64, 5)}}
	q := query.Query{QueryType: query.TypeDistribution, Format: query.TimeSeries}
	golden(t, "heatmap", &engine.Result{Query: q, Series: []engine.Series{s}}, Options{})
}

func TestGoldenChanges(t *testing.T) {
	frames := Changes([]replay.Change{
		{Model: arrivals, Kind: query.Breached, ID: "arrivals/breach/accuracy-week//1366516800", Start: april(21),
			End:   april(28),
			Title: "Breach: accuracy-week", Text: "81.1 %, expected at least 84.2 % from 10 earlier weeks", Tags: []string{"leeway", "breach", "arrivals", "page", "accuracy-week"}},
		{Model: arrivals, Kind: query.RollOut, ID: "arrivals/rollout/v2/1366516800", Start: april(22),
			Title: "Roll-out of version v2", Tags: []string{"leeway", "rollout"}},
	}, []engine.Notice{{Warning: true, Text: "model \"other\" is left out: it has no table"}})
	goldenFrames(t, "changes", frames)
	goldenFrames(t, "changes-none", Changes(nil, nil))
}

func TestGoldenBacktest(t *testing.T) {
	above := 0.2
	s := one(t, arrivals, "psi", query.Features, query.Value)
	s.Feature, s.Policy = "distance", &model.Policy{ID: "drift", Tier: model.Notify, Measure: "psi", Above: &above}
	s.Points = nil
	for i, breach := range []float64{-0.1, 0.1, 0.15, -0.1, math.NaN(), 0.05} {
		p := engine.Point{At: april(20 + i), Known: april(20 + i),
			Stats: map[query.Stat]float64{query.Threshold: above}}
		if !math.IsNaN(breach) {
			p.Stats[query.Breach], p.Stats[query.Value] = breach, above+breach
			p.Expectation = engine.Expectation{Value: "PSI as it was"}
		}
		s.Points = append(s.Points, p)
	}
	courses := []replay.Course{{Policy: s.Policy, Series: []engine.Series{s}}}
	goldenFrames(t, "backtest", Backtest(courses, april(26), query.Table, nil))
	goldenFrames(t, "backtest-timeseries", Backtest(courses, april(26), query.TimeSeries, nil))
	goldenFrames(t, "backtest-none", Backtest(nil, april(26), query.TimeSeries, nil))
}

package frame

import (
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

var (
	delays = &model.Model{ID: "delays", Name: "Delays", Log: model.Log{Latency: &model.Latency{Unit: "ms"}},
		Features: []model.Feature{{Name: "distance", Unit: "lengthmi"}}}
	fares = &model.Model{ID: "fares", Name: "Fares"}
	p95   = 0.95
)

// one is a series of one point on which the stat is 0.5.
func one(t *testing.T, m *model.Model, id string, target query.Target, stat query.Stat) engine.Series {
	t.Helper()
	found, ok := measure.Lookup(id)
	if !ok {
		t.Fatalf("no measure %s", id)
	}
	s := engine.Series{Model: m, Target: target, Measure: found, Param: query.Measure{ID: id},
		Points: []engine.Point{{Stats: map[query.Stat]float64{stat: 0.5}}}}
	if id == "quantile" {
		s.Param.P = &p95
	}
	return s
}

func fields(t *testing.T, format query.Format, stats []query.Stat, series ...engine.Series) []*data.Field {
	t.Helper()
	frames, err := Build(&engine.Result{Query: query.Query{Format: format, Stats: stats}, Series: series}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return frames[0].Fields
}

func TestPanelsNeedNoRenaming(t *testing.T) {
	feature := one(t, delays, "mean", query.Features, query.Current)
	feature.Feature = "distance"
	feature.Segment = []engine.Label{{Name: "origin", Value: "JFK"}}
	for _, c := range []struct {
		stat   query.Stat
		series []engine.Series
		want   string
	}{
		{query.Current, []engine.Series{one(t, delays, "accuracy", query.Prediction, query.Current)}, "accuracy"},
		{query.Baseline, []engine.Series{one(t, delays, "accuracy", query.Prediction, query.Baseline)},
			"accuracy · baseline"},
		{query.Current, []engine.Series{one(t, delays, "quantile", query.Latency, query.Current)}, "quantile(0.95)"},
		{query.Current, []engine.Series{feature}, "distance · JFK"},
		{query.LowerLimit, []engine.Series{feature}, "distance · JFK · lowerLimit"},
		{query.Current, []engine.Series{one(t, delays, "accuracy", query.Prediction, query.Current),
			one(t, fares, "accuracy", query.Prediction, query.Current)}, "Delays · accuracy"},
	} {
		for _, format := range []query.Format{query.Number, query.TimeSeries} {
			list := fields(t, format, []query.Stat{c.stat}, c.series...)
			if got := list[len(list)-len(c.series)].Config.DisplayNameFromDS; got != c.want {
				t.Errorf("%s: the field is called %q, want %q", format, got, c.want)
			}
		}
	}
}

func TestUnitsAreThoseOfWhatIsMeasured(t *testing.T) {
	feature := one(t, delays, "mean", query.Features, query.Current)
	feature.Feature = "distance"
	for _, c := range []struct {
		series engine.Series
		want   string
	}{
		{feature, "lengthmi"},
		{one(t, delays, "quantile", query.Latency, query.Current), "ms"},
		{one(t, delays, "mean", query.Score, query.Current), "percentunit"},
		{one(t, delays, "accuracy", query.Prediction, query.Current), "percentunit"},
		{one(t, delays, "count", query.Log, query.Current), "short"},
	} {
		if got := fields(t, query.Number, nil, c.series)[0].Config.Unit; got != c.want {
			t.Errorf("%s of %s has the unit %q, want %q", c.series.Measure.ID, c.series.Target, got, c.want)
		}
	}
}

func TestWhatCannotBeComputedIsNull(t *testing.T) {
	list := fields(t, query.Number, []query.Stat{query.Change},
		one(t, delays, "accuracy", query.Prediction, query.Current))
	if len(list) != 1 || list[0].At(0).(*float64) != nil {
		t.Errorf("got %d fields, want one that is null", len(list))
	}
}

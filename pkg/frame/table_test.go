package frame

import (
	"testing"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Grafana says "No data" of a frame without fields, and draws nothing at all of one whose only field a dashboard hides.
func TestATableWithoutRowsHasNoFields(t *testing.T) {
	if list := fields(t, query.Table, []query.Stat{query.Current}); len(list) > 0 {
		t.Errorf("it has the field %s", list[0].Name)
	}
}

func TestAColumnHasAUnitOnlyIfItsRowsAgree(t *testing.T) {
	weather := &model.Model{ID: "weather", Features: []model.Feature{{Name: "temp", Unit: "fahrenheit"},
		{Name: "dewp", Unit: "fahrenheit"}, {Name: "visib", Unit: "lengthmi"}}}
	mean := func(feature string) engine.Series {
		s := one(t, weather, "mean", query.Features, query.Current)
		s.Feature = feature
		return s
	}
	for _, c := range []struct {
		series []engine.Series
		want   string
	}{
		{[]engine.Series{mean("temp"), mean("dewp")}, "fahrenheit"},
		{[]engine.Series{mean("temp"), mean("visib")}, ""},
		{[]engine.Series{mean("visib"), mean("temp"), mean("dewp")}, ""},
	} {
		list := fields(t, query.Table, []query.Stat{query.Current}, c.series...)
		if got := list[len(list)-1].Config.Unit; got != c.want {
			t.Errorf("%d rows: the unit is %q, want %q", len(c.series), got, c.want)
		}
	}
}

func TestAColumnHasThresholdsOnlyIfItsRowsAgree(t *testing.T) {
	drift := func(feature string, threshold float64) engine.Series {
		s := one(t, delays, "psi", query.Features, query.Value)
		s.Feature, s.Compare.Threshold = feature, &threshold
		return s
	}
	value := func(series ...engine.Series) bool {
		list := fields(t, query.Table, []query.Stat{query.Value}, series...)
		return list[len(list)-1].Config.Thresholds != nil
	}
	if !value(drift("distance", 0.2), drift("carrier", 0.2)) {
		t.Error("rows with the same threshold have none")
	}
	if value(drift("distance", 0.2), drift("carrier", 0.1)) {
		t.Error("rows with two thresholds are coloured by one of them")
	}
}

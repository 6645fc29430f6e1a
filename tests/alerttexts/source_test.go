package alerttexts

import (
	"context"
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
	"leeway/tests/demo"
)

// source answers queries of the demo's live data source, whose log stays where it was recorded.
type source struct{ *plugin.Instance }

func open(t *testing.T) source {
	t.Helper()
	live := demo.Sources(t)[1]
	var settings map[string]any
	if err := json.Unmarshal(live.JSONData, &settings); err != nil {
		t.Fatal(err)
	}
	settings["store"] = map[string]any{"kind": "duckdb"}
	settings["limits"] = map[string]any{"queryTimeout": "5m"} // the machine may be busy
	raw, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	i := plugin.NewInstance(plugin.Environment{DuckDBRoot: demo.Root(t), Now: time.Now},
		backend.DataSourceInstanceSettings{Name: live.Name, UID: live.UID, JSONData: raw})
	t.Cleanup(i.Dispose)
	return source{i}
}

// figure is one number of an answer; NaN where it is null, as Grafana's templates see it.
type figure struct {
	labels map[string]string
	value  float64
}

// ask sends one query of a rule.
func (s source) ask(t *testing.T, query map[string]any, from, to time.Time) []figure {
	t.Helper()
	raw, err := json.Marshal(query)
	if err != nil {
		t.Fatal(err)
	}
	asked := backend.DataQuery{RefID: "A", JSON: raw, TimeRange: backend.TimeRange{From: from, To: to}}
	answer := s.Answer(context.Background(), []backend.DataQuery{asked}, plugin.Caller{})["A"]
	if answer.Error != nil {
		t.Fatalf("%s: %v", raw, answer.Error)
	}
	var list []figure
	for _, field := range answer.Frames[0].Fields {
		f := figure{labels: field.Labels, value: math.NaN()}
		if x, ok := field.At(0).(*float64); ok && x != nil {
			f.value = *x
		}
		list = append(list, f)
	}
	return list
}

//go:build unix

package bench

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
	"leeway/tests/demo"
)

// BenchmarkDashboard asks all that the demo's dashboard asks, panels side by side as Grafana does: cold with an
// instance that has read nothing, then warm. It compares both with the costliest panel alone. April has two months of
// log before it, December ten.
func BenchmarkDashboard(b *testing.B) {
	panels := dashboardPanels(b)
	for _, c := range []struct {
		name     string
		from, to time.Time
	}{
		{"April", time.Date(2013, 3, 3, 5, 0, 0, 0, time.UTC), time.Date(2013, 4, 29, 4, 0, 0, 0, time.UTC)},
		{"December", time.Date(2013, 11, 3, 4, 0, 0, 0, time.UTC), time.Date(2013, 12, 30, 5, 0, 0, 0, time.UTC)},
	} {
		b.Run(c.name, func(b *testing.B) {
			var cold, warm costs
			asked := backend.TimeRange{From: c.from, To: c.to}
			slowestCold, slowestWarm := slowestPanel(b, panels, asked)
			for b.Loop() {
				i := demoInstance(b)
				refresh := func() { askPanels(b, i, panels, asked) }
				cold.add(b, refresh)
				warm.add(b, refresh)
				i.Dispose()
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(median(cold.used), "cold_cpu_ms")
			b.ReportMetric(median(cold.elapsed), "cold_ms")
			b.ReportMetric(median(warm.used)/median(cold.used), "warm_cpu_x_cold")
			b.ReportMetric(median(warm.elapsed), "warm_ms")
			b.ReportMetric(median(cold.used)/slowestCold, "cold_cpu_x_slowest_panel")
			b.ReportMetric(median(warm.used)/slowestWarm, "warm_cpu_x_slowest_panel")
		})
	}
}

// slowestPanel is the processor time, in ms, of the panel that costs most when it is alone: cold, and warm (the median
// of three). These may be two panels.
func slowestPanel(b *testing.B, panels [][]backend.DataQuery, r backend.TimeRange) (cold, warm float64) {
	b.Helper()
	for _, queries := range panels {
		var first, again costs
		i := demoInstance(b)
		ask := func() { askPanels(b, i, [][]backend.DataQuery{queries}, r) }
		first.add(b, ask)
		for range 3 {
			again.add(b, ask)
		}
		i.Dispose()
		cold, warm = max(cold, median(first.used)), max(warm, median(again.used))
	}
	return cold, warm
}

// dashboardPanels are the queries of each panel that has some, with the dashboard's variables as they are at first.
func dashboardPanels(b *testing.B) [][]backend.DataQuery {
	b.Helper()
	text, err := os.ReadFile("../../provisioning/dashboards/leeway-flights/arrival-delay.json")
	if err != nil {
		b.Fatal(err)
	}
	variables := strings.NewReplacer("$baseline", "rolling", "$version", "$__all", "$window", "7d", "$feature",
		"$__all", "$segment", "carrier")
	var dashboard struct {
		Panels []struct{ Targets []json.RawMessage }
	}
	if err := json.Unmarshal([]byte(variables.Replace(string(text))), &dashboard); err != nil {
		b.Fatal(err)
	}
	var panels [][]backend.DataQuery
	for _, p := range dashboard.Panels {
		var queries []backend.DataQuery
		for _, target := range p.Targets {
			var named struct{ RefID string }
			if err := json.Unmarshal(target, &named); err != nil {
				b.Fatal(err)
			}
			queries = append(queries, backend.DataQuery{RefID: named.RefID, JSON: target})
		}
		if len(queries) > 0 {
			panels = append(panels, queries)
		}
	}
	return panels
}

// demoInstance is the demo's data source of 2013, which has read nothing yet. It may take its time: on a busy machine
// the default limit would shorten histories, and the next refresh would read the rest.
func demoInstance(b *testing.B) *plugin.Instance {
	b.Helper()
	source := demo.Sources(b)[0]
	source.JSONData = append([]byte(`{"limits":{"queryTimeout":"1h"},`), source.JSONData[1:]...)
	return plugin.NewInstance(plugin.Environment{DuckDBRoot: demo.Root(b), Now: time.Now},
		backend.DataSourceInstanceSettings{Name: source.Name, UID: source.UID, JSONData: source.JSONData})
}

// askPanels asks all panels at once, each of which must have an answer to all of its queries.
func askPanels(b *testing.B, i *plugin.Instance, panels [][]backend.DataQuery, r backend.TimeRange) {
	b.Helper()
	var asked sync.WaitGroup
	for _, queries := range panels {
		asked.Go(func() {
			inRange := make([]backend.DataQuery, len(queries))
			for j, q := range queries {
				q.TimeRange = r
				inRange[j] = q
			}
			for ref, response := range i.Answer(context.Background(), inRange, plugin.Caller{}) {
				if response.Error != nil || len(response.Frames) == 0 {
					b.Errorf("%s: %d frames, %v", ref, len(response.Frames), response.Error)
				}
			}
		})
	}
	asked.Wait()
}

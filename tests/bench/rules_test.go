//go:build unix

package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"go.yaml.in/yaml/v3"

	"leeway/pkg/plugin"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/demo"
)

// What the rules are of: as many models, each with as many policies, on as many logs in turn.
const (
	ruledModels   = 100
	ruledPolicies = 6
	ruledTables   = 10
)

// ruledCacheMB holds what all models are judged by.
const ruledCacheMB = 2048

// ruledNoon is when the rules are evaluated at first: at noon of the furlough's last Monday.
var ruledNoon = time.Date(2013, 4, 29, 16, 0, 0, 0, time.UTC)

// causes are the refIds of the stats that say where a change comes from, as src/ascode/causes.ts names them.
var causes = []string{"worstSegment", "worstSegmentShare", "change", "inputsEffect", "relationEffect", "mostDrifted",
	"driftedCount"}

// rule is the queries of a rule. Grafana sends each in a request of its own, one after the other.
type rule struct{ queries []backend.DataQuery }

// BenchmarkRules evaluates 600 generated rules of a hundred models again and again, each with all its refIds, and
// compares that with as many health checks of a data source of one model. Each model reads a hundredth of the demo's
// flights until April. The clock stands still while the rules are evaluated. It also says how much memory a model takes.
func BenchmarkRules(b *testing.B) {
	folder, now := ruledLogs(b), ruledNoon
	clock := func() time.Time { return now }
	all := ruledInstance(b, folder, ruledModels, clock)
	defer all.Dispose()
	one := ruledInstance(b, folder, 1, clock)
	defer one.Dispose()
	checkHealth(b, one, 1)
	before := heap()
	for _, c := range []struct {
		name    string
		later   time.Duration // than the evaluation before
		without []string
	}{
		{name: "first"}, {name: "second"}, {name: "third"}, {name: "fourth"},
		{name: "fifth without causes", without: causes},
		{name: "5 minutes later", later: 5 * time.Minute}, {name: "10 minutes later", later: 5 * time.Minute},
		{name: "70 minutes later", later: time.Hour},
		{name: "75 minutes later without causes", later: 5 * time.Minute, without: causes},
	} {
		b.Run(c.name, func(b *testing.B) {
			var rules, health costs
			for b.Loop() { // once: that takes longer than a second
				now = now.Add(c.later)
				asked := rulesOf(b, now, c.without)
				rules.add(b, func() { evaluate(b, all, asked) })
				health.add(b, func() { checkHealth(b, one, len(asked)) })
			}
			const n = ruledModels * ruledPolicies
			b.ReportMetric(0, "ns/op")
			b.ReportMetric((heap()-before)/ruledModels, "kept_mb/model")
			b.ReportMetric(median(rules.used)/n, "cpu_ms/rule")
			b.ReportMetric(median(health.used)/n, "cpu_ms/health")
			b.ReportMetric(median(rules.used)/median(health.used), "rules_cpu_x_health")
			b.ReportMetric(median(rules.elapsed)/median(health.elapsed), "rules_x_health")
		})
	}
}

// heap is how much memory is in use, in MB.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// ruledLogs writes the logs once: the sample of a model is not that of the next one.
func ruledLogs(b *testing.B) string {
	b.Helper()
	folder, err := filepath.Abs(filepath.Join(cache, "rules-of-100"))
	if err != nil {
		b.Fatal(err)
	}
	last := filepath.Join(folder, "training.parquet")
	if _, err := os.Stat(last); err == nil {
		return folder
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		b.Fatal(err)
	}
	root := demo.Root(b)
	var statements []string
	for m := range ruledTables {
		statements = append(statements, fmt.Sprintf(`COPY (SELECT * FROM '%s/predictions.parquet'
			WHERE predicted_at < '2013-05-01' AND hash(prediction_id, %d) %% 100 = 0) TO '%s' (FORMAT parquet)`,
			root, m, filepath.Join(folder, ruledTable(m))))
	}
	for _, name := range []string{"outcomes", "training"} {
		statements = append(statements,
			fmt.Sprintf("COPY (FROM '%s/%s.parquet') TO '%s/%[2]s.parquet' (FORMAT parquet)",
				root, name, folder))
	}
	duckdbtest.Exec(b, "", statements...)
	return folder
}

func ruledModel(m int) string { return fmt.Sprintf("model-%d", m) }
func ruledTable(m int) string { return fmt.Sprintf("predictions-%d.parquet", m%ruledTables) }

// ruledInstance is a data source of the demo's live model, so many times.
func ruledInstance(b *testing.B, folder string, models int, clock func() time.Time) *plugin.Instance {
	b.Helper()
	var live struct{ Models []map[string]any }
	if err := json.Unmarshal(demo.Sources(b)[1].JSONData, &live); err != nil {
		b.Fatal(err)
	}
	settings := map[string]any{"store": map[string]any{"kind": "duckdb"},
		"limits": map[string]any{"queryTimeout": "1h", "cacheMB": ruledCacheMB}}
	var copies []map[string]any
	for m := range models {
		of := map[string]any{}
		for name, v := range live.Models[0] {
			of[name] = v
		}
		log := map[string]any{}
		for name, v := range of["log"].(map[string]any) {
			log[name] = v
		}
		log["table"], of["log"], of["id"] = ruledTable(m), log, ruledModel(m)
		copies = append(copies, of)
	}
	settings["models"] = copies
	raw, err := json.Marshal(settings)
	if err != nil {
		b.Fatal(err)
	}
	return plugin.NewInstance(plugin.Environment{DuckDBRoot: folder, Now: clock},
		backend.DataSourceInstanceSettings{Name: "Rules", UID: "rules", JSONData: raw})
}

// rulesOf are the rules generated from the demo's live model, once for each model and without some refIds, as they are
// asked at a time.
func rulesOf(b *testing.B, now time.Time, without []string) []rule {
	b.Helper()
	raw, err := os.ReadFile("../../provisioning/alerting/leeway-flights-live.yaml")
	if err != nil {
		b.Fatal(err)
	}
	var file struct {
		Groups []struct {
			Rules []struct {
				Data []struct {
					RefID             string                 `yaml:"refId"`
					RelativeTimeRange struct{ From, To int } `yaml:"relativeTimeRange"`
					DatasourceUID     string                 `yaml:"datasourceUid"`
					Model             map[string]any
				}
			}
		}
	}
	if err := yaml.Unmarshal(raw, &file); err != nil {
		b.Fatal(err)
	}
	before := func(seconds int) time.Time { return now.Add(-time.Duration(seconds) * time.Second) }
	var rules []rule
	for m := range ruledModels {
		for _, r := range file.Groups[0].Rules[:ruledPolicies] {
			var queries []backend.DataQuery
			for _, q := range r.Data {
				if q.DatasourceUID == "__expr__" || slices.Contains(without, q.RefID) {
					continue
				}
				q.Model["models"] = []string{ruledModel(m)}
				asked, err := json.Marshal(q.Model)
				if err != nil {
					b.Fatal(err)
				}
				queries = append(queries, backend.DataQuery{RefID: q.RefID, JSON: asked, TimeRange: backend.TimeRange{
					From: before(q.RelativeTimeRange.From), To: before(q.RelativeTimeRange.To)}})
			}
			rules = append(rules, rule{queries})
		}
	}
	return rules
}

// evaluate sends the queries of rules one after the other; each must have an answer.
func evaluate(b *testing.B, i *plugin.Instance, rules []rule) {
	b.Helper()
	for _, r := range rules {
		for _, q := range r.queries {
			response, err := i.QueryData(context.Background(), &backend.QueryDataRequest{
				Queries: []backend.DataQuery{q}, Headers: map[string]string{"FromAlert": "true"}})
			if err != nil {
				b.Fatal(err)
			}
			if answer := response.Responses[q.RefID]; answer.Error != nil || len(answer.Frames) == 0 {
				b.Fatalf("%s: %d frames, %v", q.RefID, len(answer.Frames), answer.Error)
			}
		}
	}
}

// checkHealth checks a data source so many times; it must be well.
func checkHealth(b *testing.B, i *plugin.Instance, times int) {
	b.Helper()
	for range times {
		r, err := i.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
		if err != nil || r.Status != backend.HealthStatusOk {
			b.Fatalf("%v, %v", r, err)
		}
	}
}

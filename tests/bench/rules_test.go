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

// ruledCacheMB holds what all models are judged by. The default holds that of ten: the others would be read anew at each
// evaluation.
const ruledCacheMB = 2048

// causes are the refIds of the stats that say where a change comes from, as src/ascode/causes.ts names them.
var causes = []string{"worstSegment", "worstSegmentShare", "change", "inputsEffect", "relationEffect", "mostDrifted",
	"driftedCount"}

// rule is the queries of a rule, which Grafana sends in one request.
type rule struct{ queries []backend.DataQuery }

// BenchmarkRules evaluates 600 generated rules of a hundred models once more, each with all its refIds, and compares that
// with as many health checks of a data source of one model. Each model reads a hundredth of the demo's flights until
// April. It also says how much memory a model takes.
func BenchmarkRules(b *testing.B) {
	folder := ruledLogs(b)
	all := ruledInstance(b, folder, ruledModels)
	defer all.Dispose()
	one := ruledInstance(b, folder, 1)
	defer one.Dispose()
	before := heap()
	for range 2 { // what two queries have read at once is kept of one of them, and judged by that from then on
		evaluate(b, all, rulesOf(b, nil))
	}
	kept := heap() - before
	checkHealth(b, one, 1)
	for _, c := range []struct {
		name    string
		without []string
	}{{"all refIds", nil}, {"without causes", causes}} {
		rules := rulesOf(b, c.without)
		b.Run(c.name, func(b *testing.B) {
			var warm, health costs
			for b.Loop() {
				warm.add(b, func() { evaluate(b, all, rules) })
				health.add(b, func() { checkHealth(b, one, len(rules)) })
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(kept/ruledModels, "kept_mb/model")
			b.ReportMetric(median(warm.used)/float64(len(rules)), "cpu_ms/rule")
			b.ReportMetric(median(health.used)/float64(len(rules)), "cpu_ms/health")
			b.ReportMetric(median(warm.used)/median(health.used), "rules_cpu_x_health")
			b.ReportMetric(median(warm.elapsed)/median(health.elapsed), "rules_x_health")
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
func ruledInstance(b *testing.B, folder string, models int) *plugin.Instance {
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
	return plugin.NewInstance(plugin.Environment{DuckDBRoot: folder, Now: time.Now},
		backend.DataSourceInstanceSettings{Name: "Rules", UID: "rules", JSONData: raw})
}

// rulesOf are the rules generated from the demo's live model, once for each model and without some refIds. They are
// evaluated at noon of the furlough's last Monday.
func rulesOf(b *testing.B, without []string) []rule {
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
	now := time.Date(2013, 4, 29, 16, 0, 0, 0, time.UTC)
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

// evaluate sends the requests of rules one after the other, as Grafana does for a group; each query must have an
// answer.
func evaluate(b *testing.B, i *plugin.Instance, rules []rule) {
	b.Helper()
	for _, r := range rules {
		request := &backend.QueryDataRequest{Queries: r.queries, Headers: map[string]string{"FromAlert": "true"}}
		response, err := i.QueryData(context.Background(), request)
		if err != nil {
			b.Fatal(err)
		}
		for ref, answer := range response.Responses {
			if answer.Error != nil || len(answer.Frames) == 0 {
				b.Fatalf("%s: %d frames, %v", ref, len(answer.Frames), answer.Error)
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

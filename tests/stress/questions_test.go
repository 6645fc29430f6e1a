package stress

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// question is the JSON of one query; a map writes its keys in order.
type question map[string]any

// query is a question over a range, as Grafana sends it.
func (q question) query(t testing.TB, refID string, from, to time.Time) backend.DataQuery {
	t.Helper()
	text, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	return backend.DataQuery{RefID: refID, JSON: text, TimeRange: backend.TimeRange{From: from, To: to}}
}

// panels are the queries of the demo's dashboard, asked of the log's own model.
func (l log) panels(t testing.TB) []question {
	t.Helper()
	text, err := os.ReadFile(demoDashboard)
	if err != nil {
		t.Fatal(err)
	}
	values := strings.NewReplacer(`"$window"`, `"7d"`, `"$baseline"`, `"rolling"`, `"arrival-delay"`, `"`+l.id+`"`,
		`"$segment"`, `"`+l.segments[0]+`"`)
	var dashboard struct {
		Panels []struct{ Targets []question }
	}
	if err := json.Unmarshal(text, &dashboard); err != nil {
		t.Fatal(err)
	}
	var list []question
	for _, panel := range dashboard.Panels {
		for _, q := range panel.Targets {
			for _, own := range []string{"refId", "datasource", "hide"} {
				delete(q, own)
			}
			for _, all := range []string{"features", "versions"} { // as variables that stand at All
				delete(q, all)
			}
			if q["policy"] != nil || fmt.Sprint(q["splitBy"]) == "[inputSize]" {
				continue // of the demo's own model
			}
			plain, err := json.Marshal(q)
			if err != nil {
				t.Fatal(err)
			}
			var asked question
			if err := json.Unmarshal([]byte(values.Replace(string(plain))), &asked); err != nil {
				t.Fatal(err)
			}
			list = append(list, asked)
		}
	}
	if len(list) < 10 {
		t.Fatalf("the dashboard has %d queries", len(list))
	}
	return list
}

// random is a legal question of the log that people ask.
func (l log) random(r *rand.Rand) question {
	q := question{"models": []string{l.id}}
	measures := []string{"psi", "ks", "js", "mean", "std", "missing_rate", "zero_rate"}
	switch r.IntN(8) {
	case 0:
		q["queryType"], q["features"] = "distribution", []string{pick(r, l.features)}
	case 1:
		q["queryType"], q["measures"], q["splitBy"] = "segments", measure("mean"), []string{pick(r, l.segments)}
		q["features"] = []string{pick(r, l.features)}
	case 2:
		q["queryType"] = "policy"
	case 3:
		q["measures"] = measure(pick(r, []string{"accuracy", "precision", "recall", "roc_auc", "label_coverage",
			"rows"}))
	case 4:
		q["measures"], q["target"] = []any{map[string]any{"id": "quantile", "p": r.Float64()}}, "latency"
	default:
		q["measures"], q["target"] = measure(pick(r, measures)), "features"
		if r.IntN(2) == 0 {
			q["features"] = []string{pick(r, l.features)}
		}
	}
	if _, split := q["splitBy"]; !split && q["queryType"] == nil && r.IntN(3) == 0 {
		q["splitBy"] = []string{pick(r, l.segments)}
		q["features"] = []string{pick(r, l.features)}
		if q["target"] != "features" {
			delete(q, "features")
		}
	}
	switch {
	case q["queryType"] == "policy": // takes no filter
		q["format"] = "table"
		return q
	case q["queryType"] == nil && r.IntN(2) == 0:
		q["format"], q["every"] = "timeseries", pick(r, []string{"1d", "1d", "6h", "1h"})
	default:
		q["window"] = pick(r, []string{"1d", "7d", "14d"})
	}
	return l.filtered(q, r)
}

// filtered gives a question a filter that every row passes, so that the cache has not answered it before.
func (l log) filtered(q question, r *rand.Rand) question {
	q["filters"] = []any{map[string]any{"key": l.features[0], "operator": "<",
		"value": fmt.Sprint(1e9 + float64(r.IntN(1e9)))}}
	return q
}

// widest is a legal question of more segments than an answer has series for: it is answered for the most frequent.
func (l log) widest(r *rand.Rand) question {
	q := l.hourly(r)
	delete(q, "every")
	q["format"], q["window"], q["limit"] = "table", "14d", 200
	return q
}

// hourly is a legal question of far too much: all features by hour and every segment.
func (l log) hourly(r *rand.Rand) question {
	splits := []any{map[string]any{"feature": l.features[0], "bins": 20}}
	for _, s := range l.segments {
		splits = append(splits, s)
	}
	return l.filtered(question{"models": []string{l.id}, "measures": measure("mean"), "target": "features",
		"format": "timeseries",
		"every":  "1h", "splitBy": splits}, r)
}

func measure(id string) []any { return []any{map[string]any{"id": id}} }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// Package small tests the backend end to end on small made tables whose every number an oracle knows.
package small

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/plugin"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// start is the first local midnight of every table; the models' calendar is UTC.
var start = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)

// open makes a database and returns a data source of it with one model, written as JSON, and the number of statements
// it has run.
func open(t testing.TB, model string, statements ...string) (*plugin.Instance, *atomic.Int64) {
	t.Helper()
	root := t.TempDir()
	duckdbtest.Exec(t, filepath.Join(root, "small.duckdb"), statements...)
	var ran atomic.Int64
	env := plugin.Environment{DuckDBRoot: root, Observe: func(store.Event) { ran.Add(1) }, Now: time.Now}
	settings := fmt.Sprintf(`{"store":{"kind":"duckdb","path":"small.duckdb"},"models":[%s]}`, model)
	i := plugin.NewInstance(env, backend.DataSourceInstanceSettings{Name: "small", UID: "small",
		JSONData: []byte(settings)})
	t.Cleanup(i.Dispose)
	for id, refused := range i.Broken() {
		t.Fatalf("model %s is refused: %v", id, refused)
	}
	return i, &ran
}

// send asks one query of the days from, to since start.
func send(i *plugin.Instance, from, to int, query string, caller plugin.Caller) backend.DataResponse {
	q := backend.DataQuery{RefID: "A", JSON: json.RawMessage(query),
		TimeRange: backend.TimeRange{From: start.AddDate(0, 0, from), To: start.AddDate(0, 0, to)}}
	return i.Answer(context.Background(), []backend.DataQuery{q}, caller)["A"]
}

// ask is send for queries that must succeed; it returns the first frame.
func ask(t testing.TB, i *plugin.Instance, from, to int, query string) *data.Frame {
	t.Helper()
	r := send(i, from, to, query, plugin.Caller{})
	if r.Error != nil {
		t.Fatalf("%s: %v", query, r.Error)
	}
	return r.Frames[0]
}

// cell reads a nullable number of a table by column and row.
func cell(t testing.TB, f *data.Frame, column string, row int) *float64 {
	t.Helper()
	field, at := f.FieldByName(column)
	if at < 0 || field.Len() <= row {
		t.Fatalf("the frame has no %s in row %d", column, row)
	}
	return field.At(row).(*float64)
}

// near fails unless a number is there and agrees with the oracle's.
func near(t testing.TB, what string, got *float64, want, tolerance float64) {
	t.Helper()
	if got == nil {
		t.Errorf("%s is null, want %v", what, want)
		return
	}
	if d := *got - want; d > tolerance || d < -tolerance || d != d {
		t.Errorf("%s is %v, the oracle says %v (tolerance %v)", what, *got, want, tolerance)
	}
}

// notices are the texts of a frame's notices, one a line.
func notices(f *data.Frame) string {
	var texts []string
	if f.Meta != nil {
		for _, n := range f.Meta.Notices {
			texts = append(texts, n.Text)
		}
	}
	return strings.Join(texts, "\n")
}

// values writes rows as the VALUES of an INSERT; nil is NULL, texts are written as they are.
func values(rows [][]any) string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		cells := make([]string, len(row))
		for j, v := range row {
			cells[j] = "NULL"
			if v != nil {
				cells[j] = fmt.Sprint(v)
			}
		}
		lines[i] = "(" + strings.Join(cells, ",") + ")"
	}
	return strings.Join(lines, ",")
}

// at is an SQL timestamp some hours after start.
func at(hours float64) string {
	return "TIMESTAMP '" + start.Add(time.Duration(hours*float64(time.Hour))).Format("2006-01-02 15:04:05.000000") + "'"
}

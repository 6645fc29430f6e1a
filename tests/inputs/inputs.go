// Package inputs asks the same questions of awkward logs on every store, and wants the right number or the right words.
package inputs

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/plugin"
	"leeway/tests/stores"
)

// start is the first hour of every log; end is where every question's range ends, four weeks later.
var (
	start = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	end   = start.AddDate(0, 0, 28)
)

// hourly is a row for each hour of the four weeks, its id and time first.
func hourly(more func(i int) []any) [][]any {
	var rows [][]any
	for i := range 28 * 24 {
		rows = append(rows, append([]any{int64(i), start.Add(time.Duration(i) * time.Hour)}, more(i)...))
	}
	return rows
}

// logTable is a table of hourly rows.
func logTable(columns []stores.Column, more func(i int) []any) stores.Table {
	return stores.Table{Name: "log", Rows: hourly(more),
		Columns: append([]stores.Column{{Name: "id", Type: stores.BigInt}, {Name: "at", Type: stores.Timestamp}},
			columns...)}
}

// answered is what a table query answers: its rows by column, and its notices.
type answered struct {
	rows    []map[string]any
	notices string
}

// ask sends a table query of the range.
func ask(t *testing.T, i *plugin.Instance, query string) answered {
	t.Helper()
	return askAs(t, i, "", query)
}

// askAs is ask of a user who has a role.
func askAs(t *testing.T, i *plugin.Instance, role, query string) answered {
	t.Helper()
	r := i.Answer(context.Background(), []backend.DataQuery{{RefID: "A", JSON: json.RawMessage(query),
		TimeRange: backend.TimeRange{From: end.AddDate(0, 0, -7), To: end}}}, plugin.Caller{Role: role})["A"]
	if r.Error != nil {
		t.Fatalf("%v\n%s", r.Error, query)
	}
	var a answered
	for _, f := range r.Frames {
		if f.Meta != nil {
			for _, n := range f.Meta.Notices {
				a.notices += n.Severity.String() + ": " + n.Text + "\n"
			}
		}
		a.rows = append(a.rows, readRows(f)...)
	}
	return a
}

func readRows(f *data.Frame) []map[string]any {
	var rows []map[string]any
	for at := range f.Rows() {
		row := map[string]any{}
		for _, field := range f.Fields {
			if v, ok := field.ConcreteAt(at); ok {
				row[field.Name] = v
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// of is the row whose column name holds value.
func (a answered) of(name, value string) map[string]any {
	for _, row := range a.rows {
		if row[name] == value {
			return row
		}
	}
	return nil
}

// wantNotice fails unless a notice holds all of the words.
func (a answered) wantNotice(t *testing.T, words ...string) {
	t.Helper()
	for _, line := range strings.Split(a.notices, "\n") {
		holds := line != ""
		for _, w := range words {
			holds = holds && strings.Contains(line, w)
		}
		if holds {
			return
		}
	}
	t.Errorf("no notice says %q:\n%s", words, a.notices)
}

// has reports whether a notice holds the words.
func (a answered) has(words string) bool { return strings.Contains(a.notices, words) }

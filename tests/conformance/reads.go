package conformance

import (
	"fmt"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// reads: however many columns of numbers are counted, the store's plan reads the table as often; where it counts rows
// in the same pass, once. A store that counts each column by a branch of its own reads it once for each, and once for
// the rows.
func reads(t *testing.T, h Harness) {
	const most = 20
	columns, row := []Column{}, []any{int64(1), time.Date(2013, 3, 5, 0, 0, 0, 0, time.UTC)}
	for i := range most {
		columns, row = append(columns, Column{Name: fmt.Sprintf("x%d", i), Type: Double}), append(row, float64(i))
	}
	database := h.Make(t, logTable(columns, [][]any{row}))
	s := database.Open(t)
	name, types := catalog(t, s, "log")
	for _, c := range []struct {
		name    string
		column  plan.Column
		columns int
		want    map[string]int // by dialect
	}{
		{"counts of one column", plan.Column{CountsOnly: true}, 1,
			map[string]int{"duckdb": 1, "clickhouse": 2, "postgres": 2, "trino": 2, "mysql": 2}},
		{"counts of ten columns", plan.Column{CountsOnly: true}, 10,
			map[string]int{"duckdb": 1, "clickhouse": 2, "postgres": 3, "trino": 2, "mysql": 11}},
		{"counts of more columns than one pass takes", plan.Column{CountsOnly: true}, most,
			map[string]int{"duckdb": 1, "clickhouse": 3, "postgres": 4, "trino": 2, "mysql": 21}},
		{"counts with places of ten columns", plan.Column{}, 10,
			map[string]int{"duckdb": 1, "clickhouse": 11, "postgres": 11, "trino": 11, "mysql": 11}},
		{"octaves of nine columns", plan.Column{Mode: plan.FirstPass}, 9,
			map[string]int{"duckdb": 1, "clickhouse": 10, "postgres": 6, "trino": 10, "mysql": 6}},
	} {
		t.Run(c.name, func(t *testing.T) {
			scan := plan.Scan{Rows: plan.Rows{Model: logModel(),
				Source: plan.TableSource(model.Baseline{}, name, types)}}
			for i := range c.columns {
				column := c.column
				column.Key, column.Name = fmt.Sprintf("x%d", i), fmt.Sprintf("x%d", i)
				column.Grid = summary.Grid{Family: summary.Linear, Scale: 3}
				scan.Columns = append(scan.Columns, column)
			}
			statement, err := scan.Count(s.Dialect().Counting)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := database.Reads(t, s.Dialect(), statement.Query), c.want[s.Dialect().Name]; got != want {
				t.Errorf("the table is read %d times, want %d", got, want)
			}
		})
	}
}

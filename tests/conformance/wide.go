package conformance

import (
	"fmt"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// wide: a model of two hundred features is counted as one of a few is, in every form of counting.
func wide(t *testing.T, h Harness) {
	const numbers, texts = 150, 50
	var columns []Column
	rows := [][]any{}
	for r := range int64(3) {
		rows = append(rows, []any{r, day(3, 5).Add(time.Duration(r) * time.Hour).UTC()})
	}
	for i := range numbers + texts {
		c := Column{Name: fmt.Sprintf("x%d", i), Type: Double}
		if i >= numbers {
			c.Type = Text
		}
		columns = append(columns, c)
		for r := range rows {
			if c.Type == Text {
				rows[r] = append(rows[r], fmt.Sprint("value ", i))
			} else {
				rows[r] = append(rows[r], float64(i))
			}
		}
	}
	s := h.Open(t, logTable(columns, rows))
	name, types := catalog(t, s, "log")
	m := logModel()
	m.Log.Unique = model.UniqueFirst
	for _, c := range []struct {
		name   string
		column plan.Column
		source plan.Source
	}{
		{"counts", plan.Column{CountsOnly: true}, source(t, s, m)},
		{"places", plan.Column{}, source(t, s, m)},
		{"octaves", plan.Column{Mode: plan.FirstPass}, plan.TableSource(model.Baseline{}, name, types)},
	} {
		t.Run(c.name, func(t *testing.T) {
			scan := plan.Scan{Rows: plan.Rows{Model: m, Source: c.source, Spans: one(day(3, 5), day(3, 6))}}
			for i, of := range columns {
				column := c.column
				column.Key, column.Name, column.Grid = of.Name, of.Name, summary.Grid{Family: summary.Linear, Scale: 3}
				if i >= numbers {
					column = plan.Column{Key: of.Name, Name: of.Name, Mode: plan.Distinct}
				}
				scan.Columns = append(scan.Columns, column)
			}
			statement, err := scan.Count(s.Dialect().Counting)
			counted := run(t, s, statement, err)[0]
			for _, of := range columns {
				if got := counted.Columns[of.Name][""]; got == nil || got.Total() != 3 {
					t.Errorf("%s is counted as %+v, want three values", of.Name, got)
				}
			}
		})
	}
}

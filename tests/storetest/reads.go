package storetest

import (
	"context"
	"strings"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// x reads the column x of a table.
func x(table string) sqlast.Select {
	return From(table, sqlast.Column{Name: "x", Type: sqlast.Integer})
}

func ask(s store.Store, q sqlast.Query) error {
	_, err := s.Query(context.Background(), q, Nothing)
	return err
}

// From is a SELECT of columns of a table.
func From(table string, columns ...sqlast.Column) sqlast.Select {
	q := sqlast.Select{From: sqlast.Table{Name: strings.Split(table, ".")}}
	for _, c := range columns {
		q.Items = append(q.Items, sqlast.Item{X: c, As: c.Name})
	}
	return q
}

// both are the columns of the views that Kind.SQL speaks of.
var both = From("t", sqlast.Column{Name: "x", Type: sqlast.Integer}, sqlast.Column{Name: "y", Type: sqlast.Text})

// Nothing is done with a row.
func Nothing(store.Row) error { return nil }

// CountOf counts the rows of a table.
func CountOf(s store.Store, table ...string) (int64, error) {
	var n int64
	q := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: "n"}},
		From: sqlast.Table{Name: table}}
	_, err := s.Query(context.Background(), q, func(row store.Row) error {
		n, _ = row.Int(0)
		return nil
	})
	return n, err
}

// Cells are the cells of an answer: nil, int64, float64 or string.
func Cells(t testing.TB, s store.Store, q sqlast.Query) (rows [][]any) {
	t.Helper()
	_, err := s.Query(context.Background(), q, func(row store.Row) error {
		cells := make([]any, len(row))
		for i := range row {
			if n, ok := row.Int(i); ok {
				cells[i] = n
			} else if f, ok := row.Float(i); ok {
				cells[i] = f
			} else if x, ok := row.Text(i); ok {
				cells[i] = x
			}
		}
		rows = append(rows, cells)
		return nil
	})
	if err != nil {
		t.Fatalf("%v (cause %v)", err, fault.As(err).Cause)
	}
	return rows
}

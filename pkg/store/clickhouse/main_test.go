package clickhouse

import (
	"context"
	"errors"
	"testing"

	"go.uber.org/goleak"

	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/servers/clickhousetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open opens a database as a data source would; limits may be zero.
func open(t *testing.T, d *clickhousetest.Database, limits store.Limits) *Store {
	t.Helper()
	s, err := Open(context.Background(), Options{Server: d.Server, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// collect runs q and returns its cells: nil, int64, float64 or string.
func collect(t *testing.T, s store.Store, q sqlast.Query) [][]any {
	t.Helper()
	var out [][]any
	stats, err := s.Query(context.Background(), q, func(row store.Row) error {
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
		out = append(out, cells)
		return nil
	})
	if err != nil {
		t.Fatalf("%v (cause %v)\n%s", err, errors.Unwrap(err), stats.SQL)
	}
	return out
}

func column(name string, t sqlast.Type) sqlast.Column { return sqlast.Column{Name: name, Type: t} }

func item(x sqlast.Expr) []sqlast.Item { return []sqlast.Item{{X: x, As: "x"}} }

// from is a SELECT of one expression over a table.
func from(table string, x sqlast.Expr) sqlast.Select {
	return sqlast.Select{Items: item(x), From: sqlast.Table{Name: []string{table}}}
}

// slow is a statement that runs for minutes: every row of a table with every other.
func slow(table string) sqlast.Select {
	read := func(as string) sqlast.Source { return sqlast.Table{Name: []string{table}, As: as} }
	x := func(as string) sqlast.Expr { return sqlast.Column{Source: as, Name: "x", Type: sqlast.Integer} }
	return sqlast.Select{Items: item(sqlast.Agg{Func: sqlast.Max, X: sqlast.Binary{Op: sqlast.Mul, L: x("a"), R: x("b")}}),
		From: sqlast.Join{L: read("a"), R: read("b"), On: sqlast.And{}}}
}

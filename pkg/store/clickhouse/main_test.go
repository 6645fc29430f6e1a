package clickhouse

import (
	"context"
	"testing"

	"go.uber.org/goleak"

	"leeway/pkg/sqlast"
	"leeway/tests/servers/clickhousetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open opens a database as a data source would.
func open(t *testing.T, d *clickhousetest.Database) *Store {
	t.Helper()
	s, err := Open(context.Background(), Options{Server: d.Server})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func column(name string, t sqlast.Type) sqlast.Column { return sqlast.Column{Name: name, Type: t} }

func item(x sqlast.Expr) []sqlast.Item { return []sqlast.Item{{X: x, As: "x"}} }

// from is a SELECT of one expression over a table.
func from(table string, x sqlast.Expr) sqlast.Select {
	return sqlast.Select{Items: item(x), From: sqlast.Table{Name: []string{table}}}
}

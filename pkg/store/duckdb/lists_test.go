package duckdb

import (
	"context"
	"path/filepath"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/storetest"
)

// The lists of an aggregate lie beside DuckDB's own memory, and are bounded all the same.
func TestAListThatGrowsTooLarge(t *testing.T) {
	root := t.TempDir()
	duckdbtest.Exec(t, "", "COPY (SELECT i::DOUBLE AS x FROM range(500000) t(i)) TO '"+filepath.Join(root,
		"t.parquet")+"'")
	s := open(t, Options{Root: root, MemoryMB: 64})
	x := column("x", sqlast.Float)
	for _, key := range []sqlast.Expr{x, sqlast.FloorFloat{X: sqlast.Units{X: x}}} {
		list := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Each{X: sqlast.Tally{Key: key}}, As: "e"}},
			From: sqlast.Table{Name: []string{"t.parquet"}}}
		_, err := s.Query(context.Background(), list, func(store.Row) error { return nil })
		wantFault(t, err, fault.TooLarge, root, "64 MB (limits.memoryMB)", "longer buckets")
	}
	few := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Each{X: sqlast.Tally{Key: sqlast.FloorFloat{X: sqlast.Units{X: x, Shift: -10}}}}, As: "e"}},
		From: sqlast.Table{Name: []string{"t.parquet"}}}
	counted := sqlast.Select{Items: []sqlast.Item{{X: sqlast.OfEntry{X: column("e", sqlast.Unknown),
		Field: sqlast.EntryCount}, As: "n"}},
		From: sqlast.Subquery{Query: few, As: "u"}}
	if rows := storetest.Cells(t, s, counted); len(rows) != 489 {
		t.Errorf("then %d cells, want 489", len(rows))
	}
}

package conformance

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leeway/pkg/store"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
)

func TestDuckDB(t *testing.T) { Run(t, duckDB{}) }

// duckDB is the harness of a DuckDB file.
type duckDB struct{}

var duckDBTypes = map[Type]string{BigInt: "BIGINT", Double: "DOUBLE", Numeric: "DECIMAL(38,10)", Text: "VARCHAR",
	Boolean: "BOOLEAN", Timestamp: "TIMESTAMP", TimestampTZ: "TIMESTAMPTZ", JSON: "JSON"}

func (duckDB) Open(t *testing.T, tables ...Table) store.Store {
	t.Helper()
	root := t.TempDir()
	var statements []string
	for _, table := range tables {
		statements = append(statements, createSQL(table, duckDBTypes), insertSQL(table))
	}
	duckdbtest.Exec(t, filepath.Join(root, "test.duckdb"), statements...)
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "test.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func createSQL(t Table, types map[Type]string) string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = quoted(c.Name) + " " + types[c.Type]
	}
	return fmt.Sprintf("CREATE TABLE %s (%s)", quoted(t.Name), strings.Join(columns, ", "))
}

func insertSQL(t Table) string {
	rows := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		literals := make([]string, len(row))
		for j, v := range row {
			literals[j] = literal(v)
		}
		rows[i] = "(" + strings.Join(literals, ", ") + ")"
	}
	return fmt.Sprintf("INSERT INTO %s VALUES %s", quoted(t.Name), strings.Join(rows, ", "))
}

func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprintf("'%v'::DOUBLE", v)
		}
		return fmt.Sprintf("%.17e::DOUBLE", v)
	case time.Time:
		return "'" + v.Format("2006-01-02 15:04:05.000000") + "'"
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return fmt.Sprint(v)
}

package stores

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// DuckDB is the harness of a DuckDB file.
func DuckDB(testing.TB) Harness {
	h := Harness{Name: "DuckDB", Types: map[Type][]string{
		BigInt: {"BIGINT",
			"HUGEINT"}, Double: {"DOUBLE"}, Numeric: {"DECIMAL(38,10)"}, Text: {"VARCHAR"}, Boolean: {"BOOLEAN"},
		Timestamp: {"TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS",
			"TIMESTAMP_S"}, TimestampTZ: {"TIMESTAMPTZ"}, JSON: {"JSON", "VARCHAR"},
		UUID: {"UUID"}, Bytes: {"BLOB"}, Enumeration: {"ENUM ('a', 'b', 'c')"}}}
	h.Make = func(t testing.TB, tables ...Table) Database {
		t.Helper()
		d := Database{Kind: model.DuckDB, Root: t.TempDir(), Path: "test.duckdb"}
		var statements []string
		for _, table := range tables {
			statements = append(statements, fmt.Sprintf("CREATE TABLE %s (%s)", standard(table.Name),
				h.definitions(table.Columns, standard)))
			tuples(table.all(), 10_000, duckDBLiteral, func(values string) {
				statements = append(statements, "INSERT INTO "+standard(table.Name)+" VALUES "+values)
			})
		}
		duckdbtest.Exec(t, filepath.Join(d.Root, d.Path), statements...)
		return d
	}
	return h
}

func duckDBLiteral(v any, _ int) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprintf("'%v'::DOUBLE", v)
		}
		return fmt.Sprintf("%.17e::DOUBLE", v)
	case time.Time:
		return "'" + v.UTC().Format(layout) + "+00'"
	case []byte:
		return fmt.Sprintf("unhex('%x')", v)
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return fmt.Sprint(v)
}

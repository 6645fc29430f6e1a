// Package duckdbtest makes databases and Parquet files for tests. Leeway itself never writes any.
package duckdbtest

import (
	"context"
	"database/sql"
	"testing"

	driver "github.com/duckdb/duckdb-go/v2"
)

// Exec runs statements, in order, on the database file at path, which it makes if need be; "" is a database in memory,
// from which COPY writes Parquet files. It fails the test on the first error.
func Exec(t testing.TB, path string, statements ...string) {
	t.Helper()
	connector, err := driver.NewConnector(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.ExecContext(context.Background(), s); err != nil {
			t.Fatalf("%v\n%s", err, s)
		}
	}
}

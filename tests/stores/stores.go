// Package stores makes the same tables on every store, for the suites that hold on all of them: conformance, hostile
// input, agreement on a real log.
package stores

import "testing"

// Each runs a test on every store. One that is not installed is skipped by name.
func Each(t *testing.T, test func(*testing.T, Harness)) {
	t.Helper()
	t.Run("duckdb", func(t *testing.T) { test(t, DuckDB(t)) })
	EachServer(t, test)
}

// EachServer runs a test on every store but DuckDB.
func EachServer(t *testing.T, test func(*testing.T, Harness)) {
	t.Helper()
	for _, s := range []struct {
		name    string
		harness func(testing.TB) Harness
	}{{"postgres", Postgres}, {"mariadb", MariaDB}, {"mysql", MySQL}, {"clickhouse", ClickHouse}, {"trino", Trino}} {
		t.Run(s.name, func(t *testing.T) { test(t, s.harness(t)) })
	}
}

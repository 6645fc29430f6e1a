// Package stores makes the same tables on every store, for the suites that hold on all of them: conformance, hostile
// input, agreement on a real log.
package stores

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/model"
	"leeway/pkg/plugin"
	"leeway/pkg/store"
	"leeway/pkg/store/clickhouse"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/mysql"
	"leeway/pkg/store/postgres"
	"leeway/pkg/store/remote"
	"leeway/pkg/store/trino"
)

// Table is a table to create. Values are nil, int64, float64, string, bool, []byte or time.Time (for timestamps: UTC).
type Table struct {
	Name    string
	Columns []Column
	Rows    [][]any
	Later   [][]any // added after the store has looked at the table for its statistics
	Unknown bool    // the store never looks at the table
}

// all are the rows, those added later last.
func (t Table) all() [][]any { return slices.Concat(t.Rows, t.Later) }

// Column is a column to create. Raw is the store's own type, where the portable one leaves a choice; see Harness.Types.
type Column struct {
	Name string
	Type Type
	Raw  string
}

// Type is a portable column type; each harness maps it to the store's own.
type Type int

// The types.
const (
	BigInt Type = iota
	Double
	Numeric // exact, 38 digits, 10 behind the point
	Text
	Boolean
	Timestamp   // without zone
	TimestampTZ // an instant
	JSON
	UUID
	Bytes       // 16 of them; Harness.Types lacks it where the store has no type for them
	Enumeration // of a, b and c; likewise
)

// Harness makes tables in one kind of store.
type Harness struct {
	Name string // of the kind, as people call it

	// Types are the store's own types that hold a portable one; the first is the usual one.
	Types map[Type][]string

	// Make creates tables in a database of their own, which goes when the test ends.
	Make func(t testing.TB, tables ...Table) Database

	// Refuses reports whether no table or column can have the name; nil: any can.
	Refuses func(name string) bool

	// Fold is what the store makes of a name, which a model then has to write; nil: it keeps names.
	Fold func(name string) string

	// Finite says that the store's doubles are neither NaN nor infinite; a column that holds such values is text there.
	Finite bool
}

// Open makes tables and opens the store that reads them; it is closed when the test ends.
func (h Harness) Open(t testing.TB, tables ...Table) store.Store {
	t.Helper()
	return h.Make(t, tables...).Open(t)
}

// raw is the store's own type of a column.
func (h Harness) raw(c Column) string {
	if c.Raw != "" {
		return c.Raw
	}
	return h.Types[c.Type][0]
}

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

// Database is a database as a data source names it.
type Database struct {
	Kind       model.StoreKind
	Server     remote.Server // but for duckdb
	Root, Path string        // of duckdb
	Limits     map[string]any
}

// Open opens the store as an administrator; it is closed when the test ends.
func (d Database) Open(t testing.TB) store.Store {
	t.Helper()
	s, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func (d Database) open() (store.Store, error) {
	ctx := context.Background()
	switch d.Kind {
	case model.DuckDB:
		return duckdb.Open(ctx, duckdb.Options{Root: d.Root, Path: d.Path})
	case model.Postgres:
		return postgres.Open(postgres.Options{Server: d.Server})
	case model.MySQL:
		return mysql.Open(mysql.Options{Server: d.Server})
	case model.ClickHouse:
		return clickhouse.Open(ctx, clickhouse.Options{Server: d.Server})
	default:
		return trino.Open(ctx, trino.Options{Server: d.Server})
	}
}

// Instance is a data source of the database with models, each written as JSON; observe sees its statements and may be
// nil. It is disposed of when the test ends, and fails it when a model is refused.
func (d Database) Instance(t testing.TB, observe func(store.Event), models ...json.RawMessage) *plugin.Instance {
	t.Helper()
	i := d.Unchecked(t, observe, models...)
	t.Cleanup(i.Dispose)
	for id, refused := range i.Broken() {
		t.Fatalf("model %s is refused: %v", id, refused)
	}
	return i
}

// Unchecked is Instance with models that may be refused; the caller disposes of it.
func (d Database) Unchecked(t testing.TB, observe func(store.Event), models ...json.RawMessage) *plugin.Instance {
	t.Helper()
	at := map[string]string{"kind": string(d.Kind)}
	if d.Kind == model.DuckDB {
		at["path"] = d.Path
	} else {
		at["tls"] = remote.Disable
	}
	// A busy machine must not fail a suite that is about numbers.
	limits := map[string]any{"queryTimeout": "5m"}
	maps.Copy(limits, d.Limits)
	settings, err := json.Marshal(map[string]any{"store": at, "limits": limits, "models": models})
	if err != nil {
		t.Fatal(err)
	}
	// Nor may it have what was read looked at again: the clock stands still.
	opened := time.Now()
	return plugin.NewInstance(plugin.Environment{DuckDBRoot: d.Root, Observe: observe,
		Now: func() time.Time { return opened }},
		backend.DataSourceInstanceSettings{Name: string(d.Kind), UID: string(d.Kind), JSONData: settings,
			URL: d.Server.URL, User: d.Server.User,
			Database: d.Server.Database, DecryptedSecureJSONData: map[string]string{"password": d.Server.Password}})
}

// definitions are the columns of a table as CREATE TABLE takes them.
func (h Harness) definitions(columns []Column, quote func(string) string) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = quote(c.Name) + " " + h.raw(c)
	}
	return strings.Join(list, ", ")
}

// tuples are rows as VALUES takes them, at most n at a time.
func tuples(rows [][]any, n int, literal func(v any, column int) string, each func(string)) {
	for part := range slices.Chunk(rows, n) {
		list := make([]string, len(part))
		for i, row := range part {
			literals := make([]string, len(row))
			for j, v := range row {
				literals[j] = literal(v, j)
			}
			list[i] = "(" + strings.Join(literals, ", ") + ")"
		}
		each(strings.Join(list, ", "))
	}
}

// layout is how literals write times.
const layout = "2006-01-02 15:04:05.000000"

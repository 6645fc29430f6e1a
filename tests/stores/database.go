package stores

import (
	"context"
	"encoding/json"
	"maps"
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

package plugin

import (
	"context"
	"encoding/json"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/dialect"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// fake is a store with the columns of the test's model and no rows. What a statement does can be replaced.
type fake struct {
	store.Store
	query  func(context.Context, dialect.Statement) error // nil: nothing
	steps  []store.Step
	ran    atomic.Int64
	closed atomic.Bool
}

func (f *fake) Kind() string                             { return "duckdb" }
func (f *fake) Dialect() *dialect.Dialect                { return dialect.DuckDB }
func (f *fake) Table(ref string) ([]string, error)       { return []string{ref}, nil }
func (f *fake) Check(context.Context) []store.Step       { return f.steps }
func (f *fake) Close() error                             { f.closed.Store(true); return nil }
func (f *fake) Tables(context.Context) ([]string, error) { return []string{"p"}, nil }

func (f *fake) Columns(_ context.Context, table []string) ([]store.Column, error) {
	if table[0] != "p.parquet" {
		return nil, store.NoTable(table[0], []string{"p.parquet", "salaries.parquet"})
	}
	return []store.Column{{Name: "id", Type: sqlast.Integer}, {Name: "at", Type: sqlast.Timestamp},
		{Name: "late", Type: sqlast.Bool},
		{Name: "distance", Type: sqlast.Float}, {Name: "carrier", Type: sqlast.Text},
		{Name: "release", Type: sqlast.Text}}, nil
}

func (f *fake) Query(ctx context.Context, q sqlast.Query, _ func(store.Row) error) (store.Stats, error) {
	f.ran.Add(1)
	shown, err := dialect.Render(dialect.DuckDB, q)
	if err == nil && f.query != nil {
		err = f.query(ctx, shown)
	}
	return store.Stats{SQL: shown.SQL}, err
}

// instance is a data source on a fake store.
func instance(t *testing.T, jsonData string, f *fake) *Instance {
	t.Helper()
	i := NewInstance(Environment{}, backend.DataSourceInstanceSettings{JSONData: []byte(jsonData)})
	i.connect = func(context.Context) (store.Store, error) { return f, nil }
	t.Cleanup(i.Dispose)
	return i
}

const rows = `{"measures":[{"id":"rows"}],"window":"7d","format":"number"}`

var april = backend.TimeRange{From: time.Date(2024, 4, 15, 0, 0, 0, 0, time.UTC),
	To: time.Date(2024, 4, 22, 0, 0, 0, 0, time.UTC)}

// send asks one query as Grafana does, for a user with a role ("" for nobody).
func send(i *Instance, query, role string, headers map[string]string) backend.DataResponse {
	r := &backend.QueryDataRequest{Headers: headers,
		Queries: []backend.DataQuery{{RefID: "A", JSON: json.RawMessage(query), TimeRange: april}}}
	if role != "" {
		r.PluginContext.User = &backend.User{Login: "someone", Role: role}
	}
	response, err := i.QueryData(context.Background(), r)
	if err != nil {
		return backend.DataResponse{Error: err}
	}
	return response.Responses["A"]
}

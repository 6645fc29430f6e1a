package flights

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/plugin"
	"leeway/pkg/store"
	"leeway/tests/demo"
)

// open returns a provisioned data source and the number of statements it has run.
func open(t testing.TB, name string) (*plugin.Instance, *atomic.Int64) {
	t.Helper()
	for _, s := range demo.Sources(t) {
		if s.Name != name {
			continue
		}
		var statements atomic.Int64
		env := plugin.Environment{DuckDBRoot: demo.Root(t), Observe: func(store.Event) { statements.Add(1) },
			Now: time.Now}
		// the machine may be busy
		settings := strings.Replace(string(s.JSONData), "{", `{"limits":{"queryTimeout":"5m"},`, 1)
		i := plugin.NewInstance(env, backend.DataSourceInstanceSettings{Name: s.Name, UID: s.UID,
			JSONData: []byte(settings)})
		t.Cleanup(i.Dispose)
		return i, &statements
	}
	t.Fatalf("%s holds no %q", demo.Settings, name)
	return nil, nil
}

var newYork = func() *time.Location {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return loc
}()

// local is the start of a local day of 2013.
func local(month time.Month, day int) time.Time {
	return time.Date(2013, month, day, 0, 0, 0, 0, newYork)
}

// ask sends one query as Grafana would and returns its first frame.
func ask(t testing.TB, i *plugin.Instance, from, to time.Time, query string) *data.Frame {
	t.Helper()
	r := send(i, from, to, query, plugin.Caller{})
	if r.Error != nil {
		t.Fatalf("%s: %v", query, r.Error)
	}
	return r.Frames[0]
}

func send(i *plugin.Instance, from, to time.Time, query string, caller plugin.Caller) backend.DataResponse {
	q := backend.DataQuery{RefID: "A", JSON: json.RawMessage(query), TimeRange: backend.TimeRange{From: from, To: to}}
	return i.Answer(context.Background(), []backend.DataQuery{q}, caller)["A"]
}

// numbers reads a nullable column of a table by its row's key; NaN is a test's own mistake.
func numbers(t testing.TB, f *data.Frame, key, column string) map[string]*float64 {
	t.Helper()
	k, ki := f.FieldByName(key)
	v, vi := f.FieldByName(column)
	if ki < 0 || vi < 0 {
		t.Fatalf("the frame has no %s or %s: %v", key, column, fieldNames(f))
	}
	out := map[string]*float64{}
	for row := range k.Len() {
		out[fmt.Sprint(k.At(row))] = v.At(row).(*float64)
	}
	return out
}

func fieldNames(f *data.Frame) []string {
	var names []string
	for _, field := range f.Fields {
		names = append(names, field.Name)
	}
	return names
}

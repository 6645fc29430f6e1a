package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/plugin"
)

// silence: how long a log may be silent follows from its own past on every store, whatever its time is written as;
// dates get the rest of their day.
func silence(t *testing.T, h Harness) {
	dates := map[string]string{"ClickHouse": "Nullable(Date)"}[h.Name]
	if dates == "" {
		dates = "DATE"
	}
	for _, c := range []struct {
		name string
		kind Column
		want float64
	}{
		{"timestamps", Column{Name: "at", Type: Timestamp}, 1.5 * 86400},
		{"dates", Column{Name: "at", Type: Timestamp, Raw: dates}, 2.5 * 86400},
		{"texts", Column{Name: "at", Type: Text}, 1.5 * 86400},
	} {
		t.Run(c.name, func(t *testing.T) {
			log := Table{Name: "predictions", Columns: []Column{c.kind, {Name: "class", Type: Boolean}}}
			for i := range 20 {
				at := any(monday.AddDate(0, 0, i-20))
				if c.kind.Type == Text || c.kind.Raw != "" {
					at = at.(time.Time).Format(time.DateOnly)
				}
				log.Rows = append(log.Rows, []any{at, true})
			}
			i := h.Make(t, log).Instance(t, nil,
				json.RawMessage(`{"id":"m","task":"binary","timezone":"UTC","log":{"table":"predictions","time":{"column":"at"},"prediction":"class"}}`))
			for stat, want := range map[string]float64{"threshold": c.want, "current": 86400} {
				question{query: `{"queryType":"policy","policy":"log-silent","stats":["` + stat + `"]}`,
					want: want}.stat(t, i, stat, monday.AddDate(0, 0, -1), monday)
			}
		})
	}
}

const happenedModel = `{"id":"m","task":"binary","timezone":"UTC","defaults":"off",
	"log":{"table":"predictions","id":["id"],"time":{"column":"at"},"version":"version","prediction":"class","lateness":"1h"},
	"baselines":{"rolling":{"kind":"rolling","every":"1d"}},"baseline":"rolling","season":"none",
	"policies":[{"id":"late-share","tier":"page","target":"prediction","measure":"share","class":"true","stat":"change","above":0.2,"window":"1d"}],
	"expected":[{"from":"2026-01-03","to":"2026-01-04","reason":"New timetable"}]}`

// happened asks on every store what happened to a model: a day on which most predictions are of one class after weeks
// in which few are, a version that takes over, and a documented change.
func happened(t *testing.T, h Harness) {
	log := Table{Name: "predictions", Columns: []Column{{Name: "id", Type: BigInt}, {Name: "at", Type: Timestamp},
		{Name: "version", Type: Text}, {Name: "class", Type: Boolean}}}
	for day := -30; day < 0; day++ { // before monday, 5 January
		for i := range 120 {
			version := "v1"
			if day > -9 || day == -9 && i == 119 {
				version = "v2"
			}
			share := 12
			if day == -3 {
				share = 90
			}
			log.Rows = append(log.Rows, []any{len(log.Rows),
				monday.AddDate(0, 0, day).Add(time.Duration(i) * 10 * time.Minute), version, i < share})
		}
	}
	i := h.Make(t, log).Instance(t, nil, json.RawMessage(happenedModel))
	r := i.Answer(context.Background(), []backend.DataQuery{{RefID: "A",
		JSON:      json.RawMessage(`{"queryType":"changes"}`),
		TimeRange: backend.TimeRange{From: monday.AddDate(0, 0, -14), To: monday}}}, plugin.Caller{})["A"]
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	f := r.Frames[0]
	var got []string
	for row := range f.Rows() {
		start, end := valueAt[time.Time](t, f, "time", row), valueAt[time.Time](t, f, "timeEnd", row)
		got = append(got, fmt.Sprintf("%s %s %s", start.Format("02T15:04"), end.Format("02T15:04"),
			valueAt[string](t, f, "title", row)))
	}
	want := []string{"27T19:50 28T00:00 Roll-out of version v2", "03T00:00 04T00:00 Announced: New timetable",
		"03T00:00 03T00:00 Breach: late-share"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("%q, want %q", got, want)
	}
}

// valueAt reads one value of a frame.
func valueAt[T any](t *testing.T, f *data.Frame, name string, row int) T {
	t.Helper()
	field, at := f.FieldByName(name)
	if at < 0 {
		t.Fatalf("there is no field %s", name)
	}
	value, ok := field.At(row).(T)
	if !ok {
		t.Fatalf("field %s holds %T", name, field.At(row))
	}
	return value
}

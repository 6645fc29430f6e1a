package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
)

// clock is a way to write instants in a column.
type clock struct {
	name  string
	kind  Column
	time  string // of a definition, after the column
	write func(time.Time) any
}

// clocksOf are the ways of a store: each of its types of times, epochs, and texts with and without offset.
func clocksOf(h Harness) []clock {
	local := func(layout string) func(time.Time) any {
		return func(t time.Time) any { return t.In(newYork).Format(layout) }
	}
	list := []clock{
		{"epochs", Column{Type: BigInt}, `,"unit":"ms"`, func(t time.Time) any { return t.UnixMilli() }},
		{"texts in New York", Column{Type: Text}, `,"zone":"America/New_York"`, local("2006-01-02T15:04:05.000000")},
		{"texts with offset", Column{Type: Text}, `,"zone":"Asia/Tokyo"`, local("2006-01-02 15:04:05-07:00")},
		{"texts in UTC", Column{Type: Text}, ``,
			func(t time.Time) any { return t.UTC().Format("2006-01-02 15:04:05") }},
	}
	for _, raw := range h.Types[Timestamp] {
		list = append(list,
			clock{raw + " in New York", Column{Type: Timestamp, Raw: raw}, `,"zone":"America/New_York"`,
				func(t time.Time) any {
					l := t.In(newYork)
					return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), 0, time.UTC)
				}},
			clock{raw + " in UTC", Column{Type: Timestamp, Raw: raw}, ``, func(t time.Time) any { return t }})
	}
	for _, raw := range h.Types[TimestampTZ] {
		list = append(list, clock{raw, Column{Type: TimestampTZ, Raw: raw}, ``, func(t time.Time) any { return t }})
	}
	return list
}

// clocks: what is compared in time is compared as instants, whatever clocks the log and the outcomes are written by: on
// a day on which New York's clock is set forward, every label came 20 hours after its prediction, but one 25 hours
// after.
func clocks(t *testing.T, h Harness) {
	all := clocksOf(h)
	for i, log := range all {
		labels := all[(i+1)%len(all)] // each of both, and every change of kind
		if i%2 == 1 {
			labels = all[(i+3)%len(all)]
		}
		t.Run(log.name+", "+labels.name, func(t *testing.T) { log.against(t, h, labels) })
	}
}

// change is the first hour after New York's clock was set forward in 2026.
var change = time.Date(2026, 3, 8, 7, 0, 0, 0, time.UTC)

func (c clock) against(t *testing.T, h Harness, labels clock) {
	t.Helper()
	c.kind.Name, labels.kind.Name = "at", "seen"
	log := Table{Name: "predictions", Columns: []Column{{Name: "id", Type: BigInt}, c.kind,
		{Name: "class", Type: Boolean}}}
	outcomes := Table{Name: "outcomes", Columns: []Column{{Name: "id", Type: BigInt}, {Name: "label", Type: Boolean},
		labels.kind}}
	for i := range int64(24) {
		at := change.Add(time.Duration(i-12) * time.Hour)
		took := 20 * time.Hour
		if i == 13 {
			took = 25 * time.Hour
		}
		log.Rows = append(log.Rows, []any{i, c.write(at), true})
		outcomes.Rows = append(outcomes.Rows, []any{i, i%2 == 0, labels.write(at.Add(took))})
	}
	definition := fmt.Sprintf(`{"id":"m","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"at"%s},"prediction":"class"},
		"outcomes":{"table":"outcomes","label":"label","time":{"column":"seen"%s},"delay":"1d"},"baselines":{"before":{"kind":"previous"}}}`, c.time, labels.time)
	i := h.Make(t, log, outcomes).Instance(t, nil, json.RawMessage(definition))
	from := change.Add(-12 * time.Hour)
	for _, q := range []question{
		{query: `{"measures":[{"id":"label_coverage"}]}`, want: 23.0 / 24},
		{query: `{"measures":[{"id":"late_label_rate"}]}`, want: 1.0 / 24},
		{query: `{"measures":[{"id":"accuracy"}]}`, want: 12.0 / 23},
		{query: `{"measures":[{"id":"label_delay","p":0.5}],"labels":"all"}`, want: 72000, tolerance: 1e-3 * 72000},
		{query: `{"measures":[{"id":"orphan_label_rate"}]}`, want: 0},
		{query: `{"measures":[{"id":"label_revision_rate"}]}`, want: 0},
		{query: `{"measures":[{"id":"rows"}]}`, want: 24},
	} {
		days := 2 // judged a day later, when every label that counts is there
		if q.query == `{"measures":[{"id":"rows"}]}` {
			days = 1
		}
		q.query = `{"window":"1d",` + q.query[1:]
		q.over(t, i, from, from.AddDate(0, 0, days))
	}
	question{query: `{"window":"1d","measures":[{"id":"freshness"}]}`, want: 3600}.over(t, i, from,
		from.AddDate(0, 0, 1))
}

// apia had no 30 December 2011: its clock went from the 29th, −10:00, to the 31st, +14:00.
var apia = mustLoad("Pacific/Apia")

// skippedDay: every row lies in one day of a calendar that left a day out, and in one week, whatever clock wrote it. A
// copy of a row counts once in its day, also across the gap of two local dates that lie an hour apart.
func skippedDay(t *testing.T, h Harness) {
	wall := func(t time.Time) time.Time {
		l := t.In(apia)
		return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), 0, 0, 0, time.UTC)
	}
	for _, c := range []clock{
		{"instants", Column{Type: TimestampTZ}, ``, func(t time.Time) any { return t }},
		{"wall clocks of UTC", Column{Type: Timestamp}, `,"zone":"UTC"`, func(t time.Time) any { return t }},
		{"wall clocks of Apia", Column{Type: Timestamp}, `,"zone":"Pacific/Apia"`,
			func(t time.Time) any { return wall(t) }},
		{"texts of Apia", Column{Type: Text}, `,"zone":"Pacific/Apia"`,
			func(t time.Time) any { return wall(t).Format("2006-01-02T15:04:05") }},
		{"epochs", Column{Type: BigInt}, `,"unit":"s"`, func(t time.Time) any { return t.Unix() }},
	} {
		t.Run(c.name, func(t *testing.T) { c.acrossTheSkippedDay(t, h) })
	}
}

func (c clock) acrossTheSkippedDay(t *testing.T, h Harness) {
	t.Helper()
	if c.kind.Type == TimestampTZ && h.Types[TimestampTZ] == nil {
		t.Skipf("%s has no such type", h.Name)
	}
	c.kind.Name = "at"
	log := Table{Name: "predictions", Columns: []Column{{Name: "id", Type: BigInt}, c.kind,
		{Name: "class", Type: Boolean}, {Name: "x", Type: Double}}}
	first := time.Date(2011, 12, 25, 0, 0, 0, 0, apia)
	for hour := range int64(8 * 24) { // the days 25 to 29, 31, and two of January
		at := first.Add(time.Duration(hour) * time.Hour)
		row := []any{hour, c.write(at.UTC()), at.Hour() < 6, float64(at.In(apia).Day())}
		log.Rows = append(log.Rows, row, row) // logged twice
	}
	definition := fmt.Sprintf(`{"id":"m","task":"binary","timezone":"Pacific/Apia","log":{"table":"predictions","id":["id"],"unique":"first","time":{"column":"at"%s},"prediction":"class"},
		"features":[{"name":"x","kind":"numeric","grid":"linear(0)"}],"baselines":{"before":{"kind":"previous"}}}`, c.time)
	i := h.Make(t, log).Instance(t, nil, json.RawMessage(definition))
	for _, day := range []int{28, 29, 31, 32} { // the 32nd is the 1st of January
		from := time.Date(2011, 12, day, 0, 0, 0, 0, apia)
		to := from.Add(24 * time.Hour)
		question{query: `{"measures":[{"id":"rows"}],"window":"1d"}`, want: 24}.over(t, i, from, to)
		question{query: `{"measures":[{"id":"mean"}],"features":["x"],"window":"1d"}`,
			want: float64(from.Day())}.over(t, i, from, to)
	}
	question{query: `{"measures":[{"id":"rows"}],"window":"7d"}`, want: 7 * 24}.over(t, i, first,
		time.Date(2012, 1, 2, 0, 0, 0, 0, apia))
	// The day before the 31st is the 29th.
	question{query: `{"measures":[{"id":"mean"}],"features":["x"],"window":"1d"}`, want: 29}.stat(t, i, "baseline",
		time.Date(2011, 12, 31, 0, 0, 0, 0, apia), time.Date(2012, 1, 1, 0, 0, 0, 0, apia))
	c.eachPointHoldsADay(t, i, first)
}

// eachPointHoldsADay asks for a time series of daily points.
func (c clock) eachPointHoldsADay(t *testing.T, i *plugin.Instance, first time.Time) {
	t.Helper()
	r := i.Answer(context.Background(), []backend.DataQuery{{RefID: "A",
		JSON:      json.RawMessage(`{"measures":[{"id":"rows"}],"window":"1d","every":"1d","format":"timeseries"}`),
		TimeRange: backend.TimeRange{From: first, To: first.Add(8 * 24 * time.Hour)}}}, plugin.Caller{})["A"]
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	points := r.Frames[0].Fields[1]
	var total float64
	for at := range points.Len() {
		if n, ok := points.At(at).(*float64); ok && n != nil {
			total += *n
		}
	}
	if points.Len() != 8 || total != 8*24 {
		t.Errorf("%d daily points hold %v rows, want 8 with 192", points.Len(), total)
	}
}

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

// apia had no 30 December 2011: its clock went from the 29th, −10:00, to the 31st, +14:00.
var apia = mustLoad("Pacific/Apia")

// skippedDay: every row lies in one day of a calendar that left a day out, and in one week, whatever clock wrote it. A copy of a row counts
// once in its day, also across the gap of two local dates that lie an hour apart.
func skippedDay(t *testing.T, h Harness) {
	wall := func(t time.Time) time.Time {
		l := t.In(apia)
		return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), 0, 0, 0, time.UTC)
	}
	for _, c := range []clock{
		{"instants", Column{Type: TimestampTZ}, ``, func(t time.Time) any { return t }},
		{"wall clocks of UTC", Column{Type: Timestamp}, `,"zone":"UTC"`, func(t time.Time) any { return t }},
		{"wall clocks of Apia", Column{Type: Timestamp}, `,"zone":"Pacific/Apia"`, func(t time.Time) any { return wall(t) }},
		{"texts of Apia", Column{Type: Text}, `,"zone":"Pacific/Apia"`, func(t time.Time) any { return wall(t).Format("2006-01-02T15:04:05") }},
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
	log := Table{Name: "predictions", Columns: []Column{{Name: "id", Type: BigInt}, c.kind, {Name: "class", Type: Boolean}, {Name: "x", Type: Double}}}
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
		question{query: `{"measures":[{"id":"mean"}],"features":["x"],"window":"1d"}`, want: float64(from.Day())}.over(t, i, from, to)
	}
	question{query: `{"measures":[{"id":"rows"}],"window":"7d"}`, want: 7 * 24}.over(t, i, first, time.Date(2012, 1, 2, 0, 0, 0, 0, apia))
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

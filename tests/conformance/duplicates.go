package conformance

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// duplicatesTable holds predictions of two days in March and one in April. In March some were logged twice, in April
// none. Rows without an id, or with an empty one, are copies of nothing. x is the row's number.
func duplicatesTable() Table {
	at := func(hour int) time.Time { return day(3, 5).Add(time.Duration(hour) * time.Hour).UTC() }
	april := day(4, 2).Add(time.Hour).UTC()
	rows := [][]any{
		{int64(1), at(9), "v1", "first"}, {int64(1), at(10), "v1", "second"}, {int64(1), at(11), "v2", "other version"},
		{int64(2), at(9), "v1", "first"}, {int64(2), at(33), "v1", "next day"}, {int64(3), at(12), "v1", "second"},
		{int64(3), at(8), "v1", "first"}, {nil, at(35), "v1", "second"}, {nil, at(34), "v1", "no id"},
		{int64(1), april, "v1", "first"}, {int64(1), april, "v2", "other version"},
		{int64(2), april, nil, "no version"}, {nil, april, "v1", "no id"},
	}
	for i := range rows {
		rows[i] = append(rows[i], float64(i))
	}
	return logTable([]Column{{Name: "version", Type: Text}, {Name: "which", Type: Text}, {Name: "x", Type: Double}},
		rows)
}

// duplicates: a row logged twice within a local day counts once, the first one; another version is another prediction.
// It is so when copies are met for the first time and when the log is known to have them, in every form of counting.
func duplicates(t *testing.T, h Harness) {
	s := h.Open(t, duplicatesTable())
	m := logModel()
	m.Log.Unique, m.Log.Version = "first", "version"
	grid := summary.Grid{Family: summary.Linear, Scale: 0}
	columns := []plan.Column{{Key: "which", Name: "which", Mode: plan.Distinct},
		{Key: "counts", Name: "x", Grid: grid, CountsOnly: true},
		{Key: "places", Name: "x", Grid: grid}, {Key: "octaves", Name: "x", Mode: plan.FirstPass}}
	copied := []plan.Filter{{Dimension: plan.Dimension{Column: "which"}, Texts: []string{"second"}}}
	for _, c := range []struct {
		name    string
		spans   []window.Interval
		filters []plan.Filter
		want    []map[string]float64
	}{
		{"the day", one(day(3, 5), day(3, 6)), nil, []map[string]float64{{"first": 3, "other version": 1}}},
		{"two days", one(day(3, 5), day(3, 7)), nil, []map[string]float64{{"first": 3, "other version": 1,
			"next day": 1, "no id": 1, "second": 1}}},
		{"each of two days", append(one(day(3, 5), day(3, 6)), one(day(3, 6), day(3, 7))...), nil,
			[]map[string]float64{{"first": 3, "other version": 1}, {"next day": 1, "no id": 1, "second": 1}}},
		{"an hour that holds only the copy", one(day(3, 5).Add(10*time.Hour), day(3, 5).Add(11*time.Hour)), nil,
			[]map[string]float64{{}}},
		{"a filter that only copies pass", one(day(3, 5), day(3, 6)), copied, []map[string]float64{{}}},
		{"a day without copies", one(day(4, 2), day(4, 3)), nil,
			[]map[string]float64{{"first": 1, "other version": 1, "no version": 1, "no id": 1}}},
		{"a day without rows", one(day(4, 3), day(4, 4)), nil, []map[string]float64{{}}},
	} {
		log := source(t, s, m)
		for _, when := range []string{"at first", "then"} {
			t.Run(c.name+", "+when, func(t *testing.T) {
				scan := plan.Scan{Rows: plan.Rows{Model: m, Source: log, Spans: c.spans, Filters: c.filters,
					Dimensions: []plan.Dimension{{Name: "which", Column: "which"}}}, Columns: columns}
				statement, err := scan.Count(s.Dialect().Counting)
				for i, counted := range run(t, s, statement, err) {
					wantCounted(t, counted, columns, c.want[i])
				}
			})
		}
	}
}

// wantCounted fails unless rows and every column have so many rows in every segment, and no others.
func wantCounted(t *testing.T, counted plan.Counted, columns []plan.Column, want map[string]float64) {
	t.Helper()
	got := map[string]float64{}
	for segment, count := range counted.Rows {
		got[segment.Values()[0]] = count.Rows
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows differ (-want +store):\n%s", diff)
	}
	for _, c := range columns {
		got := map[string]float64{}
		for segment, column := range counted.Columns[c.Key] {
			got[segment.Values()[0]] = column.Total()
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s differ (-want +store):\n%s", c.Key, diff)
		}
	}
}

package conformance

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/store"
)

// logTimes: when a log and each of its versions begin and end, whatever few rows with a wrong clock say; those are
// counted.
func logTimes(t *testing.T, h Harness) {
	at := func(hour int) time.Time { return time.Date(2013, 3, 5, hour, 30, 0, 250_000_000, time.UTC) }
	rows := [][]any{{int64(1), at(9), "v1"}, {int64(2), at(8), "v1"}, {int64(3), at(36), "v2"}, {int64(4), at(7), nil},
		{int64(5), nil, "v3"}}
	for i := range int64(20) {
		rows = append(rows, []any{10 + i, at(10), "v1"})
	}
	rows = append(rows, []any{int64(6), time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), "v2"},
		[]any{int64(7), time.Date(2099, 1, 1, 5, 0, 0, 0, time.UTC), "v4"})
	m := logModel()
	m.Log.Version, m.Log.Time.Zone = "version", "America/New_York"
	eastern := func(hour int) time.Time { return at(hour).Add(5 * time.Hour) }
	readTimes(t, h.Open(t, logTable([]Column{{Name: "version", Type: Text}}, rows)), m, engine.LogTimes{
		First: eastern(7), Last: eastern(36), Rows: 24,
		Version: map[string]time.Time{"v1": eastern(8), "v2": eastern(36), plan.MissingValue: eastern(7)},
		Wrong: engine.WrongTimes{Missing: 1, OutOfRange: 2, Earliest: time.Date(1970, 1, 1, 5, 0, 0, 0, time.UTC),
			Latest: time.Date(2099, 1, 1, 10, 0, 0, 0, time.UTC)},
	})
	t.Run("texts", func(t *testing.T) {
		log := Table{Name: "log", Columns: []Column{{Name: "id", Type: BigInt}, {Name: "at", Type: Text}},
			Rows: [][]any{
				{int64(1), "2013-03-05 09:30:00.25"}, {int64(2), "2013-03-05T13:30:00.250+01:00"},
				{int64(3), "2013-03-06"}, {int64(4), "soon"}, {int64(5), nil},
				{int64(6), "9999-12-31"}, {int64(7), ""}}}
		m := logModel()
		m.Log.Time.Zone = "America/New_York"
		want := engine.LogTimes{First: at(12), Last: time.Date(2013, 3, 6, 5, 0, 0, 0, time.UTC), Rows: 3,
			Version: map[string]time.Time{"": at(12)},
			Wrong: engine.WrongTimes{Missing: 1, Unreadable: 2, OutOfRange: 1,
				Earliest: time.Date(9999, 12, 31, 5, 0, 0, 0, time.UTC),
				Latest:   time.Date(9999, 12, 31, 5, 0, 0, 0, time.UTC)}}
		if h.Name == "ClickHouse" { // its times end in 2299
			want.Wrong = engine.WrongTimes{Missing: 1, Unreadable: 3}
		}
		readTimes(t, h.Open(t, log), m, want)
	})
}

func readTimes(t *testing.T, s store.Store, m *model.Model, want engine.LogTimes) {
	t.Helper()
	q, err := plan.TimesOf(m, source(t, s, m), m.Log.Version)
	if err != nil {
		t.Fatal(err)
	}
	got, err := engine.ReadLogTimes(context.Background(), s, q)
	if err != nil {
		t.Fatalf("%v (%v)", err, causeOf(err))
	}
	got.Days = nil
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
		t.Errorf("the log's times differ (-want +store):\n%s", diff)
	}
}

package conformance

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/plan"
	"leeway/pkg/store"
)

// first: when every version began, rows without a version apart; a wall clock's times are those of its zone.
func first(t *testing.T, h Harness) {
	at := func(hour int) time.Time { return time.Date(2013, 3, 5, hour, 30, 0, 250_000_000, time.UTC) }
	s := h.Open(t, logTable([]Column{{Name: "version", Type: Text}}, [][]any{
		{int64(1), at(9), "v1"}, {int64(2), at(8), "v1"}, {int64(3), at(12), "v2"}, {int64(4), at(7), nil}, {int64(5), nil, "v3"},
	}))
	m := logModel()
	m.Log.Version, m.Log.Time.Zone = "version", "America/New_York"
	q, instant, err := plan.First(m, source(t, s, m))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]time.Time{}
	_, err = s.Query(context.Background(), q, func(r store.Row) error {
		version, _ := r.Text(1)
		if micros, ok := r.Int(0); ok {
			got[version] = instant(micros).UTC()
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%v (%v)", err, causeOf(err))
	}
	eastern := func(hour int) time.Time { return at(hour).Add(5 * time.Hour) }
	want := map[string]time.Time{"v1": eastern(8), "v2": eastern(12), plan.MissingValue: eastern(7)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the first rows differ (-want +store):\n%s", diff)
	}
}

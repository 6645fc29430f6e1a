package conformance

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/plan"
)

// outcomes: labels revised within the horizon, and outcomes without a prediction, are distinguished on every store,
// whatever types the two tables hold ids in.
func outcomes(t *testing.T, h Harness) {
	at := func(hour int) time.Time { return day(3, 5).UTC().Add(time.Duration(hour) * time.Hour) }
	log := logTable(nil, [][]any{{int64(1), at(1)}, {int64(2), at(2)}, {int64(2), at(3)}, {int64(3), at(4)},
		{int64(4), at(5)}, {int64(8), at(-900)}})
	outcomes := outcomesTable(Text, [][]any{
		{"1", "a", at(2)}, {"1", "A", at(3)}, // texts differ by their bytes
		{"2", "a", at(4)}, {"2", "a", at(5)},
		{"3", "a", at(6)}, {"3", "b", at(40)}, // too late to count
		{"4", nil, at(6)}, {"8", "a", at(7)}, {"nobody", "a", at(8)}, {nil, "a", at(9)},
	})
	s := h.Open(t, log, outcomes)
	m := labelledModel()
	m.Log.Unique = "first"
	src, how := outcomesOf(t, s, m)
	predictions := source(t, s, m)
	spans := one(day(3, 5), day(3, 6))
	revisions, revisionsErr := plan.Scan{Rows: plan.Rows{Model: m, Source: predictions, Spans: spans}}.Revisions(how)
	orphans, orphansErr := plan.Scan{Rows: plan.Rows{Model: m, Source: src, Spans: spans}}.Orphans(predictions, "label",
		plan.LookBack(m), time.Hour)
	for _, c := range []struct {
		key       string
		statement plan.Statement
		err       error
		want      map[string]float64
	}{
		{plan.RevisionKey, revisions, revisionsErr, map[string]float64{plan.Revised: 1, plan.Kept: 2}},
		{plan.OrphanKey, orphans, orphansErr, map[string]float64{plan.Orphan: 3, plan.Met: 5}},
	} {
		t.Run(c.key, func(t *testing.T) {
			got := run(t, s, c.statement, c.err)[0].Columns[c.key][""]
			if got == nil {
				t.Fatal("nothing was counted")
			}
			if diff := cmp.Diff(c.want, got.Categories); diff != "" {
				t.Errorf("counts differ (-want +store):\n%s", diff)
			}
		})
	}
}

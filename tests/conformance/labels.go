package conformance

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// labels: the last outcome observed within the horizon counts, later ones only where all are asked for, revisions
// replace, ties take the greatest text, and predictions without an outcome stay unlabelled.
func labels(t *testing.T, h Harness) {
	at := day(3, 5).UTC()
	after := func(hours int) time.Time { return at.Add(time.Duration(hours) * time.Hour) }
	log := logTable([]Column{{Name: "late", Type: Boolean}}, [][]any{
		{int64(1), at, true}, {int64(2), at, true}, {int64(3), at, false}, {int64(4), at, false}, {int64(5), at, true},
		{int64(6), at, nil},
	})
	outcomes := outcomesTable(BigInt, [][]any{
		{int64(1), "true", after(2)},
		{int64(2), "true", after(2)}, {int64(2), "false", after(5)}, // revised within the horizon
		{int64(3), "false", after(30)},                       // late
		{int64(4), "a", after(3)}, {int64(4), "b", after(3)}, // a tie
		{int64(6), "true", after(24)}, // at the horizon itself; no prediction
		{int64(5), nil, after(1)},     // no label after all
		{int64(99), "true", after(1)}, // an outcome nobody predicted
	})
	s := h.Open(t, log, outcomes)
	m := labelledModel()
	m.Log.Prediction = "late"
	inTime := map[summary.JointKey]float64{
		{State: summary.InTime, Prediction: "true", Label: "true"}:              1,
		{State: summary.InTime, Prediction: "true", Label: "false"}:             1,
		{State: summary.InTime, Prediction: "false", Label: "b"}:                1,
		{State: summary.InTime, Prediction: summary.NoClass, Label: "true"}:     1,
		{State: summary.Unlabelled, Prediction: "true", Label: summary.NoClass}: 1,
	}
	late := map[summary.JointKey]float64{{State: summary.Late, Prediction: "false", Label: "false"}: 1}
	ignored := map[summary.JointKey]float64{{State: summary.Unlabelled, Prediction: "false", Label: summary.NoClass}: 1}
	cases := []struct {
		name   string
		unique string
		all    bool
		want   []map[summary.JointKey]float64
	}{
		{"within the horizon", "first", false, []map[summary.JointKey]float64{inTime, ignored}},
		{"all labels", "first", true, []map[summary.JointKey]float64{inTime, late}},
		{"all labels, rows not de-duplicated", "all", true, []map[summary.JointKey]float64{inTime, late}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m.Log.Unique = c.unique
			_, how := outcomesOf(t, s, m)
			how.All = c.all
			scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6))}}
			statement, err := scan.Joint(how)
			got := run(t, s, statement, err)[0].Outcomes[""]
			want := map[summary.JointKey]float64{}
			for _, part := range c.want {
				for k, n := range part {
					want[k] += n
				}
			}
			if diff := cmp.Diff(want, got.Joint); diff != "" {
				t.Errorf("joint counts differ (-want +store):\n%s", diff)
			}
		})
	}
}

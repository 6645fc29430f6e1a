package conformance

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// distinct: every store distinguishes the same values, whatever their type, in one window or in several, and stops
// counting one beyond what may be known.
func distinct(t *testing.T, h Harness) {
	at := day(3, 5).UTC()
	texts := []any{"a", "A", "a ", "a", "á", "a\u0301", "", "1", "1.0", "x", nil}
	numbers := []any{0.0, math.Copysign(0, -1), 1.5, 1.5, 1.5 + 0x1p-52, math.NaN(), math.Inf(1), 1e300, -1e300, nil,
		0.25}
	var rows [][]any
	for i := range texts {
		rows = append(rows, []any{int64(i), at, texts[i], numbers[i], []any{"g", "h"}[i%2]})
	}
	rows = append(rows, []any{int64(90), at.AddDate(0, 0, 1), "a", 1.5, "g"},
		[]any{int64(91), at.AddDate(0, 0, 2), "z", 9.0, "g"})
	s := h.Open(t, logTable([]Column{{Name: "c", Type: Text}, {Name: "x", Type: Double}, {Name: "place", Type: Text}},
		rows))
	m := logModel()
	columns := []plan.Column{
		{Key: "c", Role: "c", Name: "c", Mode: plan.Classified, Kept: []string{"a"}, Distinct: true},
		{Key: "x", Role: "x", Name: "x", Grid: summary.DefaultExponential, Distinct: true},
		{Key: "p", Role: "x", Name: "x", Grid: summary.ScoreGrid, Probability: true, Distinct: true},
		{Key: "parsed", Role: "c", Name: "c", Grid: summary.DefaultExponential, Distinct: true},
	}
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m)}, Columns: columns}
	expect := func(t *testing.T, got plan.Counted, segment plan.Segment, want map[string]float64) {
		t.Helper()
		for key, n := range want {
			c := got.Columns[key][segment]
			if c == nil || !slices.Equal(c.Distinct, []float64{n}) {
				t.Errorf("%s has %+v, want %v values", key, c, n)
			}
		}
	}
	t.Run("one window", func(t *testing.T) {
		scan.Spans = one(day(3, 5), day(3, 7))
		statement, err := scan.Count(s.Dialect().Counting)
		expect(t, run(t, s, statement, err)[0], "", map[string]float64{"c": 9, "x": 6, "p": 2, "parsed": 1})
	})
	t.Run("windows and segments", func(t *testing.T) {
		scan.Spans = append(one(day(3, 5), day(3, 6)), one(day(3, 6), day(3, 8))...)
		scan.Dimensions = []plan.Dimension{{Name: "place", Role: "place", Column: "place"}}
		statement, err := scan.Count(s.Dialect().Counting)
		got := run(t, s, statement, err)
		expect(t, got[0], plan.NewSegment("g"), map[string]float64{"c": 5, "x": 5, "p": 2})
		expect(t, got[0], plan.NewSegment("h"), map[string]float64{"c": 5, "x": 3, "p": 1, "parsed": 1})
		expect(t, got[1], plan.NewSegment("g"), map[string]float64{"c": 2, "x": 2})
		if got[1].Columns["x"][plan.NewSegment("h")] != nil {
			t.Error("a place without rows has values")
		}
	})
	t.Run("many", func(t *testing.T) { manyValues(t, h) })
}

// manyValues: a single window is counted to the limit, and no further.
func manyValues(t *testing.T, h Harness) {
	at := day(3, 5).UTC()
	var rows [][]any
	for i := range plan.DistinctLimit + 50 {
		rows = append(rows, []any{int64(i), at, fmt.Sprint(i), float64(i % (plan.DistinctLimit - 1))})
	}
	s := h.Open(t, logTable([]Column{{Name: "c", Type: Text}, {Name: "x", Type: Double}}, rows))
	m := logModel()
	statement, err := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6))},
		Columns: []plan.Column{
			{Key: "c", Role: "c", Name: "c", Mode: plan.Classified, Distinct: true},
			{Key: "x", Role: "x", Name: "x", Grid: summary.DefaultExponential, Distinct: true},
		}}.Count(s.Dialect().Counting)
	got := run(t, s, statement, err)[0]
	for key, want := range map[string]float64{"c": plan.DistinctLimit, "x": plan.DistinctLimit - 1} {
		if c := got.Columns[key][""]; c == nil || c.Distinct[0] != want {
			t.Errorf("%s has %+v, want %v values", key, c, want)
		}
	}
}

package conformance

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// pairs: every store sums the moments of two variables to the same digits, over the rows where both have a value.
func pairs(t *testing.T, h Harness) {
	at := day(3, 5).UTC()
	values := [][2]any{{1.5, 0.25}, {-3.75, 0.5}, {0.1, 1.0 / 3}, {math.Pi, 0.9}, {1e-300, 1e-300}, {1e9, 0.1},
		{-1e149, 1.0}, {nil, 0.5},
		{2.0, nil}, {math.NaN(), 0.5}, {math.Inf(-1), 0.5}, {1e200, 0.5}, {7.0, 1.5}, {0.0, 0.0},
		{math.Copysign(0, -1), 0.125}}
	var rows [][]any
	for i, v := range values {
		rows = append(rows, []any{int64(i), at, v[0], v[1], []any{"true", "no", nil}[i%3]})
	}
	s := h.Open(t, logTable([]Column{{Name: "x", Type: Double}, {Name: "p", Type: Double}, {Name: "label", Type: Text}},
		rows))
	m := logModel()
	m.Outcomes = &model.Outcomes{Label: "label"}
	x, p := plan.Column{Key: "x", Role: "x", Name: "x"}, plan.Column{Key: "p", Role: "p", Name: "p", Probability: true}
	scale, other := plan.Scale{Center: 0.375, Exponent: -1}, plan.Scale{Center: -2, Exponent: 3}
	cases := []struct {
		name string
		pair plan.Pair
		y    func(i int) (float64, bool)
	}{
		{"a feature and a probability", plan.Pair{X: x, Y: p, ScaleX: other, ScaleY: scale},
			func(i int) (float64, bool) {
				v, ok := values[i][1].(float64)
				return v, ok && v <= 1
			}},
		{"a feature and the label", plan.Pair{X: x, Y: plan.Column{Key: summary.LabelKey}, ScaleX: scale},
			func(i int) (float64, bool) {
				return []float64{1, 0, 0}[i%3], i%3 < 2
			}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			want := map[int64]summary.Cell{}
			for i, v := range values {
				a, ok := v[0].(float64)
				b, both := c.y(i)
				if ok && both && math.Abs(a) <= 1e150 {
					observePair(want, placed(c.pair.ScaleX, a), placed(c.pair.ScaleY, b))
				}
			}
			scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6))},
				Columns: []plan.Column{{Key: "pair", Pair: &c.pair}}}
			if c.pair.OfLabel() {
				scan.Labels = &plan.Labels{Column: "label"}
			}
			statement, err := scan.Pairs(s.Dialect().Counting)
			got := run(t, s, statement, err)[0].Columns["pair"][""]
			if diff := cmp.Diff(want, got.Cells); diff != "" {
				t.Errorf("moments differ (-Go +store):\n%s", diff)
			}
		})
	}
}

// placed is z as summary defines it.
func placed(s plan.Scale, x float64) float64 {
	z := math.Max(-summary.PairLimit, math.Min(summary.PairLimit, math.Ldexp(x-s.Center, -s.Exponent)))
	if math.Abs(z) < summary.PairFloor {
		return 0
	}
	return z
}

func observePair(sums map[int64]summary.Cell, x, y float64) {
	beyond := sums[summary.PairBeyond]
	if math.Abs(x) == summary.PairLimit || math.Abs(y) == summary.PairLimit {
		beyond.N++
	}
	sums[summary.PairBeyond] = beyond
	for k, m := range []float64{x, y, x * x, y * y, x * y} {
		whole := math.Floor(m)
		c := sums[int64(k)]
		sums[int64(k)] = summary.Cell{N: c.N + 1, Off: c.Off + whole, Off2: c.Off2 +
			math.Floor((m-whole)*summary.PairUnit+0.5)}
	}
}

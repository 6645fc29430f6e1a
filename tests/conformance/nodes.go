package conformance

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/storetest"
)

func text(s string) sqlast.Expr { return sqlast.Param{Value: s} }

// isoTimes are texts and the microseconds that they mean; nil is no time.
func isoTimes() []storetest.NodeCase {
	at := func(text string) any {
		t, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			panic(err)
		}
		return t.UnixMicro()
	}
	var list []storetest.NodeCase
	for _, c := range []struct {
		text string
		want any
	}{
		{"2024-02-29", at("2024-02-29T00:00:00Z")}, {"2024-05-01T10:00", at("2024-05-01T10:00:00Z")},
		{"2024-05-01 10:00:07", at("2024-05-01T10:00:07Z")},
		{"2024-05-01T10:00:00.5Z", at("2024-05-01T10:00:00.5Z")},
		{"2024-05-01T10:00:00.123456789+02:00", at("2024-05-01T08:00:00.123456Z")},
		{"2024-05-01 10:00:00-0330", at("2024-05-01T13:30:00Z")},
		{"2024-05-01T23:30:00-05", at("2024-05-02T04:30:00Z")}, {"2024-05-01T00:30+14:00", at("2024-04-30T10:30:00Z")},
		{"1969-12-31T23:59:59.999999Z", int64(-1)}, {"1900-02-28T00:00:00Z", at("1900-02-28T00:00:00Z")},
		{"2200-12-31T23:59:59Z", at("2200-12-31T23:59:59Z")},
		{"2023-02-29", nil}, {"2100-02-29", nil}, {"2024-13-01", nil}, {"2024-04-31T10:00:00", nil},
		{"0000-01-01", nil}, {"2024-05-01T24:00:00", nil}, {"2024-05-01T10:60:00", nil},
		{"2024-05-01T10:00:60", nil}, {"2024-05-01T10:00:00+15:00", nil}, {"2024-5-1", nil}, {"20240501T100000Z", nil},
		{" 2024-05-01", nil}, {"2024-05-01T10", nil}, {"2024-05-01Z", nil},
		{"01/05/2024", nil}, {"1714557600", nil}, {"infinity", nil}, {"now", nil}, {"2024-05-01T10:00:00 UTC", nil},
		{"", nil}, {"2024-05-01\n", nil}, {"٢٠٢٤-05-01", nil},
	} {
		list = append(list, storetest.NodeCase{Name: fmt.Sprintf("time of %q", c.text),
			X: sqlast.Micros{X: text(c.text), From: sqlast.Text}, Want: c.want})
	}
	for written, names := range map[string]int64{"2024-05-01": 0, "2024-05-01T10:00": 0, "2024-05-01 10:00:00.25": 0,
		"2024-05-01T10:00Z": 1, "2024-05-01 10:00:00-05": 1, "2024-05-01T10:00:00.5+0530": 1} {
		list = append(list, storetest.NodeCase{Name: fmt.Sprintf("offset of %q", written),
			X: sqlast.HasOffset{X: text(written)}, Want: names})
	}
	return list
}

// eachNode computes every node on values, one statement each. What is NaN or infinite is NULL where neither can be.
func eachNode(t *testing.T, h Harness) {
	s := h.Open(t)
	special := []string{"number too large", "NaN", "infinite", "text of NaN", "infinity clamped"}
	for _, c := range slices.Concat(storetest.ValueNodes(), storetest.TimeNodes(), isoTimes()) {
		if h.Finite && slices.Contains(special, c.Name) {
			c.Want = nil
		}
		t.Run(c.Name, func(t *testing.T) { compute(t, s, c) })
	}
}

// compute runs a statement of one node.
func compute(t *testing.T, s store.Store, c storetest.NodeCase) {
	t.Helper()
	var got any
	_, err := s.Query(context.Background(), sqlast.Select{Items: []sqlast.Item{{X: c.X, As: "x"}}},
		func(r store.Row) error {
			got = cell(r)
			return nil
		})
	if err != nil {
		t.Fatalf("%v (%v)", err, causeOf(err))
	}
	if !same(got, c.Want) {
		t.Errorf("%v (%T), want %v (%T)", got, got, c.Want, c.Want)
	}
}

// cell is the first cell of a row; whole doubles count as whole numbers.
func cell(r store.Row) any {
	if n, ok := r.Int(0); ok {
		return n
	}
	if f, ok := r.Float(0); ok {
		return f
	}
	if s, ok := r.Text(0); ok {
		return s
	}
	return nil
}

// same compares numbers as numbers, within the last bits of a double.
func same(got, want any) bool {
	number := func(v any) (float64, bool) {
		switch v := v.(type) {
		case int64:
			return float64(v), true
		case float64:
			return v, true
		}
		return 0, false
	}
	g, isNumber := number(got)
	w, wanted := number(want)
	if !isNumber || !wanted {
		return got == want
	}
	return g == w || math.Abs(g-w) < 1e-15*math.Abs(w)
}

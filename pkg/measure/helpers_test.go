package measure_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// oracle reads values that tests/oracle/generate.py made.
func oracle[T any](t *testing.T, name string) T {
	t.Helper()
	raw, err := os.ReadFile("../../tests/oracle/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var value T
	if err := json.Unmarshal(raw, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func lookup(t testing.TB, id string) measure.Measure {
	t.Helper()
	m, ok := measure.Lookup(id)
	if !ok {
		t.Fatalf("no measure %q", id)
	}
	return m
}

func observed(g summary.Grid, values ...float64) *summary.Column {
	c := &summary.Column{Grid: g}
	for _, x := range values {
		c.Observe(x)
	}
	return c
}

func categories(counts map[string]float64) *summary.Column {
	return &summary.Column{Categories: counts}
}

// of is a summary of one feature.
func of(c *summary.Column) *summary.Summary {
	s := summary.New()
	s.Columns["feature:x"] = c
	s.Rows = c.Total()
	return s
}

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tolerance {
		t.Errorf("%s: got %v, want %v within %v", what, got, want, tolerance)
	}
}

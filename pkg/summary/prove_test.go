package summary_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"leeway/pkg/summary"
)

// shapes draw values of the kinds that features have.
var shapes = map[string]func(r *rand.Rand) float64{
	"normal":             func(r *rand.Rand) float64 { return r.NormFloat64() },
	"normal far out":     func(r *rand.Rand) float64 { return 1013 + 5*r.NormFloat64() },
	"negative":           func(r *rand.Rand) float64 { return -1000 + 100*r.NormFloat64() },
	"uniform":            func(r *rand.Rand) float64 { return 100 * r.Float64() },
	"exponential":        func(r *rand.Rand) float64 { return r.ExpFloat64() },
	"lognormal":          func(r *rand.Rand) float64 { return math.Exp(r.NormFloat64()) },
	"heavy":              func(r *rand.Rand) float64 { return math.Exp(3 * r.NormFloat64()) },
	"heavy on both ends": func(r *rand.Rand) float64 { return math.Sinh(4 * r.NormFloat64()) },
	"mostly zero":        func(r *rand.Rand) float64 { return math.Max(0, r.NormFloat64()-1.3) },
	"halves zero":        func(r *rand.Rand) float64 { return math.Max(0, r.NormFloat64()) },
	"saturated":          func(r *rand.Rand) float64 { return math.Min(0.9999999, r.ExpFloat64()) },
	"two humps":          func(r *rand.Rand) float64 { return 20*float64(r.IntN(2)) + r.NormFloat64() },
	"with wild values":   func(r *rand.Rand) float64 { return r.NormFloat64() * math.Pow(1000, float64(r.IntN(900)/899)) },
	"whole and few":      func(r *rand.Rand) float64 { return float64(r.IntN(50) - 3) },
	"whole and signed":   func(r *rand.Rand) float64 { return math.Round(3 * r.NormFloat64()) },
	"whole and many":     func(r *rand.Rand) float64 { return float64(r.IntN(1_000_000)) },
	"whole to a limit":   func(r *rand.Rand) float64 { return float64(r.IntN(1030)) },
	"powers of two":      func(r *rand.Rand) float64 { return -math.Exp2(float64(r.IntN(12))) },
}

// What is proven is what the values' own first pass chooses, whatever the values and their scale; most choices are.
func TestAProvenGridIsTheChosenOne(t *testing.T) {
	for name, draw := range shapes {
		t.Run(name, func(t *testing.T) {
			const trials = 60
			proven := 0
			for i := range trials {
				random := rand.New(rand.NewPCG(7, uint64(i)))
				scale := 1.0
				if whole := len(name) > 5 && name[:5] == "whole"; !whole {
					scale = math.Exp2(8 * random.NormFloat64())
				}
				values := make([]float64, 6_000)
				for j := range values {
					values[j] = scale * draw(random)
				}
				proven += check(t, fmt.Sprintf("trial %d", i), values)
			}
			t.Logf("%d of %d proven", proven, trials)
			if least := trials * 6 / 10; proven < least {
				t.Errorf("%d of %d choices were proven, want %d", proven, trials, least)
			}
		})
	}
}

// check proposes a grid by the first values, and returns 1 if the choice was proven for all.
func check(t *testing.T, name string, values []float64) int {
	t.Helper()
	sample := observed(summary.OctaveGrid, values[:len(values)/4]...)
	proposed, _ := summary.ChooseGrid(sample)
	whole := true
	for _, x := range values {
		whole = whole && x == math.Trunc(x)
	}
	got, ok := summary.ProveGrid(observed(proposed.Finer(), values...), sample, whole)
	want, notice := summary.ChooseGrid(observed(summary.OctaveGrid, values...))
	if ok && (got != want || notice != "") {
		t.Errorf("%s: %s was proven, %s is chosen (%s)", name, got, want, notice)
	}
	if ok {
		return 1
	}
	return 0
}

func TestNothingIsProvenOfTooLittle(t *testing.T) {
	for name, values := range map[string][]float64{
		"nothing": nil, "NaN": {math.NaN()}, "one value": {3.5, 3.5, 3.5, 3.5}, "beyond all cells": {1, 2, 3, 4, 1.5, 2.5, 3.5, 1e300},
	} {
		if check(t, name, values) != 0 {
			t.Errorf("%s: a grid was proven", name)
		}
	}
}

// Counts on finer linear cells are, cell by cell, those on the cells they nest in; on other grids they say nothing.
func TestCountsOnNestedCells(t *testing.T) {
	linear := func(scale int) summary.Grid { return summary.Grid{Family: summary.Linear, Scale: scale} }
	for _, c := range []struct {
		name     string
		from, on summary.Grid
		values   []float64
		nested   bool
	}{
		{"the same grid", linear(3), linear(3), []float64{-1, 0.1, 2}, true},
		{"a step wider", linear(3), linear(2), []float64{-1, -0.125, 0, 0.124, 0.125, 2, math.NaN()}, true},
		{"many steps wider", linear(6), linear(-3), []float64{-9, -8, -7.9, 7.9, 8}, true},
		{"the same exponential grid", summary.DefaultExponential, summary.DefaultExponential, []float64{-3, 0, 3}, true},
		{"finer cells", linear(2), linear(3), []float64{1}, false},
		{"another family", linear(2), summary.DefaultExponential, []float64{1}, false},
		{"a wider exponential grid", summary.DefaultExponential, summary.OctaveGrid, []float64{1}, false},
		{"beyond all cells", linear(2), linear(1), []float64{1e300}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			even, ok := observed(c.from, c.values...).EvenOn(c.on)
			if ok != c.nested {
				t.Fatalf("nested: %v", ok)
			}
			if !ok {
				return
			}
			want := observed(c.on, c.values...)
			if len(even.Cells) != len(want.Cells) || even.Invalid != want.Invalid {
				t.Fatalf("%d cells and %v invalid, want %d and %v", len(even.Cells), even.Invalid, len(want.Cells), want.Invalid)
			}
			for key, cell := range want.Cells {
				if even.Cells[key] != c.on.EvenCell(key, cell.N) {
					t.Errorf("cell %d: %+v", key, even.Cells[key])
				}
			}
		})
	}
}

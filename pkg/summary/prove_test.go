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
	"coin":               func(r *rand.Rand) float64 { return float64(2*r.IntN(2) - 1) },
}

// What is proven is what the values' own first pass chooses, whatever the values and their scale; most choices are, and
// more with exact moments.
func TestAProvenGridIsTheChosenOne(t *testing.T) {
	for name, draw := range shapes {
		t.Run(name, func(t *testing.T) {
			const trials = 60
			var proven, withMoments int
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
				byCounts, byMoments := check(t, fmt.Sprintf("trial %d", i), values)
				proven, withMoments = proven+byCounts, withMoments+byMoments
			}
			t.Logf("%d of %d proven, %d with exact moments", proven, trials, withMoments)
			if least := trials * 6 / 10; proven < least || withMoments < least || withMoments < proven {
				t.Errorf("%d of %d choices were proven, %d with exact moments, want %d", proven, trials, withMoments,
					least)
			}
		})
	}
}

// Standardized features have an sd of 1 but for the last digits, which no two stores add up alike.
func TestAnSdNextToAPowerOfTwoIsThePower(t *testing.T) {
	for _, off := range []float64{0, 1e-15, -1e-15, 1e-9, -1e-9, 1e-7, -1e-7} {
		random := rand.New(rand.NewPCG(11, 1))
		values := make([]float64, 20_000)
		for i := range values[:len(values)/2] {
			values[i] = random.NormFloat64()
			values[len(values)/2+i] = -values[i] // so that their mean is 0
		}
		scale := (1 + off) / math.Sqrt(exactly(values).Variance)
		for i := range values {
			values[i] *= scale
		}
		first, exact := observed(summary.OctaveGrid, values...), exactly(values)
		want := summary.Grid{Family: summary.Linear, Scale: 5}
		if got, _ := summary.ChooseGrid(first); got != want {
			t.Errorf("sd 1%+g: %s was chosen", off, got)
		}
		if _, ok := summary.ProveGrid(observed(want.Finer(), values...), first, nil, false); ok {
			t.Errorf("sd 1%+g: proven by cells, which do not tell", off)
		}
		if got, ok := summary.ProveGrid(observed(want.Finer(), values...), first, &exact, false); got != want || !ok {
			t.Errorf("sd 1%+g: %s was proven (%v)", off, got, ok)
		}
	}
}

// Moments of other values than those that were counted prove nothing.
func TestMomentsOfOtherValuesAreNotBelieved(t *testing.T) {
	values := make([]float64, 4_000)
	for i := range values {
		values[i] = float64(i % 300)
	}
	sample, fine, exact := observed(summary.OctaveGrid,
		values...), observed(summary.Grid{Family: summary.Linear, Scale: 3}, values...), exactly(values)
	if _, ok := summary.ProveGrid(fine, sample, &exact, false); !ok {
		t.Fatal("the grid of whole numbers was not proven")
	}
	for name, wrong := range map[string]func(e *summary.Exact){
		"of one value more":      func(e *summary.Exact) { e.N++ },
		"of another sd":          func(e *summary.Exact) { e.Variance *= 2 },
		"that are too large":     func(e *summary.Exact) { e.Variance = math.Inf(1) },
		"of a fractional number": func(e *summary.Exact) { e.Fractional = true },
	} {
		believed := exact
		wrong(&believed)
		if grid, ok := summary.ProveGrid(fine, sample, &believed, false); ok {
			t.Errorf("moments %s proved %s", name, grid)
		}
	}
}

// What was not asked for is not taken as known.
func TestMomentsThatWereNotAskedFor(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	standard, wholes := make([]float64, 20_000), make([]float64, 20_000)
	for i := range standard {
		standard[i], wholes[i] = random.NormFloat64(), float64(i%300)
	}
	sd := math.Sqrt(exactly(standard).Variance)
	for i := range standard {
		standard[i] *= 0.9999 / sd
	}
	noVariance := func(e *summary.Exact) { e.Mean, e.Variance = 0, math.NaN() }
	notWhole := func(e *summary.Exact) { e.Fractional = true }
	for name, c := range map[string]struct {
		values []float64
		forget func(e *summary.Exact)
		proven bool
	}{
		"whole numbers need no variance":                 {wholes, noVariance, true},
		"numbers that may be fractional are not whole":   {wholes, notWhole, false},
		"an sd next to a power of two needs a variance":  {standard, noVariance, false},
		"an sd needs no numbers that are known as whole": {standard, notWhole, true},
	} {
		first, exact := observed(summary.OctaveGrid, c.values...), exactly(c.values)
		grid, _ := summary.ChooseGrid(first)
		c.forget(&exact)
		if got, ok := summary.ProveGrid(observed(grid.Finer(), c.values...), first, &exact, false); ok != c.proven ||
			ok && got != grid {
			t.Errorf("%s: %s is proven: %v; %s was chosen", name, got, ok, grid)
		}
	}
}

// exactly computes what a store does.
func exactly(values []float64) summary.Exact {
	e := summary.Exact{N: float64(len(values))}
	for _, x := range values {
		e.Mean += x / e.N
		e.Fractional = e.Fractional || x != math.Trunc(x)
	}
	for _, x := range values {
		e.Variance += (x - e.Mean) * (x - e.Mean) / e.N
	}
	return e
}

// check proposes a grid by the first values, and returns 1 if the choice was proven for all, by counts and by exact
// moments.
func check(t *testing.T, name string, values []float64) (byCounts, byMoments int) {
	t.Helper()
	sample := observed(summary.OctaveGrid, values[:len(values)/4]...)
	proposed, _ := summary.ChooseGrid(sample)
	whole := true
	for _, x := range values {
		whole = whole && x == math.Trunc(x)
	}
	exact, fine := exactly(values), observed(proposed.Finer(), values...)
	want, notice := summary.ChooseGrid(observed(summary.OctaveGrid, values...))
	proven := func(exact *summary.Exact, whole bool) int {
		got, ok := summary.ProveGrid(fine, sample, exact, whole)
		if ok && (got != want || notice != "") {
			t.Errorf("%s: %s was proven, %s is chosen (%s)", name, got, want, notice)
		}
		if ok {
			return 1
		}
		return 0
	}
	return proven(nil, whole), proven(&exact, false)
}

func TestNothingIsProvenOfTooLittle(t *testing.T) {
	for name, values := range map[string][]float64{
		"nothing": nil, "NaN": {math.NaN()}, "one value": {3.5, 3.5, 3.5, 3.5}, "beyond all cells": {1, 2, 3, 4, 1.5,
			2.5, 3.5, 1e300},
	} {
		if byCounts, byMoments := check(t, name, values); byCounts+byMoments != 0 {
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
		{"the same exponential grid", summary.DefaultExponential, summary.DefaultExponential, []float64{-3, 0, 3},
			true},
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
				t.Fatalf("%d cells and %v invalid, want %d and %v", len(even.Cells), even.Invalid, len(want.Cells),
					want.Invalid)
			}
			for key, cell := range want.Cells {
				if even.Cells[key] != c.on.EvenCell(key, cell.N) {
					t.Errorf("cell %d: %+v", key, even.Cells[key])
				}
			}
		})
	}
}

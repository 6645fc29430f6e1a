package summary

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// columns draws columns of numbers on a grid: counts, weights, places that were rounded and places that were not.
func columns(scales ...int) *rapid.Generator[*Column] {
	number := rapid.OneOf(rapid.Map(rapid.IntRange(-5, 1<<40), func(n int) float64 { return float64(n) }),
		rapid.Just(0.0), rapid.Float64Range(-1e300, 1e300), rapid.SampledFrom([]float64{1 << 53, 1 << 54, -1 << 60, 0.1}))
	cell := rapid.Custom(func(t *rapid.T) Cell {
		return Cell{N: number.Draw(t, "n"), Zero: number.Draw(t, "zero"), Outside: number.Draw(t, "outside"),
			Fractional: number.Draw(t, "fractional"), Off: number.Draw(t, "off"), Off2: number.Draw(t, "off2")}
	})
	key := rapid.OneOf(rapid.Int64Range(-3, 3), rapid.Int64Range(-1<<53, 1<<53))
	return rapid.Custom(func(t *rapid.T) *Column {
		c := &Column{Grid: Grid{Family: Linear, Scale: rapid.SampledFrom(scales).Draw(t, "scale")},
			Missing: number.Draw(t, "missing"), Invalid: number.Draw(t, "invalid")}
		if rapid.Bool().Draw(t, "has cells") {
			c.Cells = rapid.MapOfN(key, cell, 0, 20).Draw(t, "cells")
		}
		return c
	})
}

func TestACompactColumnHoldsWhatTheColumnHeld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := columns(0).Draw(t, "column")
		if got := c.Compact().Column(); !reflect.DeepEqual(got, c) {
			t.Fatalf("%+v became %+v", c, got)
		}
	})
}

func TestACompactColumnAddsWhatTheColumnAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want, added := columns(0, 1, 2).Draw(t, "to"), columns(0, 1, 2).Draw(t, "added")
		got := want.Clone()
		if err := want.Add(added); err != nil {
			t.Fatal(err)
		}
		if err := got.AddCompact(added.Compact()); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(withoutNaN(got), withoutNaN(want)) {
			t.Fatalf("added up to %+v, want %+v", got, want)
		}
	})
}

// withoutNaN puts a number in the place of NaN, which equals nothing. Infinite sums of coarsened cells make it.
func withoutNaN(c *Column) *Column {
	for key, cell := range c.Cells {
		for _, x := range cell.numbers() {
			if math.IsNaN(*x) {
				*x = -1
			}
		}
		c.Cells[key] = cell
	}
	return c
}

func TestACompactColumnOfAnotherKindDoesNotMerge(t *testing.T) {
	categories := &Column{Categories: map[string]float64{"a": 2}, Other: 1, Distinct: []float64{3}}
	numbers := &Column{Grid: ScoreGrid, Cells: map[int64]Cell{1: {N: 1}}}
	if err := numbers.Clone().AddCompact(categories.Compact()); err == nil {
		t.Error("categories were added to numbers")
	}
	sum := &Column{}
	for range 2 {
		if err := sum.AddCompact(categories.Compact()); err != nil {
			t.Fatal(err)
		}
	}
	if want := (&Column{Categories: map[string]float64{"a": 4}, Other: 2, Distinct: []float64{3, 3}}); !reflect.DeepEqual(sum, want) {
		t.Errorf("the sum is %+v, want %+v", sum, want)
	}
	if err := sum.AddCompact(Compact{}); err != nil || categories.Compact().Numeric() || !numbers.Compact().Numeric() {
		t.Errorf("the zero value adds nothing (%v); only numbers are numeric", err)
	}
}

// A day of a feature takes a sixth of what its cells take in a map.
func TestACompactColumnTakesASixth(t *testing.T) {
	day := &Column{Grid: Grid{Family: Linear, Scale: 3}, Cells: map[int64]Cell{}}
	for i := range 900 {
		day.Observe(50 + 12*math.Sin(float64(i*i)))
	}
	cells := day.Compact().Size()
	if inMap := 57 * len(day.Cells) * 8 / 7; 6*cells > inMap {
		t.Errorf("%d cells take %d bytes, %d in a map", len(day.Cells), cells, inMap)
	}
}

package measure_test

import (
	"slices"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// A window counted by a binning falls into the bins that Bins draws.
func TestABinningCountsAsBinsDraws(t *testing.T) {
	g := summary.Grid{Family: summary.Linear}
	baseline, now := observed(g), observed(g)
	for i := range 100 {
		baseline.Observe(float64(i))
		now.Observe(float64(i / 2))
	}
	now.Missing, now.Invalid = 7, 3
	names, seen := categories(map[string]float64{"a": 50, "b": 30}), categories(map[string]float64{"b": 10, "z": 5})
	names.Other, seen.New = 4, 6
	for what, c := range map[string][2]*summary.Column{"numbers": {now, baseline}, "categories": {seen, names}} {
		binning, ok := measure.NewBinning(c[0], c[1], measure.Cutting{})
		row, counted := binning.Row(c[0])
		bins, reason := measure.Bins(c[0], c[1], measure.Cutting{})
		if !ok || !counted || reason != "" {
			t.Fatalf("%s: %v, %v, %q", what, ok, counted, reason)
		}
		for i, bin := range bins {
			got, place := 0.0, binning.Place(i, bin)
			switch bin.Kind {
			case measure.Missing:
				got = row.Missing
			case measure.Invalid:
				got = row.Invalid
			default:
				got = row.Counts[place]
			}
			if got != bin.Current {
				t.Errorf("%s: bin %s holds %v, is drawn with %v", what, bin.Label, got, bin.Current)
			}
		}
	}
}

func TestOutsideCountsWhatNoOtherWindowReaches(t *testing.T) {
	g := summary.Grid{Family: summary.Linear}
	usual, far := observed(g, 1, 2, 3, 4), observed(g, -999, -999, 0, 2, 9)
	binning := measure.PooledBinning([]*summary.Column{usual, far}, measure.Cutting{})
	now, _ := binning.Row(far)
	then, _ := binning.Row(usual)
	if below, above := now.Outside([]measure.Row{then}); below != 3 || above != 1 {
		t.Errorf("%v values lie below and %v above", below, above)
	}
	if below, above := now.Outside(nil); below != 0 || above != 0 {
		t.Errorf("without other windows %v lie below and %v above", below, above)
	}
}

func TestAWindowOfNothingValidIsStillCounted(t *testing.T) {
	binning := measure.PooledBinning([]*summary.Column{observed(summary.Grid{Family: summary.Linear}, 1, 2, 3)}, measure.Cutting{})
	row, ok := binning.Row(&summary.Column{Missing: 40})
	if !ok || row.Missing != 40 || row.Total() != 40 || slices.Max(row.Counts) != 0 {
		t.Errorf("%+v, %v", row, ok)
	}
	if _, ok := binning.Row(categories(map[string]float64{"a": 1})); ok {
		t.Error("categories were counted by bins of numbers")
	}
}

// Windows taken as one are counted like a column that holds the values of all.
func TestPooledRowsAreTheRowOfAllValues(t *testing.T) {
	g := summary.Grid{Family: summary.Linear}
	first, second, all := observed(g, 1, 2, 3, 9), observed(g, -5, 2, 2), observed(g, 1, 2, 3, 9, -5, 2, 2)
	first.Missing, second.Missing, second.Invalid, all.Missing, all.Invalid = 1, 2, 3, 3, 3
	binning := measure.PooledBinning([]*summary.Column{first, second}, measure.Cutting{})
	a, _ := binning.Row(first)
	b, _ := binning.Row(second)
	want, _ := binning.Row(all)
	got := measure.PoolRows([]measure.Row{a, b})
	wide, _ := binning.Row(observed(g, -9, 20))
	below, above := wide.Outside([]measure.Row{got})
	if !slices.Equal(got.Counts, want.Counts) || got.Valid != want.Valid || got.Missing != want.Missing ||
		got.Invalid != want.Invalid || below != 1 || above != 1 {
		t.Errorf("got %+v, want %+v; %v values lie below and %v above", got, want, below, above)
	}
}

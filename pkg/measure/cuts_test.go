package measure_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
	"pgregory.net/rapid"
)

func eighths() summary.Grid { return summary.Grid{Family: summary.Linear, Scale: 3} }

func TestBinsOfWholeNumbersHaveWholeEdges(t *testing.T) {
	hours := []float64{5, 6, 6, 7, 7, 7, 8, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21}
	for name, c := range map[string]struct {
		current, baseline *summary.Column
		bins              int
		want              string
	}{
		"hours of the day": {observed(eighths(), hours...), observed(eighths(), hours...), 5,
			"below 7|7 to 9|9 to 14|14 to 18|from 18|"},
		"a frequent value has both edges, without an empty bin before it": {observed(eighths(), 1),
			observed(eighths(), 0, 1, 1, 1, 1, 2), 2, "below 1|1 to 2|from 2|"},
		"negative ones": {observed(eighths(), -3), observed(eighths(), -4, -3, -2, -1), 4,
			"below -4|-4 to -3|-3 to -2|-2 to -1|-1 to 0|from 0|"},
		"an empty baseline": {observed(eighths(), 3, 3, 3), observed(eighths()), 10, "below 3|3 to 4|from 4|"},
		"the coarser of two grids": {observed(eighths(), 3, 4), observed(summary.Grid{Family: summary.Linear, Scale: 1},
			3, 3, 4), 2, "below 3|3 to 4|from 4|"},
		"a fraction in the current window keeps what distinguishes it": {observed(eighths(), 1, 1.5),
			observed(eighths(), 1, 1, 1), 10, "below 1|1 to 1.12|from 1.12|"},
		"a fraction in the baseline does, too": {observed(eighths(), 1), observed(eighths(), 1, 1, 1.5), 2,
			"below 1|1 to 1.12|from 1.12|"},
	} {
		bins, reason := measure.Bins(c.current, c.baseline, measure.Cutting{Bins: c.bins})
		if got := layout(bins); got != c.want || reason != "" {
			t.Errorf("%s: got %s (%s), want %s", name, got, reason, c.want)
		}
	}
}

// wholeNumbers draws a column of whole numbers: counts, codes, few values, two heaps, one value.
func wholeNumbers(t *rapid.T) []float64 {
	from := rapid.IntRange(-500, 500).Draw(t, "from")
	var values []float64
	for _, width := range rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 2, 23, 300}), 1, 3).Draw(t, "widths") {
		for _, x := range rapid.SliceOfN(rapid.IntRange(0, width), 1, 40).Draw(t, "values") {
			values = append(values, float64(from+x))
		}
		from += 100
	}
	return values
}

// Whole numbers on a grid finer than 1 have whole edges. Every bin that holds something holds what it does where the
// same values are not whole, so that PSI is the same.
func TestWholeEdgesChangeNoCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := summary.Grid{Family: summary.Linear, Scale: rapid.IntRange(1, 12).Draw(t, "scale")}
		now, then := wholeNumbers(t), wholeNumbers(t)
		k := rapid.IntRange(2, 30).Draw(t, "bins")
		whole := filled(t, observed(g, now...), observed(g, then...), measure.Cutting{Bins: k})
		for _, edge := range whole.edges {
			if edge != math.Trunc(edge) {
				t.Errorf("an edge of whole numbers is %v", edge)
			}
		}
		// One cell up, the same values lie in cells that begin at no whole number.
		shift := math.Ldexp(1, -g.Scale)
		moved := filled(t, observed(g, plus(now, shift)...), observed(g, plus(then, shift)...),
			measure.Cutting{Bins: k})
		if fmt.Sprint(whole.counts) != fmt.Sprint(moved.counts) || whole.psi != moved.psi {
			t.Errorf("bins hold %v (PSI %v), between whole numbers %v (%v)", whole.counts, whole.psi, moved.counts,
				moved.psi)
		}
	})
}

// Whole numbers by their type have whole edges on a grid of any cells. Every bin holds what lies between its edges, and
// PSI is what it is where the type is not known.
func TestWholeEdgesFitEveryGrid(t *testing.T) {
	cutPoints, err := summary.NewEdges([]float64{-120.5, -0.25, 0.5, 7, 7.5, 300.1})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		g := rapid.SampledFrom([]summary.Grid{cutPoints, {Family: summary.Exponential, Scale: -1},
			{Family: summary.Exponential, Scale: 2}, {Family: summary.Exponential, Scale: 8}}).Draw(t, "grid")
		now, then := wholeNumbers(t), wholeNumbers(t)
		how := measure.Cutting{Bins: rapid.IntRange(2, 30).Draw(t, "bins")}
		plain := filled(t, observed(g, now...), observed(g, then...), how)
		how.Integers = true
		whole := filled(t, observed(g, now...), observed(g, then...), how)
		if fmt.Sprint(whole.counts) != fmt.Sprint(plain.counts) || whole.psi != plain.psi {
			t.Errorf("bins hold %v (PSI %v), without the type %v (%v)", whole.counts, whole.psi, plain.counts,
				plain.psi)
		}
		bins, _ := measure.Bins(observed(g, now...), observed(g, then...), how)
		for i, bin := range bins {
			if i > 0 && (bin.Lower != math.Trunc(bin.Lower) || bin.Lower <= bins[i-1].Lower) {
				t.Errorf("an edge of whole numbers is %v, after %v", bin.Lower, bins[i-1].Lower)
			}
			held := 0.0
			for _, x := range now {
				if x >= bin.Lower && x < bin.Upper {
					held++
				}
			}
			if bin.Current != held {
				t.Errorf("bin %s holds %v, between its edges lie %v", bin.Label, bin.Current, held)
			}
		}
	})
}

// Bins of windows of a history are those that are drawn.
func TestAHistoryIsCountedByTheWholeEdgesThatAreDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now, then := observed(eighths(), wholeNumbers(t)...), observed(eighths(), wholeNumbers(t)...)
		past := observed(eighths(), rapid.SliceOfN(rapid.Float64Range(-100, 100), 1, 40).Draw(t, "past")...)
		bins, _ := measure.Bins(now, then, measure.Cutting{})
		binning, _ := measure.NewBinning(now, then, measure.Cutting{})
		for what, c := range map[string]*summary.Column{"now": now, "earlier": past} {
			row, ok := binning.Row(c)
			if !ok || len(row.Counts) != len(bins) {
				t.Fatalf("%s: %v, %d counts of %d bins", what, ok, len(row.Counts), len(bins))
			}
			for i, bin := range bins {
				var held float64
				for key, cell := range c.Cells {
					if lo, _ := c.Grid.Bounds(key); lo >= bin.Lower && lo < bin.Upper {
						held += cell.N
					}
				}
				if row.Counts[i] != held || binning.Share(row, i, bin) != held/row.Valid {
					t.Errorf("%s: bin %s holds %v, counted as %v", what, bin.Label, held, row.Counts[i])
				}
			}
		}
	})
}

func plus(values []float64, shift float64) []float64 {
	moved := slices.Clone(values)
	for i := range moved {
		moved[i] += shift
	}
	return moved
}

// drawn is what the bins of a comparison come to; counts are of bins that hold something.
type drawn struct {
	edges  []float64
	counts [][2]float64
	psi    float64
}

func filled(t *rapid.T, current, baseline *summary.Column, how measure.Cutting) (out drawn) {
	bins, reason := measure.Bins(current, baseline, how)
	if reason != "" {
		t.Fatal(reason)
	}
	for i, bin := range bins {
		if i > 0 {
			out.edges = append(out.edges, bin.Lower)
		}
		if bin.Current+bin.Baseline > 0 {
			out.counts = append(out.counts, [2]float64{bin.Current, bin.Baseline})
		}
		out.psi += bin.Contribution
	}
	return out
}

package measure_test

import (
	"math"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
	"pgregory.net/rapid"
)

func layout(bins []measure.Bin) string {
	var text string
	for _, bin := range bins {
		text += bin.Label + "|"
	}
	return text
}

func TestBinsOfNumbers(t *testing.T) {
	whole := summary.Grid{Family: summary.Linear}
	var uniform []float64
	for i := range 100 {
		uniform = append(uniform, float64(i))
	}
	for name, c := range map[string]struct {
		current, baseline *summary.Column
		bins              int
		want              string
	}{
		"quartiles": {observed(whole, 5), observed(whole, uniform...), 4, "below 25|25 to 50|50 to 75|from 75|"},
		"a heavy cell has both edges": {observed(whole, 5), observed(whole, 1, 2, 3, 7, 7, 7, 7, 7, 8, 12), 2,
			"below 4|4 to 7|7 to 8|from 8|"},
		"one value": {observed(whole, 5), observed(whole, 3, 3, 3), 10, "below 3|3 to 4|from 4|"},
		"zeros have a bin": {observed(summary.DefaultExponential, 1),
			observed(summary.DefaultExponential, 0, 0, 0), 10, "below 0|0|above 0|"},
		"a cell of one value": {observed(edgesAround(0.1), 1), observed(edgesAround(0.1), 0.1, 0.1, 0.1), 2,
			"below 0.1|0.1|above 0.1|"},
		"an empty baseline": {observed(whole, 3, 3, 3), observed(whole), 10, "below 3|3 to 4|from 4|"},
		"edges are distinguished": {observed(summary.Grid{Family: summary.Linear, Scale: 3}, 1013),
			observed(summary.Grid{Family: summary.Linear, Scale: 3}, 1013.125,
				1013.375), 2, "below 1013.12|1013.12 to 1013.25|1013.25 to 1013.38|1013.38 to 1013.5|from 1013.5|"},
		"special bins come last": {&summary.Column{Grid: whole, Missing: 2}, observed(whole, 3, math.NaN()), 10,
			"below 3|3 to 4|from 4|(missing)|(invalid)|"},
	} {
		bins, reason := measure.Bins(c.current, c.baseline, measure.Cutting{Bins: c.bins})
		if got := layout(bins); got != c.want || reason != "" {
			t.Errorf("%s: got %s (%s), want %s", name, got, reason, c.want)
		}
	}
}

func TestBinsOfCategories(t *testing.T) {
	c := &summary.Column{Categories: map[string]float64{"a": 1, "b": 5, "z": 2}, New: 3, Missing: 9}
	b := &summary.Column{Categories: map[string]float64{"a": 4, "c": 4}, Other: 2, Missing: 10}
	bins, _ := measure.Bins(c, b, measure.Cutting{})
	if got, want := layout(bins), "a|c|b|z|(other)|(new)|(missing)|"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	first, last := bins[0], bins[len(bins)-1]
	within(t, "current share of valid values", first.CurrentShare, 1.0/11, 1e-15)
	within(t, "baseline share of valid values", first.BaselineShare, 0.4, 1e-15)
	within(t, "share of missing in all rows", last.CurrentShare, 9.0/20, 1e-15)
	if last.Contribution != 0 {
		t.Errorf("missing values contribute %v", last.Contribution)
	}
}

func TestBinsHoldEveryValueAndAddUpToTheIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := rapid.SampledFrom([]summary.Grid{{Family: summary.Linear, Scale: 1}, summary.DefaultExponential}).Draw(t,
			"grid")
		values := rapid.OneOf(rapid.Float64Range(-50, 50), rapid.SampledFrom([]float64{0, 0, 1, -1, 7.5}))
		c := observed(g, rapid.SliceOfN(values, 1, 80).Draw(t, "current")...)
		b := observed(g, rapid.SliceOfN(values, 1, 80).Draw(t, "baseline")...)
		k := rapid.IntRange(2, 30).Draw(t, "bins")
		bins, _ := measure.Bins(c, b, measure.Cutting{Bins: k})
		var n, m, total float64
		for i, bin := range bins {
			n, m, total = n+bin.Current, m+bin.Baseline, total+bin.Contribution
			if bin.Upper < bin.Lower || i > 0 && bin.Lower != bins[i-1].Upper {
				t.Errorf("bin %d is %v…%v after %v", i, bin.Lower, bin.Upper, bins[i-1].Upper)
			}
		}
		if n != c.Count() || m != b.Count() {
			t.Errorf("bins hold %v and %v of %v and %v values", n, m, c.Count(), b.Count())
		}
		psi, _ := measure.Lookup("psi")
		if d := psi.Compare(c, b, measure.Params{Bins: k}); math.Abs(d.Value-total) > 1e-12 {
			t.Errorf("contributions add up to %v, psi is %v", total, d.Value)
		}
		labels := map[string]bool{}
		for _, bin := range bins {
			labels[bin.Label] = true
		}
		if len(labels) != len(bins) {
			t.Errorf("labels repeat: %s", layout(bins))
		}
	})
}

// edgesAround gives a value a cell of its own.
func edgesAround(x float64) summary.Grid {
	g, err := summary.NewEdges([]float64{x, math.Nextafter(x, math.Inf(1))})
	if err != nil {
		panic(err)
	}
	return g
}

package measure_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

var twoSample = []string{"psi", "js", "kl", "hellinger", "tvd", "linf", "chi2", "ks", "wasserstein", "wasserstein_norm"}

// On categories every bin is a category, so the measures must be scipy's to rounding.
func TestDivergencesOfCategoriesAgainstScipy(t *testing.T) {
	for _, row := range oracle[[]map[string]any](t, "divergences") {
		column := func(name string) *summary.Column {
			counts := map[string]float64{}
			for i, n := range row[name].([]any) {
				counts["c"+strconv.Itoa(i)] = n.(float64)
			}
			return categories(counts)
		}
		for _, id := range twoSample[:7] {
			d := lookup(t, id).Compare(column("current"), column("baseline"), measure.Params{})
			want := row[id].(float64)
			if !d.OK {
				t.Errorf("%s: %s", id, d.Reason)
			}
			within(t, id, d.Value, want, 1e-9*math.Max(1, want))
		}
		d := lookup(t, "tvd").Compare(column("current"), column("baseline"), measure.Params{})
		if d.CriticalOK {
			t.Error("tvd has a critical value")
		}
	}
}

func TestKSAndWassersteinAgainstScipy(t *testing.T) {
	type sample struct {
		Name              string
		Current, Baseline []float64
		KS, Wasserstein   float64
		BaselineSd        float64 `json:"baseline_sd"`
	}
	for _, s := range oracle[[]sample](t, "samples") {
		g, _ := summary.ChooseGrid(observed(summary.OctaveGrid, s.Baseline...))
		c, b := observed(g, s.Current...), observed(g, s.Baseline...)
		ks := lookup(t, "ks").Compare(c, b, measure.Params{})
		// Two values in one cell cannot be distinguished: the bound is the largest share that a cell has in either
		// sample.
		var inCell float64
		for _, column := range []*summary.Column{c, b} {
			for _, cell := range column.SortedCells() {
				inCell = math.Max(inCell, cell.N/column.Count())
			}
		}
		if s.Name == "whole numbers" || s.Name == "one value" {
			inCell = 0
		}
		if ks.Value > s.KS+1e-12 || ks.Value < s.KS-inCell-1e-12 {
			t.Errorf("%s: ks %v, want %v less at most %v", s.Name, ks.Value, s.KS, inCell)
		}
		w := lookup(t, "wasserstein").Compare(c, b, measure.Params{})
		norm := lookup(t, "wasserstein_norm").Compare(c, b, measure.Params{})
		bound := meanWidth(c) + meanWidth(b) + 1e-9*math.Abs(s.Current[0])
		within(t, s.Name+": wasserstein", w.Value, s.Wasserstein, bound)
		if s.BaselineSd == 0 {
			if norm.OK || !strings.Contains(norm.Reason, "equal") {
				t.Errorf("%s: wasserstein_norm is %+v", s.Name, norm)
			}
			continue
		}
		within(t, s.Name+": wasserstein_norm", norm.Value, s.Wasserstein/s.BaselineSd, 1.01*bound/s.BaselineSd)
	}
}

// meanWidth is how far moving every value inside its cell can move the sample on average.
func meanWidth(c *summary.Column) float64 {
	var total float64
	for _, cell := range c.SortedCells() {
		lo, hi := c.Grid.Bounds(cell.Key)
		total += cell.N * (hi - lo)
	}
	return total / c.Count()
}

func TestOneWildValueHardlyMovesTheIndex(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	draw := func(n int) []float64 {
		values := make([]float64, n)
		for i := range values {
			values[i] = random.NormFloat64()
		}
		return values
	}
	current, baseline := draw(5_000), draw(20_000)
	g, _ := summary.ChooseGrid(observed(summary.OctaveGrid, baseline...))
	psi := func(c, b []float64) float64 {
		return lookup(t, "psi").Compare(observed(g, c...), observed(g, b...), measure.Params{}).Value
	}
	quiet := psi(current, baseline)
	for _, wild := range []float64{1e8, -1e8, 1e300} {
		within(t, "psi with a wild current value", psi(append(current, wild), baseline), quiet, 0.01)
		within(t, "psi with a wild baseline value", psi(current, append(baseline, wild)), quiet, 0.01)
	}
}

func TestRefusedComparisons(t *testing.T) {
	g := summary.Grid{Family: summary.Linear}
	numbers, nulls := observed(g, 1, 2, 3), &summary.Column{Grid: g, Missing: 5}
	for name, c := range map[string]struct {
		id                string
		current, baseline *summary.Column
		reason            string
	}{
		"nothing counted":   {"psi", nil, numbers, "not counted"},
		"current all null":  {"psi", nulls, numbers, "no valid values in the current window"},
		"baseline all null": {"js", numbers, nulls, "no valid values in the baseline"},
		"both all null":     {"js", nulls, nulls, "no valid values in either window"},
		"other family":      {"psi", numbers, observed(summary.DefaultExponential, 1), "different families"},
		"numbers and names": {"psi", numbers, categories(map[string]float64{"a": 1}),
			"numbers and the other categories"},
		"ks of names": {"ks", categories(map[string]float64{"a": 1}),
			categories(map[string]float64{"a": 1}), "numbers only"},
		"one cell, several values": {"psi", observed(g, 3.2, 3.7), observed(g, 3.1, 3.9),
			"are in one cell of the grid, 3 to 4"},
		"two values in one cell": {"ks", observed(g, 3.5, 3.5), observed(g, 3.1, 3.1),
			"are in one cell of the grid, 3 to 4"},
		"all categories new": {"js", &summary.Column{Categories: map[string]float64{}, New: 9},
			&summary.Column{Categories: map[string]float64{}, New: 7}, "the reference holds none of them"},
		"constant baseline": {"wasserstein_norm", numbers, observed(g, 1, 1), "no standard deviation"},
		"beyond a float64": {"wasserstein", observed(summary.DefaultExponential, -1.7e308),
			observed(summary.DefaultExponential, 1.7e308), "too large"},
	} {
		d := lookup(t, c.id).Compare(c.current, c.baseline, measure.Params{})
		if d.OK || d.CriticalOK || d.Value != 0 || !strings.Contains(d.Reason, c.reason) {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

// What was never there before and is all there is now has drifted as far as can be.
func TestNewCategoriesAloneAreAsFarAwayAsCanBe(t *testing.T) {
	now, before := &summary.Column{Categories: map[string]float64{}, New: 500}, categories(map[string]float64{"a": 500})
	for id, want := range map[string]float64{"js": 1, "hellinger": 1, "tvd": 1, "linf": 1} {
		if d := lookup(t, id).Compare(now, before, measure.Params{}); !d.OK || math.Abs(d.Value-want) > 1e-12 {
			t.Errorf("%s is %v (%v), want %v", id, d.Value, d.Reason, want)
		}
	}
}

func TestOneValueInBothWindowsIsNoDrift(t *testing.T) {
	single, err := summary.NewEdges([]float64{0.5, math.Nextafter(0.5, 1)})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []summary.Grid{{Family: summary.Linear}, summary.DefaultExponential, single} {
		if d := lookup(t, "psi").Compare(observed(g, 0.5, 0.5), observed(g, 0.5, 0.5, 0.5), measure.Params{}); !d.OK ||
			d.Value != 0 {
			t.Errorf("%s: %+v", g, d)
		}
	}
}

func TestOneBinIsSteady(t *testing.T) {
	c, b := categories(map[string]float64{"a": 500, "b": 0}), categories(map[string]float64{"a": 9000})
	for _, id := range twoSample[:7] {
		m := lookup(t, id)
		d := m.Compare(c, b, measure.Params{})
		if !d.OK || d.Value != 0 || d.CriticalOK {
			t.Errorf("%s of one bin: %+v", id, d)
		}
	}
}

// Chance alone exceeds a critical value with probability alpha, a twentieth here.
func TestCriticalValuesAreWhatChanceReaches(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const rounds = 2000
	beyond := map[string]float64{}
	ids := []string{"psi", "js", "kl", "hellinger", "chi2"}
	for range rounds {
		draw := func(n int) *summary.Column {
			c := categories(map[string]float64{})
			for range n {
				c.Categories[strconv.Itoa(r.IntN(8))]++
			}
			return c
		}
		now, then := draw(1000), draw(8000)
		for _, id := range ids {
			if d := lookup(t, id).Compare(now, then, measure.Params{Alpha: 0.05}); d.Value > d.Critical {
				beyond[id]++
			}
		}
	}
	for _, id := range ids {
		if share := beyond[id] / rounds; share < 0.03 || share > 0.07 {
			t.Errorf("%s exceeds its critical value in %.1f %% of quiet windows, want 5", id, 100*share)
		}
	}
}

func TestCompareLeavesItsColumnsAlone(t *testing.T) {
	fine, coarse := observed(summary.Grid{Family: summary.Linear, Scale: 4}, 1, 2,
		3), observed(summary.Grid{Family: summary.Linear}, 1, 2, 9)
	for _, id := range twoSample {
		d := lookup(t, id).Compare(fine, coarse, measure.Params{})
		if !d.OK {
			t.Errorf("%s on two scales: %s", id, d.Reason)
		}
	}
	if fine.Grid.Scale != 4 || len(fine.Cells) != 3 {
		t.Errorf("the finer column became %+v", fine)
	}
}

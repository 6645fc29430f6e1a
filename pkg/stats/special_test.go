package stats_test

import (
	"math"
	"testing"

	"leeway/pkg/stats"
	"pgregory.net/rapid"
)

func TestEmptySamplesAreNaN(t *testing.T) {
	none, some := []float64{0, 0}, []float64{3, 4}
	for name, got := range map[string]float64{
		"js":          stats.JensenShannon(none, some),
		"hellinger":   stats.Hellinger(some, none),
		"tvd":         stats.TotalVariation(none, some),
		"linf":        stats.LInfinity(some, none),
		"chi2":        stats.ChiSquared(none, some),
		"ks":          stats.KolmogorovSmirnov(none, some),
		"wasserstein": stats.Wasserstein(nil, nil, some, some),
		"auc":         stats.AUC(none, some),
		"pr auc":      stats.AveragePrecision(none, some),
		"ece":         stats.CalibrationError(none, none, none, 15),
		"theil-sen":   stats.TheilSen([]float64{1}, []float64{1}),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s of an empty sample is %v, want NaN", name, got)
		}
	}
}

func TestDegenerateTests(t *testing.T) {
	for name, c := range map[string][2]float64{
		"a trend of two values":    {stats.MannKendall([]float64{1, 2}), 1},
		"a trend of equal values":  {stats.MannKendall([]float64{4, 4, 4, 4}), 1},
		"one bin":                  {stats.PSI([]float64{0, 7}, []float64{0, 900}), 0},
		"χ² survival at 0":         {stats.ChiSquaredSurvival(0, 3), 1},
		"Kolmogorov survival at 0": {stats.KolmogorovSurvival(0), 1},
		"ROC of a perfect ranking": {stats.AUC([]float64{0, 5}, []float64{5, 0}), 1},
		"ROC of one score":         {stats.AUC([]float64{5}, []float64{2}), 0.5},
		"perfectly calibrated": {stats.CalibrationError([]float64{0.25, 0.5}, []float64{1, 2},
			[]float64{3, 2}, 2), 0},
		"calibration error of one group": {stats.CalibrationError([]float64{0.2, 0.6}, []float64{0, 2}, []float64{2, 0},
			1), 0.1},
	} {
		if math.Abs(c[0]-c[1]) > 1e-5 {
			t.Errorf("%s: got %v, want %v", name, c[0], c[1])
		}
	}
}

func TestTrendsOfConstantsAndLines(t *testing.T) {
	if got := stats.TheilSen([]float64{0, 1, 5}, []float64{1, 3, 11}); got != 2 {
		t.Errorf("slope of a line with a gap: got %v, want 2", got)
	}
}

// counts draws the counts of two samples in the same bins, each with at least one value.
func counts(t *rapid.T) (c, b []float64) {
	n := rapid.IntRange(1, 30).Draw(t, "bins")
	draw := func(label string) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = float64(rapid.IntRange(0, 5000).Draw(t, label))
		}
		out[rapid.IntRange(0, n-1).Draw(t, label+" at")]++
		return out
	}
	return draw("current"), draw("baseline")
}

func TestDivergenceProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, b := counts(t)
		if psi := stats.PSI(c, b); psi < 0 {
			t.Errorf("psi is %v", psi)
		}
		symmetric := map[string]func(c, b []float64) float64{"psi": stats.PSI, "js": stats.JensenShannon,
			"hellinger": stats.Hellinger, "tvd": stats.TotalVariation, "linf": stats.LInfinity, "chi2": stats.ChiSquared,
			"ks": stats.KolmogorovSmirnov}
		for name, f := range symmetric {
			there, back := f(c, b), f(b, c)
			if math.Abs(there-back) > 1e-9*(1+there) {
				t.Errorf("%s is not symmetric: %v and %v", name, there, back)
			}
			if same := f(c, c); math.Abs(same) > 1e-7 {
				t.Errorf("%s of a sample with itself is %v", name, same)
			}
			if name != "psi" && name != "chi2" && (there < 0 || there > 1+1e-12) {
				t.Errorf("%s is %v, outside [0, 1]", name, there)
			}
		}
	})
}

func TestDivergencesIgnoreTheOrderOfBins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, b := counts(t)
		order := rapid.Permutation(indices(len(c))).Draw(t, "order")
		pc, pb := make([]float64, len(c)), make([]float64, len(b))
		for to, from := range order {
			pc[to], pb[to] = c[from], b[from]
		}
		for name, f := range map[string]func(c, b []float64) float64{"psi": stats.PSI, "kl": stats.KullbackLeibler,
			"js": stats.JensenShannon, "chi2": stats.ChiSquared} {
			if x, y := f(c, b), f(pc, pb); math.Abs(x-y) > 1e-9*(1+math.Abs(x)) {
				t.Errorf("%s: %v, permuted %v", name, x, y)
			}
		}
	})
}

func indices(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestNearestCuts(t *testing.T) {
	for name, c := range map[string]struct {
		counts []float64
		groups int
		want   []int
	}{
		"even":                    {[]float64{1, 1, 1, 1}, 4, []int{0, 1, 2}},
		"tie goes to the lower":   {[]float64{1, 2, 1}, 2, []int{0}},
		"one heavy cell":          {[]float64{1, 98, 1}, 4, []int{0, 0, 1}},
		"more groups than counts": {[]float64{3, 3}, 4, []int{0, 0, 0}},
		"none":                    {nil, 10, nil},
	} {
		got := stats.NearestCuts(c.counts, c.groups)
		if len(got) != len(c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: got %v, want %v", name, got, c.want)
				break
			}
		}
	}
}

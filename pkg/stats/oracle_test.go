package stats_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"leeway/pkg/stats"
)

// oracle reads values that tests/oracle/generate.py made with scipy.
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

// near fails unless got is want within a relative tolerance, absolute below 1e-300.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tolerance*math.Max(math.Abs(want), 1e-300) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestDivergencesAgainstScipy(t *testing.T) {
	type row struct {
		Current, Baseline                       []float64
		PSI, KL, JS, Hellinger, TVD, Linf, Chi2 float64
		Chi2Pvalue                              float64 `json:"chi2_pvalue"`
	}
	for _, r := range oracle[[]row](t, "divergences") {
		c, b := r.Current, r.Baseline
		near(t, "psi", stats.PSI(c, b), r.PSI, 1e-12)
		near(t, "kl", stats.KullbackLeibler(c, b), r.KL, 1e-9)
		near(t, "hellinger", stats.Hellinger(c, b), r.Hellinger, 1e-11)
		near(t, "tvd", stats.TotalVariation(c, b), r.TVD, 1e-12)
		near(t, "linf", stats.LInfinity(c, b), r.Linf, 1e-12)
		near(t, "chi2", stats.ChiSquared(c, b), r.Chi2, 1e-9)
		oc, _ := stats.Occupied(c, b)
		near(t, "chi2 p-value", stats.ChiSquaredSurvival(r.Chi2, float64(len(oc)-1)), r.Chi2Pvalue, 1e-9)
		if math.Abs(stats.JensenShannon(c, b)-r.JS) > 1e-12 {
			t.Errorf("js: got %v, want %v", stats.JensenShannon(c, b), r.JS)
		}
	}
}

type inference struct {
	Chi2Isf    [][3]float64 `json:"chi2_isf"`
	Chi2Sf     [][3]float64 `json:"chi2_sf"`
	Kolmogorov [][2]float64
	Kolmogi    [][2]float64
	Wilson     [][4]float64
	Kendall    []struct {
		Y      []float64
		Pvalue float64
	}
	TheilSen []struct {
		Y     []float64
		Slope float64
	} `json:"theil_sen"`
}

func TestInferenceAgainstScipy(t *testing.T) {
	want := oracle[inference](t, "inference")
	for _, r := range want.Chi2Isf {
		near(t, "χ² quantile", stats.ChiSquaredQuantile(r[0], r[1]), r[2], 1e-10)
	}
	for _, r := range want.Chi2Sf {
		near(t, "χ² survival", stats.ChiSquaredSurvival(r[0], r[1]), r[2], 1e-10)
	}
	for _, r := range want.Kolmogorov {
		near(t, "Kolmogorov survival", stats.KolmogorovSurvival(r[0]), r[1], 1e-12)
	}
	for _, r := range want.Kolmogi {
		near(t, "Kolmogorov quantile", stats.KolmogorovQuantile(r[0]), r[1], 1e-10)
	}
	for _, r := range want.Wilson {
		low, high := stats.Wilson(r[0], r[1])
		if math.Abs(low-r[2]) > 1e-12 || math.Abs(high-r[3]) > 1e-12 {
			t.Errorf("Wilson of %v/%v: got %v…%v, want %v…%v", r[0], r[1], low, high, r[2], r[3])
		}
	}
	for _, r := range want.Kendall {
		near(t, "Mann–Kendall", stats.MannKendall(r.Y), r.Pvalue, 1e-9)
	}
	for _, r := range want.TheilSen {
		x := make([]float64, len(r.Y))
		for i := range x {
			x[i] = float64(i)
		}
		near(t, "Theil–Sen", stats.TheilSen(x, r.Y), r.Slope, 1e-12)
	}
}

func TestIsotonicAgainstScikitLearn(t *testing.T) {
	for _, c := range oracle[[]struct{ Y, Weights, Fitted []float64 }](t, "isotonic") {
		got := stats.Isotonic(c.Y, c.Weights)
		if len(got) != len(c.Fitted) {
			t.Fatalf("%d values for %d", len(got), len(c.Fitted))
		}
		for i, want := range c.Fitted {
			if math.Abs(got[i]-want) > 1e-12 {
				t.Errorf("value %d of %d: got %v, want %v", i, len(got), got[i], want)
			}
		}
	}
}

package summary_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/summary"
)

func choose(values ...float64) (string, string) {
	g, notice := summary.ChooseGrid(observed(summary.OctaveGrid, values...))
	return g.String(), notice
}

func drawn(n int, draw func(r *rand.Rand) float64) []float64 {
	random := rand.New(rand.NewPCG(5, 6))
	values := make([]float64, n)
	for i := range values {
		values[i] = draw(random)
	}
	return values
}

func oneInHundred(r *rand.Rand) float64 {
	if r.IntN(100) == 0 {
		return 64 + r.Float64()
	}
	return 1 + r.Float64()
}

func TestChooseGrid(t *testing.T) {
	for name, c := range map[string]struct {
		draw func(r *rand.Rand) float64
		want string
	}{
		"standard normal":          {func(r *rand.Rand) float64 { return r.NormFloat64() }, "linear(6)"},
		"normal around 1013, sd 8": {func(r *rand.Rand) float64 { return 1013 + 8*r.NormFloat64() }, "linear(3)"},
		"whole numbers, 0 or 1":    {func(r *rand.Rand) float64 { return float64(r.IntN(2)) }, "linear(7)"},
		"whole numbers to 1,000":   {func(r *rand.Rand) float64 { return float64(r.IntN(1000)) }, "linear(0)"},
		"whole numbers to 100,000": {func(r *rand.Rand) float64 { return float64(r.IntN(100_000)) }, "linear(-9)"},
		"lognormal over many octaves": {func(r *rand.Rand) float64 { return math.Exp(3 * r.NormFloat64()) },
			"exponential(5)"},
		// w = 1/8 is over IQR/12 = 1/24; 99 % lie in one octave
		"1 % far out": {oneInHundred, "exponential(7)"},
		"mostly zero, rest continuous": {func(r *rand.Rand) float64 { return math.Max(0, r.NormFloat64()-1.3) },
			"exponential(5)"},
	} {
		got, notice := choose(drawn(20_000, c.draw)...)
		if got != c.want || notice != "" {
			t.Errorf("%s: got %s (%s), want %s", name, got, notice, c.want)
		}
	}
}

func TestOneWildValueDoesNotChangeTheGrid(t *testing.T) {
	first := observed(summary.OctaveGrid, drawn(1_000_000, func(r *rand.Rand) float64 { return r.NormFloat64() })...)
	want, _ := summary.ChooseGrid(first)
	for _, wild := range []float64{1e8, -1e8, 1e308} {
		with := first.Clone()
		with.Observe(wild)
		if got, notice := summary.ChooseGrid(with); got != want || notice != "" {
			t.Errorf("with one %v: %s (%s), without %s", wild, got, notice, want)
		}
	}
	counts := drawn(10_000, func(r *rand.Rand) float64 { return math.Floor(6 * r.ExpFloat64()) })
	whole, _ := choose(counts...)
	if got, _ := choose(append(counts, 99999.5)...); got != whole {
		t.Errorf("whole numbers with one fraction: %s, without %s", got, whole)
	}
}

func TestChooseGridWithLittleToGoBy(t *testing.T) {
	for name, c := range map[string]struct {
		values       []float64
		want, notice string
	}{
		"nothing":            {nil, "exponential(5)", "no valid values"},
		"NaN and Inf":        {[]float64{math.NaN(), math.Inf(1)}, "exponential(5)", "no valid values"},
		"all zero":           {[]float64{0, 0, 0}, "linear(0)", "equal"},
		"one whole number":   {[]float64{7, 7, 7}, "linear(0)", "equal"},
		"one number":         {[]float64{3.7, 3.7}, "exponential(5)", "equal"},
		"huge of both signs": {[]float64{1e308, -1e308, 1e307, 1e300}, "exponential(5)", "too large"},
		"one huge number":    {[]float64{1e308}, "exponential(5)", "equal"},
		"smallest numbers":   {[]float64{5e-324, 1e-320}, "exponential(5)", "equal"},
	} {
		got, notice := choose(c.values...)
		if got != c.want || !strings.Contains(notice, c.notice) || (c.notice == "") != (notice == "") {
			t.Errorf("%s: got %s (%q), want %s (%q)", name, got, notice, c.want, c.notice)
		}
	}
}

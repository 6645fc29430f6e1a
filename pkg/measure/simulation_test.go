package measure_test

import (
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// long says that the long simulations were asked for.
var long = os.Getenv("LEEWAY_LONG") == "1"

// numbers draw one value each; the grid is chosen as for a real column.
var numbers = map[string]func(r *rand.Rand) float64{
	"normal":        func(r *rand.Rand) float64 { return 10 + 3*r.NormFloat64() },
	"lognormal":     func(r *rand.Rand) float64 { return math.Exp(2 * r.NormFloat64()) },
	"whole numbers": func(r *rand.Rand) float64 { return math.Floor(4 * r.ExpFloat64()) },
	"zero inflated": func(r *rand.Rand) float64 { return math.Max(0, r.NormFloat64()) },
	"rare flag":     func(r *rand.Rand) float64 { return math.Floor(1.02 * r.Float64()) },
}

// population draws samples of one distribution.
type population func(r *rand.Rand, n int) *summary.Column

func populations() map[string]population {
	all := map[string]population{"50 categories, most of them rare": zipf}
	for name, draw := range numbers {
		pilot := &summary.Column{Grid: summary.OctaveGrid}
		r := rand.New(rand.NewPCG(1, 1))
		for range 10_000 {
			pilot.Observe(draw(r))
		}
		g, _ := summary.ChooseGrid(pilot)
		all[name] = func(r *rand.Rand, n int) *summary.Column {
			c := &summary.Column{Grid: g}
			for range n {
				c.Observe(draw(r))
			}
			return c
		}
	}
	return all
}

// zipf draws category k with a share in proportion to 1/k.
func zipf(r *rand.Rand, n int) *summary.Column {
	c := categories(map[string]float64{})
	for range n {
		// k with P(K ≤ k) = ln(1+k)/ln 51 is near enough to 1/k.
		c.Categories[strconv.Itoa(int(math.Exp(r.Float64()*math.Log(51))))]++
	}
	return c
}

// Where nothing changes, verdicts of drift must be about as rare as alpha says, or rarer for want of materiality: in a model
// of ten features (alpha 0.005) far below 5 %. The bound leaves room for the limits being asymptotic, and for luck.
func TestNoDriftIsRarelyFound(t *testing.T) {
	rounds := map[int]int{100: 400, 1_000: 80}
	if long {
		rounds = map[int]int{100: 10_000, 1_000: 4_000, 50_000: 200}
	}
	alphas := []float64{0.05, 0.005}
	for name, draw := range populations() {
		for n, k := range rounds {
			random := rand.New(rand.NewPCG(11, uint64(n)))
			found := map[string][2]float64{}
			for range k {
				current, baseline := draw(random, n), draw(random, 4*n)
				for i, alpha := range alphas {
					for id, drifted := range drifts(t, current, baseline, alpha) {
						times := found[id]
						times[i] += drifted
						found[id] = times
					}
				}
			}
			for id, times := range found {
				for i, alpha := range alphas {
					share := times[i] / float64(k)
					if limit := 2*alpha + 4*math.Sqrt(alpha/float64(k)); share > limit {
						t.Errorf("%s of %s, n = %d, alpha %v: drifted in %.2f %% of %d windows", id, name, n, alpha, 100*share, k)
					}
				}
			}
		}
	}
}

// drifts returns 1 for every measure whose verdict is drifted.
func drifts(t *testing.T, current, baseline *summary.Column, alpha float64) map[string]float64 {
	out := map[string]float64{}
	for _, id := range []string{"psi", "js", "hellinger", "kl", "tvd", "ks"} {
		m := lookup(t, id)
		p := measure.Params{Alpha: alpha}
		d := m.Compare(current, baseline, p)
		if !d.OK && d.Reason == "defined for numbers only" {
			continue
		}
		j := m.JudgeDivergence(d, nil, measure.DefaultMinCount, p)
		if !j.OK {
			t.Fatalf("%s: %s", id, j.Reason)
		}
		if j.Verdict == measure.Drifted {
			out[id] = 1
		}
	}
	return out
}

// A shift of 0.6 standard deviations in a thousand rows must be found by every distance that has a threshold.
func TestDriftIsFound(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	g := summary.Grid{Family: summary.Linear, Scale: 4}
	current, baseline := observed(g), observed(g)
	for range 1_000 {
		current.Observe(r.NormFloat64() + 0.6)
		baseline.Observe(r.NormFloat64())
	}
	for _, id := range []string{"psi", "js", "ks", "hellinger", "tvd", "wasserstein_norm"} {
		m := lookup(t, id)
		p := measure.Params{Alpha: 0.005}
		d := m.Compare(current, baseline, p)
		if j := m.JudgeDivergence(d, nil, 100, p); j.Verdict != measure.Drifted {
			t.Errorf("%s is %v, p-value %v: %+v", id, d.Value, d.PValue, j)
		}
	}
}

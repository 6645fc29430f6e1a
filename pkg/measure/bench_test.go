package measure_test

import (
	"math/rand/v2"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

func BenchmarkCompare(b *testing.B) {
	r := rand.New(rand.NewPCG(17, 18))
	g := summary.Grid{Family: summary.Linear, Scale: 4}
	current, baseline := observed(g), observed(g)
	for range 50_000 {
		current.Observe(5 * r.NormFloat64())
		baseline.Observe(5 * r.NormFloat64())
	}
	for _, id := range []string{"psi", "js", "ks", "wasserstein"} {
		m := lookup(b, id)
		b.Run(id, func(b *testing.B) {
			for b.Loop() {
				m.Compare(current, baseline, measure.Params{Alpha: 0.005})
			}
		})
	}
}

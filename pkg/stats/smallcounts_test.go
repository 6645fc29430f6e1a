package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"leeway/pkg/stats"
)

// The inflation must be the mean that drawing shows: of the squared distance over its limit (B−1)(1/n+1/m)/8.
func TestInflationAgainstDrawing(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	shares := []float64{0.6, 0.8, 0.9, 0.95, 0.98, 1} // cumulative
	draw := func(n int) []float64 {
		counts := make([]float64, len(shares))
		for range n {
			u, k := random.Float64(), 0
			for u >= shares[k] {
				k++
			}
			counts[k]++
		}
		return counts
	}
	for _, size := range []int{50, 200, 2_000} {
		var js, hellinger, jsWant, hellingerWant float64
		const rounds = 2_000
		n, m := float64(size), float64(8*size)
		for range rounds {
			c, b := draw(size), draw(8*size)
			oc, _ := stats.Occupied(c, b)
			limit := float64(len(oc)-1) * (1/n + 1/m) / 8
			js += math.Ln2 * math.Pow(stats.JensenShannon(c, b), 2) / limit / rounds
			hellinger += math.Pow(stats.Hellinger(c, b), 2) / limit / rounds
			jsWant += stats.JensenShannonInflation(c, b) / rounds
			hellingerWant += stats.HellingerInflation(c, b) / rounds
		}
		if math.Abs(js-jsWant) > 0.06 || math.Abs(hellinger-hellingerWant) > 0.08 {
			t.Errorf("n = %d: js² %.3f of its limit, predicted %.3f; hellinger² %.3f, predicted %.3f",
				size, js, jsWant, hellinger, hellingerWant)
		}
	}
}

func TestInflationOfWhatCannotVary(t *testing.T) {
	for _, c := range [][2][]float64{{{0, 0}, {1, 2}}, {{3, 0}, {4, 0}}, {nil, nil}} {
		if got := stats.JensenShannonInflation(c[0], c[1]); got != 1 {
			t.Errorf("inflation of %v is %v", c, got)
		}
	}
}

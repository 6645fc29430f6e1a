package simulation

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// A log of few weeks is judged by what they differed by, not as if they could not. Two weeks say little about it.
func TestFewPeriodsTellWhatWobbles(t *testing.T) {
	for few, c := range map[int]struct{ quiet, shifted float64 }{2: {0.12, 0.85}, 4: {0.05, 0.95}, 7: {0.05, 0.95}} {
		for _, wobble := range []float64{0.05, 0.2, 1} {
			for id, drifted := range afterFew(t, few, wobble, 0) {
				drifted.rarer(t, c.quiet, fmt.Sprintf("%s after %d weeks, wobble %v", id, few, wobble))
			}
		}
		for id, drifted := range afterFew(t, few, 0.05, 1) {
			drifted.surer(t, c.shifted, fmt.Sprintf("%s of a shift of one standard deviation after %d weeks", id, few))
		}
	}
}

// afterFew counts, by measure, how often a week that is off by shift is judged drifted when there are only few before it.
func afterFew(t *testing.T, few int, wobble, shift float64) map[string]*tally {
	t.Helper()
	found := drifts(t, rand.New(rand.NewPCG(53, uint64(few))), trials(400), features, func(r *rand.Rand) []*summary.Column {
		return stretch(r, numbers, 1_000, wobble, append(make([]float64, few), shift))
	})
	t.Logf("%d weeks, wobble %v, shift %v: %v", few, wobble, shift, found)
	return found
}

// The change of a rate is significant as rarely as alpha says, however much it differs from week to week.
func TestQuietRatesAreRarelySignificant(t *testing.T) {
	const alpha = 0.05
	for _, few := range []int{4, 8} {
		for _, n := range []int{1_000, 50_000} {
			for _, wobble := range []float64{0, 0.05, 0.2} {
				r := rand.New(rand.NewPCG(55, uint64(n)))
				var significant tally
				for range trials(2_000) {
					var before []measure.Estimate
					pooled := measure.Estimate{OK: true, Rate: true}
					for range few {
						week := positiveRate(r, n, wobble)
						before = append(before, week)
						pooled.Hits, pooled.N = pooled.Hits+week.Hits, pooled.N+week.N
					}
					pooled.Value = pooled.Hits / pooled.N
					change := measure.Difference(positiveRate(r, n, wobble), pooled, measure.WobbleOfEstimates(before))
					significant.add(change.PValue < alpha)
				}
				what := fmt.Sprintf("%d weeks, n = %d, wobble %v", few, n, wobble)
				t.Logf("%s: %v", what, significant)
				significant.rarer(t, 0.08, what)
			}
		}
	}
}

package simulation

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// segments is how many a policy on sigma is split by, and quietAlpha the level that its sigma limit then has.
const (
	segments   = 16
	quietAlpha = 0.0027 / segments
)

// positiveRate draws a segment's window of n predictions, of which a tenth is positive in an ordinary one, and estimates
// the share. wobble differs on the log-odds from window to window.
func positiveRate(r *rand.Rand, n int, wobble float64) measure.Estimate {
	mean, _ := measure.Lookup("mean")
	p := 1 / (1 + math.Exp(2.2+wobble*r.NormFloat64()))
	hits := float64(binomial(r, n, p))
	s := summary.New()
	s.Columns["prediction"] = &summary.Column{Categories: map[string]float64{"late": hits, "punctual": float64(n) - hits}}
	return mean.Estimate(s, "prediction", measure.Params{Positive: "late"})
}

// A policy on sigma, outside −3 … 3, breaches beyond the larger of 3 and sigmaLimit. Sigma takes shares for normal: where the
// log-odds of one differ by 0.2 from window to window, 0.6 % of windows page, and 3 % at 0.5. tests/flights has real ones.
func TestSixteenSegmentsOnSigmaRarelyPage(t *testing.T) {
	for _, n := range []int{100, 1_000, 50_000} {
		if n == 1_000 && !long {
			continue // between the others
		}
		for _, wobble := range []float64{0, 0.1} {
			r := rand.New(rand.NewPCG(51, uint64(n)))
			var paged tally
			for range trials(1_500) {
				pages := false
				for range segments {
					var earlier []measure.Estimate
					for range periods {
						earlier = append(earlier, positiveRate(r, n, wobble))
					}
					s := measure.SigmaOf(positiveRate(r, n, wobble), earlier, quietAlpha)
					pages = pages || s.SigmaOK && math.Abs(s.Sigma) > math.Max(3, s.Limit)
				}
				paged.add(pages)
			}
			t.Logf("n = %d, wobble %v: %v", n, wobble, paged)
			paged.rarer(t, 0.01, fmt.Sprintf("pages of %d quiet segments, n = %d, wobble %v", segments, n, wobble))
		}
	}
}

package summary_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"leeway/pkg/summary"
)

// A standard deviation does not depend on whether its square is a double.
func TestSdOfTheLargestAndSmallestNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, 5000)
	for i := range values {
		values[i] = 5 + random.NormFloat64()
	}
	want := math.Sqrt(exactly(values).Variance)
	for _, scale := range []float64{1, 1e300, 1e-300} {
		c := &summary.Column{Grid: summary.DefaultExponential}
		for _, x := range values {
			c.Observe(x * scale)
		}
		if got := c.Moments().Sd / scale; math.Abs(got-want) > 1e-5 {
			t.Errorf("at %g the sd is %v, want %v", scale, got, want)
		}
	}
	if got := (&summary.Column{Grid: summary.DefaultExponential}).Moments().Sd; got != 0 {
		t.Errorf("the sd of nothing is %v", got)
	}
}

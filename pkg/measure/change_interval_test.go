package measure

import (
	"math"
	"testing"
)

// Newcombe 1998, table II, method 10: the examples (a) to (d).
func TestTheIntervalOfADifferenceOfSharesIsNewcombes(t *testing.T) {
	wilson := func(hits, n float64) Estimate {
		z, p := 1.959963984540054, hits/n
		middle, half := (p+z*z/2/n)/(1+z*z/n), z/(1+z*z/n)*math.Sqrt(p*(1-p)/n+z*z/4/n/n)
		return Estimate{Value: p, OK: true, Lower: middle - half, Upper: middle + half, IntervalOK: true}
	}
	for _, c := range []struct{ a, m, b, n, lower, upper float64 }{
		{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090}, {6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926},
	} {
		lower, upper, ok := DifferenceInterval(wilson(c.a, c.m), wilson(c.b, c.n))
		if !ok || math.Abs(lower-c.lower) > 5e-5 || math.Abs(upper-c.upper) > 5e-5 {
			t.Errorf("%v/%v less %v/%v: %.4f to %.4f, want %v to %v", c.a, c.m, c.b, c.n, lower, upper, c.lower,
				c.upper)
		}
	}
	if _, _, ok := DifferenceInterval(Estimate{OK: true}, wilson(1, 2)); ok {
		t.Error("an estimate without an interval has one")
	}
}

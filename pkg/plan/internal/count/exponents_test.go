package count

import (
	"math"
	"testing"

	"leeway/pkg/summary"
)

// exponentsOf is what sqlast.Exponents says.
func exponentsOf(x float64) int64 {
	return int64(math.Float64bits(x*math.Exp2(0x1p-20-1)) >> 52)
}

// Every octave's first and last value, of both signs, has the key that the grid gives it, or, where it is tiny, zero's.
func TestExponentsAreOctaves(t *testing.T) {
	for e := -1074; e <= 1024; e++ {
		for _, x := range []float64{math.Ldexp(1, e), math.Ldexp(1.5, e), math.Nextafter(math.Ldexp(0.5, e)*2, 0)} {
			for _, x := range []float64{x, -x} {
				want, ok := summary.OctaveGrid.Key(x)
				if exponentsOf(math.Abs(x)) == 0 {
					want, ok = 0, false
				}
				is, key := splitExponents(exponentsOf(x))
				if (is == valid && key != 0) != ok || key != want {
					t.Fatalf("%v has status %d in octave %d, want %d", x, is, key, want)
				}
			}
		}
	}
}

func TestExponentsOfWhatIsNoNumber(t *testing.T) {
	for name, c := range map[string]struct {
		packed int64
		want   status
	}{
		"missing": {1<<14 + exponentsOf(3), missing}, "infinite": {exponentsOf(math.Inf(1)), invalid},
		"minus infinite": {exponentsOf(math.Inf(-1)), invalid}, "NaN": {exponentsOf(math.NaN()), invalid},
		"zero": {exponentsOf(0), valid}, "minus zero": {exponentsOf(math.Copysign(0, -1)), valid},
	} {
		if is, key := splitExponents(c.packed); is != c.want || key != 0 {
			t.Errorf("%s has status %d in octave %d, want status %d", name, is, key, c.want)
		}
	}
}

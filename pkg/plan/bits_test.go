package plan

import (
	"math"
	"testing"

	"leeway/pkg/summary"
)

// exponents is what sqlast.Exponents says.
func exponents(x float64) int64 {
	return int64(math.Float64bits(x*math.Exp2(0x1p-20-1)) >> 52)
}

// Every octave's first and last value, of both signs, has the key that the grid gives it, or, where it is tiny, zero's.
func TestExponentsAreOctaves(t *testing.T) {
	for e := -1074; e <= 1024; e++ {
		for _, x := range []float64{math.Ldexp(1, e), math.Ldexp(1.5, e), math.Nextafter(math.Ldexp(0.5, e)*2, 0)} {
			for _, x := range []float64{x, -x} {
				want, ok := summary.OctaveGrid.Key(x)
				if exponents(math.Abs(x)) == 0 {
					want, ok = 0, false
				}
				kind, key := ofExponents(fractional, exponents(x))
				if (kind == fractional) != ok || key != want {
					t.Fatalf("%v is of kind %d in octave %d, want %d", x, kind, key, want)
				}
			}
		}
	}
}

func TestExponentsOfWhatIsNoNumber(t *testing.T) {
	for name, c := range map[string]struct {
		packed int64
		want   special
	}{
		"missing": {1<<14 + exponents(3), missing}, "infinite": {exponents(math.Inf(1)), invalid},
		"minus infinite": {exponents(math.Inf(-1)), invalid}, "NaN": {exponents(math.NaN()), invalid},
		"zero": {exponents(0), valid}, "minus zero": {exponents(math.Copysign(0, -1)), valid},
	} {
		if kind, key := ofExponents(0, c.packed); kind != c.want || key != 0 {
			t.Errorf("%s is of kind %d in octave %d, want kind %d", name, kind, key, c.want)
		}
	}
}

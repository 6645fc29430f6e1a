package measure_test

import (
	"math/rand/v2"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// shares draws n rows of three categories of which the first is doubled in bad weeks.
func shares(r *rand.Rand, n int, bad bool) *summary.Column {
	counts := map[string]float64{}
	first := 0.36
	if bad {
		first = 0.72
	}
	for range n {
		switch u := r.Float64(); {
		case u < first:
			counts["a"]++
		case u < first+(1-first)/2:
			counts["b"]++
		default:
			counts["c"]++
		}
	}
	return categories(counts)
}

// The weeks of an incident must not make its later weeks pass for ordinary, nor a week after it for drift.
func TestWobbleLeavesOutTheFirstWeeksOfAnIncident(t *testing.T) {
	for _, c := range []struct {
		name    string
		weeks   string // oldest first, the current one last; x is bad
		periods int    // that φ is of
		ordered bool   // φ is that of ordinary weeks
	}{
		{"nothing happened", "........ .", 8, true},
		{"its first week", "........ x", 8, true},
		{"its second week", ".......x x", 7, true},
		{"its third week", "......xx x", 6, true},
		{"its fourth week is its own ordinary", ".....xxx x", 8, false},
		{"the week after it", ".......x .", 8, false},
		{"two weeks long ago", "xx...... x", 6, true},
		{"more periods", "..............xx x", 14, true},
		{"too few to tell it from wobble", "......x x", 7, false},
	} {
		r := rand.New(rand.NewPCG(31, 32))
		var all []*summary.Column
		for _, week := range c.weeks {
			if week != ' ' {
				all = append(all, shares(r, 2_000, week == 'x'))
			}
		}
		last := len(all) - 1
		w := measure.WobbleOf(all[last], all[:last], measure.Params{Alpha: 0.003})
		if w.Periods != c.periods || (w.Phi < 3) != c.ordered {
			t.Errorf("%s: φ is %.1f of %d periods, want %d", c.name, w.Phi, w.Periods, c.periods)
		}
	}
}

func TestWobbleLeavesItsPeriodsAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	var all []*summary.Column
	for i := range 9 {
		all = append(all, shares(r, 500, i > 6))
	}
	last := all[7]
	before := last.Count()
	measure.WobbleOf(all[8], all[:8], measure.Params{Alpha: 0.003})
	if all[7] != last || last.Count() != before {
		t.Error("a period was changed or moved")
	}
}

// Where weeks differ by nothing but chance and an ordinary wobble, few are left out.
func TestWobbleKeepsOrdinaryPeriods(t *testing.T) {
	for _, wobble := range []float64{0, 0.3} {
		all := weeks(300, wobble)
		out := 0
		for i := 8; i < len(all); i += 9 {
			if w := measure.WobbleOf(all[i], all[i-8:i], measure.Params{Alpha: 0.003}); w.Periods != 8 {
				out++
			}
		}
		if out > 2 {
			t.Errorf("wobble %v: periods were left out of %d of 33 baselines", wobble, out)
		}
	}
}

// Package simulation proves the verdicts on data whose truth is known: how rarely they are wrong where nothing changed,
// how surely they find what did. Seeds are fixed, so a run repeats to the digit; LEEWAY_LONG=1 draws ten times as much.
package simulation

import (
	"fmt"
	"math"
	"os"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// long says that the long simulations were asked for.
var long = os.Getenv("LEEWAY_LONG") == "1"

// trials is a number of draws, ten times as many in the long simulations.
func trials(n int) int {
	if long {
		return 10 * n
	}
	return n
}

// confidence is that of the one-sided Clopper–Pearson bounds on a simulated rate. A test asserts the bound and not the
// rate, so one whose true rate is beyond what it asserts fails in 99 of 100 seeds.
const confidence = 0.99

// tally counts what happened in a number of trials.
type tally struct{ hits, of int }

func (c *tally) add(hit bool) {
	c.of++
	if hit {
		c.hits++
	}
}

func (c tally) String() string {
	return fmt.Sprintf("%.2f %% of %d", 100*float64(c.hits)/float64(c.of), c.of)
}

// upper and lower are the bounds of the true rate.
func (c tally) upper() float64 {
	return mathext.InvRegIncBeta(float64(c.hits+1), float64(c.of-c.hits), confidence)
}

func (c tally) lower() float64 {
	if c.hits == 0 {
		return 0
	}
	return mathext.InvRegIncBeta(float64(c.hits), float64(c.of-c.hits+1), 1-confidence)
}

// rarer fails unless the true rate is below most.
func (c tally) rarer(t *testing.T, most float64, what string) {
	t.Helper()
	if c.upper() >= most {
		t.Errorf("%s: %v, which may be %.2f %% in truth; want less than %v %%", what, c, 100*c.upper(), 100*most)
	}
}

// surer fails unless the true rate is above least.
func (c tally) surer(t *testing.T, least float64, what string) {
	t.Helper()
	if c.lower() <= least {
		t.Errorf("%s: %v, which may be %.2f %% in truth; want more than %v %%", what, c, 100*c.lower(), 100*least)
	}
}

// scipy.stats.beta.ppf(0.99, k + 1, n − k) and ppf(0.01, k, n − k + 1).
func TestBoundsAreThoseOfClopperAndPearson(t *testing.T) {
	for _, c := range []struct {
		hits         int
		upper, lower float64
	}{{0, 0.004594582648473037, 0}, {35, 0.05098513259191487, 0.02285066038203604}, {990, 0.9958597019348553, 0.9799573940991211}} {
		got := tally{hits: c.hits, of: 1_000}
		if math.Abs(got.upper()-c.upper) > 1e-9 || math.Abs(got.lower()-c.lower) > 1e-9 {
			t.Errorf("%d of 1,000: %v to %v, want %v to %v", c.hits, got.lower(), got.upper(), c.lower, c.upper)
		}
	}
}

package simulation

import (
	"fmt"
	"os"
)

// long says that the long simulations were asked for.
var long = os.Getenv("LEEWAY_LONG") == "1"

// either is a size: that of the quick simulations, or of the long ones.
func either(quick, thorough int) int {
	if long {
		return thorough
	}
	return quick
}

// trials is a number of draws, ten times as many in the long simulations.
func trials(n int) int {
	if long {
		return 10 * n
	}
	return n
}

// tally counts what happened in a number of trials.
type tally struct{ hits, of int }

func (c *tally) add(hit bool) {
	c.of++
	if hit {
		c.hits++
	}
}

func (c tally) percent() float64 { return 100 * float64(c.hits) / float64(max(1, c.of)) }

func (c tally) String() string { return fmt.Sprintf("%.2f %% of %d", c.percent(), c.of) }

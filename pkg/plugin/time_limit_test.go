package plugin

import (
	"context"
	"testing"
	"time"
)

// Grafana gives a rule one deadline for all of its figures.
func TestAFigureOfARuleLeavesTimeForTheNextOnes(t *testing.T) {
	const limit = 25 * time.Hour
	within, cancel := context.WithTimeout(context.Background(), 30*time.Hour)
	defer cancel()
	for _, c := range []struct {
		name        string
		ctx         context.Context
		caller      Caller
		least, most time.Duration
	}{
		{"a rule", within, Caller{FromAlert: true}, 14 * time.Hour, 15 * time.Hour},
		{"a rule without a deadline", context.Background(), Caller{FromAlert: true}, limit, limit},
		{"a panel", within, Caller{}, limit, limit},
	} {
		if got := c.caller.timeLimit(c.ctx, limit); got < c.least || got > c.most {
			t.Errorf("%s has %v, want %v to %v", c.name, got, c.least, c.most)
		}
	}
}

package simulation

import (
	"fmt"
	"testing"
)

// Young logs: from the end of the second week to that of the sixteenth.
const born, grownUp = 2, 16

// A page policy of a young log is looked at every day.
func TestYoungLogsHardlyPage(t *testing.T) {
	worlds := either(1, 20)
	for _, wobble := range []float64{0, 0.005, 0.01} {
		n, told := 0, tally{}
		for i := range worlds {
			w := wobbling(uint64(50*i+3), 1000, 0.9, wobble)
			looks := made(t, accuracyModel, w.logged(7*grownUp, i, 1)...).checked(t, 1, 7*born,
				7*grownUp)["accuracy"][""]
			n += pages(looks, 7)
			for _, one := range looks {
				told.add(one.judged)
			}
		}
		years := float64(worlds*(grownUp-born)) / 52
		fmt.Printf("| weeks 3 to 16 of a log, wobble of %g points | %.2f false pages a year (%d in %.1f years) |\n",
			100*wobble, float64(n)/years, n, years)
		if float64(n) > mostPages*years+1 || told.percent() < 95 {
			t.Errorf("wobble %v: %d pages in %v years; %v days are judged", wobble, n, years, told)
		}
	}
}

// What a young log can tell: falls for good, by the week of the log that they begin in.
func TestYoungLogsFindLargeFalls(t *testing.T) {
	for _, c := range []struct {
		points float64
		begins int     // weeks of the log before
		least  float64 // share of falls found in their first week, and in each of eight
	}{{30, 2, 0}, {30, 3, 0}, {30, 4, 0.9}, {20, 4, 0}, {20, 6, 0.9}, {10, 6, 0}, {10, 8, 0.9}, {10, 12, 0.95}} {
		tallies := make([]tally, 8)
		for i := range either(2, 30) {
			w := wobbling(uint64(i+1), 1000, 0.9, 0.005).falls(c.points, c.begins)
			d := made(t, accuracyModel, w.logged(7*(c.begins+8), i, 1)...)
			tallyEach(tallies, d.checked(t, 7, 7*c.begins, 7*(c.begins+8))["accuracy"][""])
		}
		what := fmt.Sprintf("-%g points after %d weeks of log", c.points, c.begins)
		fmt.Printf("| %s | %s |\n", what, row(tallies))
		least(t, what, tallies, c.least)
	}
}

// Quiet features of a young log hardly drift.
func TestFeaturesOfYoungLogsHardlyDrift(t *testing.T) {
	for _, wobble := range []float64{0, 0.1, 0.3, 1} {
		var quiet tally
		seeds := either(1, 8)
		if wobble == 1 {
			seeds = either(2, 24)
		}
		for seed := range seeds {
			in := inputs{seed: seed + 40, weeks: grownUp, n: 1000, features: featureCount, wobble: wobble}
			quiet = sum([]tally{quiet, sum(made(t, featuresModel(featureCount, "linear(5)"), in.logged()...).drifted(t,
				born, grownUp-born))})
		}
		fmt.Printf("| weeks 3 to 16 of a log, features with a wobble of %g sd | %v |\n", wobble, quiet)
		if float64(quiet.hits) > mostDrift[wobble]*float64(quiet.of)+1 {
			t.Errorf("wobble %v: %v of quiet feature-weeks are drift", wobble, quiet)
		}
	}
}

package simulation

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// wobbles are week-to-week differences of the size that features of the flights log show, in standard deviations of their
// rows: none; block times, 0.05; departure delays, 0.2; temperature, humidity and pressure, about 1.
var wobbles = []float64{0, 0.05, 0.2, 1}

// features is how many the simulated models have.
const features = 16

// periods is how many weeks a rolling baseline has.
const periods = 8

// uneventful is a week after a whole baseline, all ordinary.
var uneventful = make([]float64, periods+1)

// stretch draws consecutive weeks; shifted says how far each is off the ordinary.
func stretch(r *rand.Rand, draw kind, n int, wobble float64, shifted []float64) []*summary.Column {
	all := make([]*summary.Column, len(shifted))
	for i, shift := range shifted {
		all[i] = draw(r, n, wobble, shift)
	}
	return all
}

// drifts counts, by measure, how often the last week of a stretch is judged drifted.
func drifts(t *testing.T, r *rand.Rand, times, features int, draw func(r *rand.Rand) []*summary.Column) map[string]*tally {
	t.Helper()
	found := map[string]*tally{}
	for range times {
		all := draw(r)
		last := len(all) - 1
		for id, verdict := range verdicts(t, all[last], all[:last], features) {
			if found[id] == nil {
				found[id] = &tally{}
			}
			found[id].add(verdict == measure.Drifted)
		}
	}
	return found
}

func TestQuietWeeksAreRarelyDrift(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		for _, n := range []int{100, 1_000, 50_000} {
			for _, wobble := range wobbles {
				times := trials(150)
				if wobble == 0.2 { // about as much as chance: here the rates are highest
					times = trials(map[int]int{100: 900, 1_000: 600, 50_000: 150}[n])
				}
				r := rand.New(rand.NewPCG(43, uint64(n)))
				found := drifts(t, r, times, features, func(r *rand.Rand) []*summary.Column {
					return stretch(r, kinds[name], n, wobble, uneventful)
				})
				what := fmt.Sprintf("%s, n = %d, wobble %v", name, n, wobble)
				t.Log(what, found)
				for id, drifted := range found {
					drifted.rarer(t, 0.05, id+" of "+what)
				}
			}
		}
	}
}

// One feature alone is judged at 5 %, and at 100 rows nothing but chance is in the way: thresholds of materiality lie below
// critical values. The limits being asymptotic, this may be a little more than 5 %.
func TestTheOnlyFeatureIsJudgedAtFivePercent(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		r := rand.New(rand.NewPCG(45, 46))
		found := drifts(t, r, trials(600), 1, func(r *rand.Rand) []*summary.Column {
			return stretch(r, kinds[name], 100, 0, uneventful)
		})
		t.Log(name, found)
		for id, drifted := range found {
			drifted.rarer(t, 0.08, id+" of "+name)
		}
	}
}

func TestAShiftOfOneStandardDeviationIsFound(t *testing.T) {
	for _, wobble := range []float64{0, 0.05, 0.1, 0.2} {
		least := map[float64]float64{0.2: 0.4}[wobble] // five times what the feature does every week
		if least == 0 {
			least = 0.95
		}
		r := rand.New(rand.NewPCG(47, 48))
		found := drifts(t, r, trials(150), features, func(r *rand.Rand) []*summary.Column {
			return stretch(r, numbers, 1_000, wobble, []float64{periods: 1})
		})
		t.Logf("n = 1,000, wobble %v: %v", wobble, found)
		for id, drifted := range found {
			drifted.surer(t, least, fmt.Sprintf("%s of a shift of one standard deviation, wobble %v", id, wobble))
		}
	}
}

// An incident's first weeks are part of the baseline of its later ones.
func TestTheSecondAndThirdWeekOfAnIncidentAreFoundAndTheWeekAfterIsNot(t *testing.T) {
	weeks := []struct {
		name  string
		shift []float64 // oldest first
		drift bool
	}{
		{"the second week", []float64{7: 1, 8: 1}, true},
		{"the third week", []float64{6: 1, 7: 1, 8: 1}, true},
		{"the week after one", []float64{7: 1, 8: 0}, false},
		{"the week after two", []float64{6: 1, 7: 1, 8: 0}, false},
		{"the week after three", []float64{5: 1, 6: 1, 7: 1, 8: 0}, false},
	}
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		for _, week := range weeks {
			const wobble = 0.05
			r := rand.New(rand.NewPCG(49, 50))
			found := drifts(t, r, trials(120), features, func(r *rand.Rand) []*summary.Column {
				return stretch(r, kinds[name], 1_000, wobble, week.shift)
			})
			t.Log(name, week.name, found)
			for id, drifted := range found {
				if week.drift {
					drifted.surer(t, 0.8, fmt.Sprintf("%s of %s, %s", id, name, week.name))
				} else {
					drifted.rarer(t, 0.1, fmt.Sprintf("%s of %s, %s", id, name, week.name))
				}
			}
		}
	}
}

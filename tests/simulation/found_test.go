package simulation

import (
	"fmt"
	"testing"
)

// before is the number of weeks before the first that an incident changes.
const before = history + 4

// found counts, by week from the first that an incident changes, in how many worlds check says at the end of that week
// that the accuracy policy, or the anchored one, breaches.
func found(t *testing.T, worlds, weeks int, draw func(seed uint64) world) (rolling, anchored []tally) {
	t.Helper()
	rolling, anchored = make([]tally, weeks), make([]tally, weeks)
	for i := range worlds {
		w := draw(uint64(i + 1))
		looks := made(t, pairedModel, w.logged(7*(before+weeks), i, 1)...).checked(t, 7, 7*before, 7*(before+weeks))
		tallyEach(rolling, looks["accuracy"][""])
		tallyEach(anchored, looks["accuracy-anchored"][""])
	}
	return rolling, anchored
}

// least fails where a week is found more rarely than a share.
func least(t *testing.T, what string, tallies []tally, share float64) {
	t.Helper()
	for week, one := range tallies {
		if float64(one.hits) < share*float64(one.of)-0.5 {
			t.Errorf("%s: week %d is found in %v", what, week+1, one)
		}
	}
}

// never fails where a week breaches.
func never(t *testing.T, what string, tallies []tally) {
	t.Helper()
	for week, one := range tallies {
		if one.hits > 0 {
			t.Errorf("%s: week %d breaches in %v", what, week+1, one)
		}
	}
}

// losing is a world that loses points, in weeks counted from the first one that is asked for.
func losing(seed uint64, perWeek int, points func(week int) float64) world {
	return wobbling(seed, perWeek, 0.9, 0.005).with(func(week int, d day) day {
		if week >= before {
			d.p -= points(week-before) / 100
		}
		return d
	})
}

// A fall that lasts is a breach in each of its first eight weeks: it does not become its own baseline.
func TestAFallIsFoundInEachOfEightWeeks(t *testing.T) {
	for _, c := range []struct {
		perWeek int
		points  float64
		least   float64
		worlds  int
	}{{1000, 10, 0.95, either(4, 60)}, {20_000, 5, 0.95, either(2, 20)}} {
		what := fmt.Sprintf("-%g points for good, %d a week", c.points, c.perWeek)
		tallies, _ := found(t, c.worlds, 8, func(seed uint64) world {
			return losing(seed, c.perWeek, func(int) float64 { return c.points })
		})
		fmt.Printf("| %s | %s |\n", what, row(tallies))
		least(t, what, tallies, c.least)
	}
}

// An incident of three weeks, two weeks of recovery, and the next incident.
func TestASecondIncidentAfterARecoveryIsFound(t *testing.T) {
	tallies, _ := found(t, either(2, 60), 8, func(seed uint64) world {
		return losing(seed, 1000, func(week int) float64 {
			if week < 3 || week >= 5 {
				return 10
			}
			return 0
		})
	})
	fmt.Printf("| -10 points for three weeks, two of recovery, again | %s |\n", row(tallies))
	least(t, "first incident", tallies[:3], 0.9)
	never(t, "recovery", tallies[3:5])
	least(t, "second incident", tallies[5:], 0.9)
}

// A level that has lasted twelve weeks is the new normal; the recovery brings the old one back, so that the next fall
// is found at once.
func TestAfterAnAdoptionTheOldLevelComesBack(t *testing.T) {
	tallies, _ := found(t, either(1, 30), 20, func(seed uint64) world {
		return losing(seed, 2000, func(week int) float64 {
			if week < 12 || week >= 15 {
				return 10
			}
			return 0
		})
	})
	fmt.Printf("| -10 points for twelve weeks, three of recovery, again | %s |\n", row(tallies))
	least(t, "the fall", tallies[:8], 1)
	never(t, "adopted, which may take two weeks more, or recovered", tallies[10:15])
	least(t, "second fall", tallies[15:], 0.9)
}

// An incident that grows by so many points a week, up to twenty, and ends. While it is small its weeks are usual; from
// ten points on it must be found, and stay so: by the rolling policy, and by the anchored one beside it.
func TestAnIncidentThatGrowsIsFoundUntilItEnds(t *testing.T) {
	const most, after = 20, 2
	for _, c := range []struct {
		perWeek int
		points  float64 // that it grows by in a week
		worlds  int
	}{{1000, 1, either(2, 40)}, {1000, 2, either(1, 40)}, {1000, 4, either(1, 40)}, {20_000, 1, either(0, 12)}, {20_000,
		2, either(0, 12)}} {
		if c.worlds == 0 {
			continue
		}
		grown := int(most / c.points)
		tallies, anchored := found(t, c.worlds, grown+after, func(seed uint64) world {
			return losing(seed, c.perWeek, func(week int) float64 {
				if week >= grown {
					return 0
				}
				return c.points * float64(week+1)
			})
		})
		what := fmt.Sprintf("%g points more each week up to %d, %d a week", c.points, most, c.perWeek)
		fmt.Printf("| %s | %s |\n| … by accuracy-anchored | %s |\n", what, row(tallies), row(anchored))
		never(t, what+", after it", tallies[grown:])
		never(t, what+", after it, anchored", anchored[grown:])
		least(t, what, tallies[int(10/c.points):grown], 0.8)
		least(t, what+", anchored", anchored[int(10/c.points):grown], 0.9)
	}
}

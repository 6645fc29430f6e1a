package simulation

import (
	"fmt"
	"testing"
)

// found counts, by week after a change, in how many worlds the policy breaches at the end of that week.
func found(t *testing.T, worlds int, weeks, at int, draw func(seed uint64) world) []tally {
	t.Helper()
	tallies := make([]tally, weeks-at)
	for i := range worlds {
		w := draw(uint64(i + 1))
		d := made(t, accuracyModel, w.logged(7*weeks, i, 1)...)
		for k, breached := range d.breaches(t, "accuracy", "1w", 7*at, 7*weeks) {
			tallies[k].add(breached)
		}
	}
	return tallies
}

// A fall that lasts is a breach in each of its first eight weeks: it does not become its own baseline.
func TestAFallIsFoundInEachOfEightWeeks(t *testing.T) {
	worlds := 6
	if long {
		worlds = 60
	}
	for _, c := range []struct {
		perWeek int
		points  float64
		least   float64
	}{{1000, 10, 0.95}, {20_000, 5, 0.95}} {
		at := history + 4
		tallies := found(t, worlds, at+8, at, func(seed uint64) world { return wobbling(seed, c.perWeek, 0.9, 0.005).falls(c.points, at) })
		for week, one := range tallies {
			fmt.Printf("-%v points at %d a week, week %d: %v\n", c.points, c.perWeek, week+1, one)
			if float64(one.hits) < c.least*float64(one.of)-0.5 {
				t.Errorf("-%v points at %d a week are found in %v in week %d", c.points, c.perWeek, one, week+1)
			}
		}
	}
}

// An incident of three weeks, two weeks of recovery, and the next incident.
func TestASecondIncidentAfterARecoveryIsFound(t *testing.T) {
	worlds := 6
	if long {
		worlds = 60
	}
	at := history + 4
	tallies := found(t, worlds, at+8, at, func(seed uint64) world {
		return wobbling(seed, 1000, 0.9, 0.005).with(func(week int, d day) day {
			if week >= at && week < at+3 || week >= at+5 {
				d.p -= 0.10
			}
			return d
		})
	})
	for week, one := range tallies {
		fmt.Printf("incident, recovery, incident, week %d: %v\n", week+1, one)
		quiet := week == 3 || week == 4
		if quiet && one.hits > 0 || !quiet && float64(one.hits) < 0.9*float64(one.of) {
			t.Errorf("week %d breaches in %v", week+1, one)
		}
	}
}

// A level that has lasted twelve weeks is the new normal; the recovery brings the old one back, so that the next fall is found at once.
func TestAfterAnAdoptionTheOldLevelComesBack(t *testing.T) {
	worlds := 4
	if long {
		worlds = 30
	}
	at := history + 4
	tallies := found(t, worlds, at+20, at, func(seed uint64) world {
		return wobbling(seed, 2000, 0.9, 0.005).with(func(week int, d day) day {
			if week >= at && week < at+12 || week >= at+15 {
				d.p -= 0.10
			}
			return d
		})
	})
	for week, one := range tallies {
		fmt.Printf("twelve weeks of a fall, three of recovery, a second fall, week %d: %v\n", week+1, one)
		switch {
		case week < 8 && one.hits < one.of, week >= 15 && float64(one.hits) < 0.9*float64(one.of):
			t.Errorf("week %d is found in %v", week+1, one)
		case week >= 9 && week < 15 && one.hits > 0:
			t.Errorf("week %d, adopted or recovered, breaches in %v", week+1, one)
		}
	}
}

// Slow decay is never paged by a rolling baseline, which follows it: an anchored one pages in the end.
func TestSlowDecayIsForTheAnchor(t *testing.T) {
	const anchored = `{"id":"simulated","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
		"outcomes":{"label":"truth","delay":"0d"},"baselines":{"rolling":{"kind":"rolling"},"launch":{"kind":"launch"}},"baseline":"rolling",
		"defaults":"off","policies":[{"id":"rolling","tier":"page","measure":"accuracy","stat":"change","below":-0.025,"window":"7d"},
			{"id":"anchored","tier":"page","measure":"accuracy","stat":"change","below":-0.025,"window":"7d","baseline":"launch"}]}`
	w := wobbling(3, 5000, 0.9, 0.003).with(func(week int, d day) day {
		d.p -= 0.001 * float64(week)
		return d
	})
	const weeks = history + 44
	d := made(t, anchored, w.logged(7*weeks, 1, 1)...)
	if n := episodes(d.breaches(t, "rolling", "1w", 7*history, 7*weeks)); n > 0 {
		t.Errorf("the rolling baseline pages %d times", n)
	}
	late := d.breaches(t, "anchored", "1w", 7*history, 7*weeks)
	if !late[len(late)-1] || late[0] {
		t.Errorf("the anchor breaches in %v", late)
	}
}

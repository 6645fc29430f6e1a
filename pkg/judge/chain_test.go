package judge_test

import (
	"testing"

	"leeway/pkg/judge"
)

// falls judges weeks of 1,000 rows, right in a share of 0.9 less so many points, and returns the step of each.
func falls(points ...float64) []judge.Step {
	var rows []judge.Count
	chain := judge.Chain{History: 16, Adopt: 8, Apart: func(newer, older, past []int) judge.Tails {
		return judge.Apart(samplesAt(rows, newer), samplesAt(rows, older), samplesAt(rows, past))
	}}
	var steps []judge.Step
	for i, p := range points {
		now := judge.Count{K: 900 - 10*p + float64(i*7%11) - 5, N: 1000}
		rows = append(rows, now)
		steps = append(steps, chain.Next(true, func(past []int) judge.Tails {
			history := make([]judge.Count, len(past))
			for j, at := range past {
				history[j] = rows[at]
			}
			return rate(history).Tails(now)
		}))
	}
	return steps
}

// lasting is so many quiet weeks, then weeks that lose what points says of each, counted from 0.
func lasting(quiet, weeks int, points func(week int) float64) []float64 {
	list := make([]float64, quiet, quiet+weeks)
	for week := range weeks {
		list = append(list, points(week))
	}
	return list
}

func TestWhatBecomesTheNewNormal(t *testing.T) {
	for _, c := range []struct {
		name  string
		weeks []float64
		at    int // the week that adopts; -1: none
	}{
		{"a level that has lasted eight weeks", lasting(16, 10, func(int) float64 { return 10 }), 23},
		{"not one of seven", lasting(16, 7, func(int) float64 { return 10 }), -1},
		{"not what gets worse by two points a week", lasting(16, 16,
			func(week int) float64 { return 4 + 2*float64(week) }), -1},
		{"but the level at which that ends", lasting(16, 20,
			func(week int) float64 { return min(16, 4+2*float64(week)) }), 28},
	} {
		adopted := -1
		for i, step := range falls(c.weeks...) {
			if step.Adopted && adopted < 0 {
				adopted = i
			}
		}
		if adopted != c.at {
			t.Errorf("%s: week %d adopts, want %d", c.name, adopted, c.at)
		}
	}
}

// Weeks that lose a little more each are usual one by one. Three of them together are not, and then none counts.
func TestTheBeginningOfWhatGrowsDoesNotCount(t *testing.T) {
	steps := falls(lasting(16, 10, func(week int) float64 { return 0.6 * float64(week+1) })...)
	began := 0
	for i, step := range steps {
		if i < 16 && step.Odd {
			t.Errorf("quiet week %d is odd", i)
		}
		if step.Began == 0 {
			continue
		}
		began = i
		for _, earlier := range steps[i-2 : i] {
			if earlier.Odd {
				t.Errorf("week %d: %+v was odd before", i, earlier)
			}
		}
	}
	if last := steps[len(steps)-1]; began == 0 || last.Past[0] != began-3 || !last.Odd {
		t.Errorf("week %d begins, the last is judged %+v", began, last)
	}
	for _, chain := range []judge.Chain{{History: 16, Bins: true}, {History: 16, Growing: true}} {
		chain.Apart = func(_, _, _ []int) judge.Tails { return judge.Tails{} }
		for range 10 {
			if step := chain.Next(true, func([]int) judge.Tails { return judge.Tails{Low: 1, High: 1} }); step.Odd {
				t.Errorf("bins or counts: %+v", step)
			}
		}
	}
}

// A large fall in the third week of a log stays visible; a small one is not told from wobble there, and counts.
func TestALargeFallInAYoungLogDoesNotCount(t *testing.T) {
	for points, odd := range map[float64]bool{40: true, 6: false} {
		steps := falls(lasting(2, 6, func(int) float64 { return points })...)
		for week, step := range steps[2:] {
			if step.Odd != odd {
				t.Errorf("a fall of %v points, week %d: odd %v", points, week+1, step.Odd)
			}
		}
	}
}

// Bins of a distribution are screened only where four windows came before, and at a level of their own.
func TestBinsAreScreenedAtALevelOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		bins   bool
		before int
		tail   float64
		odd    bool
	}{{false, 4, 1e-3, true}, {true, 4, 1e-3, false}, {true, 4, 1e-5, true}, {false, 3, 1e-3, false}, {false, 3, 1e-5,
		true}, {true, 3, 1e-5, false}} {
		chain := judge.Chain{History: 12, Bins: c.bins}
		for range c.before {
			chain.Next(true, func([]int) judge.Tails { return judge.Tails{Low: 0.5, High: 0.5} })
		}
		if step := chain.Next(true,
			func([]int) judge.Tails { return judge.Tails{Low: c.tail, High: 1} }); step.Odd != c.odd {
			t.Errorf("%+v: odd %v", c, step.Odd)
		}
	}
}

// What two weeks make usual is nearly everything: they do not come back, so that no incident hides behind them.
func TestAnOldLevelOfTwoWeeksDoesNotComeBack(t *testing.T) {
	for _, c := range []struct {
		name   string
		before int // weeks of the old level
		back   bool
	}{{"two weeks", 2, false}, {"four weeks", 4, true}} {
		restored := false
		weeks := lasting(c.before, 9, func(int) float64 { return 40 })
		for _, step := range falls(append(weeks, 0, 0)...) {
			restored = restored || step.Restored
		}
		if restored != c.back {
			t.Errorf("%s: come back %v", c.name, restored)
		}
	}
	const old = 2
	bins := judge.Chain{History: 12, Adopt: 8, Bins: true}
	for window := range 14 {
		step := bins.Next(true, func(past []int) judge.Tails {
			if past[0] < old && window >= old || window == 13 {
				return judge.Tails{Low: 1e-6, High: 1}
			}
			return judge.Tails{Low: 0.5, High: 0.5}
		})
		if step.Restored {
			t.Errorf("window %d brings two windows of bins back", window)
		}
	}
}

// The first weeks of a log lay near one another by luck. Weeks that are odd for them come and go: with the fourth row
// of those, all count. Three rows, one long row, and what documented weeks divide are incidents.
func TestOddWeeksThatComeAndGoAreHowALogWobbles(t *testing.T) {
	comeAndGo := func(rows int) []float64 {
		weeks := lasting(6, 0, nil)
		for row := range rows {
			weeks = append(weeks, 8*float64(1-2*(row%2)), 0, 0)
		}
		return weeks
	}
	for _, c := range []struct {
		name  string
		weeks []float64
		at    int // the week with which they count; -1: none
	}{
		{"three rows", comeAndGo(3), -1},
		{"four rows, as the last begins", comeAndGo(4), 15},
		{"one row", lasting(16, 7, func(int) float64 { return 10 }), -1},
		{"four rows in more weeks than count", lasting(6, 24,
			func(week int) float64 { return 10 * float64(1-min(1, week%6)) }), -1},
	} {
		at := -1
		for i, step := range falls(c.weeks...) {
			if step.Recurs > 0 && at < 0 {
				at = i
			}
		}
		if at != c.at {
			t.Errorf("%s: from week %d on they count, want %d", c.name, at, c.at)
		}
	}
	steps := falls(append(comeAndGo(3), 30, 30, 30, 0, 8, -4)...)
	for i, step := range steps[15:] {
		if lasts := i < 3; step.Odd != lasts || step.Past[0] < 14 && i > 0 || len(step.Past) < 15 && i > 0 {
			t.Errorf("week %d after them: %+v; the incident that goes on must not count, the earlier ones must", i,
				step)
		}
	}
}

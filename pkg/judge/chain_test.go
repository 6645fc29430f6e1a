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

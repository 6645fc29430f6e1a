package measure_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"leeway/pkg/measure"
)

const hour = time.Hour

var sunday = time.Date(2024, 1, 7, 0, 0, 0, 0, time.UTC)

// every returns times at a distance from each other, without those that skip names.
func every(step time.Duration, n int, skip func(at time.Time) bool) []time.Time {
	var list []time.Time
	for i := range n {
		if at := sunday.Add(24*hour + time.Duration(i)*step); skip == nil || !skip(at) {
			list = append(list, at)
		}
	}
	return list
}

func isWeekend(at time.Time) bool {
	return at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
}

func TestTheLargestUsualGap(t *testing.T) {
	on := func(days ...int) func(time.Time) bool {
		return func(at time.Time) bool {
			for _, d := range days {
				if int(at.Sub(sunday)/(24*hour)) == d {
					return true
				}
			}
			return false
		}
	}
	either := func(a, b func(time.Time) bool) func(time.Time) bool {
		return func(at time.Time) bool { return a(at) || b(at) }
	}
	for _, c := range []struct {
		name    string
		batches []time.Time
		want    time.Duration
	}{
		{"a batch an hour", every(hour, 24*56, nil), hour},
		{"a batch a day", every(24*hour, 56, nil), 24 * hour},
		{"a batch a day that was left out twice in eight weeks", every(24*hour, 56, on(10, 30)), 24 * hour},
		{"a batch on each working day", every(24*hour, 56, isWeekend), 72 * hour},
		{"a batch on each working day, and a Monday that was a holiday", every(24*hour, 56, either(isWeekend, on(22))),
			72 * hour},
		{"a batch a week", every(7*24*hour, 8, nil), 7 * 24 * hour},
		{"a batch a month", every(30*24*hour, 24, nil), 30 * 24 * hour},
		{"the first days of working days", every(24*hour, 5, nil), (24 + 48) * hour},
		{"three batches", every(hour, 3, nil), (1 + 48) * hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			worked := false
			for _, at := range c.batches {
				worked = worked || isWeekend(at)
			}
			if got := measure.UsualGapOf(c.batches, worked); !got.OK || got.Gap != c.want {
				t.Errorf("%v (%s), want %v", got.Gap, got.Reason, c.want)
			}
		})
	}
	if got := measure.UsualGapOf(every(hour, 2, nil), true); got.OK || got.Reason == "" {
		t.Errorf("two batches tell %v", got)
	}
}

// Rows that come at random never fall silent for one and a half usual gaps but once in some years, and regular batches
// that come within the hour never do.
func TestSilenceIsNotFoundInLogsThatGoOn(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const eightWeeks = 56 * 24 * hour
	atRandom := func(perDay float64) func(time.Time) time.Time {
		return func(at time.Time) time.Time {
			return at.Add(time.Duration(random.ExpFloat64() / perDay * 24 * float64(hour)))
		}
	}
	daily := func(at time.Time) time.Time {
		return at.Truncate(24 * hour).Add(24*hour + time.Duration(random.Int64N(int64(2*hour))))
	}
	for _, c := range []struct {
		name  string
		years int
		next  func(time.Time) time.Time
		most  float64 // times a year
	}{
		{"5 rows a day, at random", 20, atRandom(5), 0.5}, {"40 rows a day, at random", 20, atRandom(40), 0.5},
		{"300 rows a day, at random", 1, atRandom(300), 0},
		{"a batch a day, within two hours", 20, daily, 0},
		{"a batch on each working day, within two hours", 20, func(at time.Time) time.Time {
			for at = daily(at); isWeekend(at); at = daily(at) {
			}
			return at
		}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rows []time.Time
			for at := sunday; at.Before(sunday.Add(eightWeeks + time.Duration(c.years)*365*24*hour)); at = c.next(at) {
				if n := len(rows); n > 0 && rows[n-1].Truncate(hour).Equal(at.Truncate(hour)) {
					rows[n-1] = at // the newest of its hour
					continue
				}
				rows = append(rows, at)
			}
			var longest time.Duration
			for i := 1; i < len(rows); i++ {
				longest = max(longest, rows[i].Sub(rows[i-1]))
			}
			silent, from := 0, 0
			for i := 1; i < len(rows); i++ {
				for rows[i-1].Sub(rows[from]) > eightWeeks {
					from++
				}
				gap := rows[i].Sub(rows[i-1])
				if from == 0 || gap < longest/2 { // no history of eight weeks yet, or no candidate
					continue
				}
				if usual := measure.UsualGapOf(rows[from:i], true); gap > usual.Gap*3/2 {
					silent++
				}
			}
			if rate := float64(silent) / float64(c.years); rate > c.most {
				t.Errorf("silent %.2f times a year, at most %v", rate, c.most)
			} else {
				t.Logf("silent %.2f times a year", rate)
			}
		})
	}
}

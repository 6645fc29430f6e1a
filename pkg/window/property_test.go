package window_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"leeway/pkg/model"
	"leeway/pkg/window"
)

// zones have summer time by an hour or by half an hour, changes at midnight, odd offsets, and a day that was left out.
var zones = []string{"UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata",
	"America/Sao_Paulo",
	"America/Havana", "Asia/Kathmandu", "Africa/Casablanca", "America/St_Johns", "Pacific/Apia"}

// anyModel draws a calendar, and anyRange a range of up to a hundred days between 2005 and 2020.
func anyModel(t *rapid.T) *model.Model {
	m := &model.Model{Timezone: rapid.SampledFrom(zones).Draw(t, "zone"),
		Resolution: duration(t, rapid.SampledFrom([]string{"15m", "1h", "6h", "1d"}).Draw(t, "resolution"))}
	m.Log.Lateness = duration(t, rapid.SampledFrom([]string{"", "15m", "3h"}).Draw(t, "lateness"))
	m.Outcomes = &model.Outcomes{Delay: duration(t, rapid.SampledFrom([]string{"", "1d", "36h"}).Draw(t, "delay"))}
	return m
}

func anyRange(t *rapid.T) window.Range {
	from := time.Unix(rapid.Int64Range(1104537600, 1577836800).Draw(t, "from"), 0)
	return window.Range{Start: from, End: from.Add(time.Duration(rapid.IntRange(0, 100*24*60).Draw(t,
		"minutes")) * time.Minute)}
}

// wallLength is the length of an interval on the local wall clock.
func wallLength(i window.Interval) time.Duration {
	clock := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	}
	return clock(i.End).Sub(clock(i.Start))
}

func TestWindowsEndBeforeTheRangeAndAskedAgainAreTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r, performance := anyModel(t), anyRange(t), rapid.Bool().Draw(t, "performance")
		w, _, err := window.Current(m, r, model.Duration{}, performance)
		if err != nil {
			t.Fatal(err)
		}
		if w.End.After(r.End) || !w.Start.Before(w.End) {
			t.Fatalf("window %s of the range up to %s", show(w.Interval), r.End)
		}
		if waits := r.End.Sub(w.End) - m.Log.Lateness.Approx(); !performance && waits > 26*time.Hour {
			t.Fatalf("window %s ends %s before the range", show(w.Interval), waits)
		}
		again, _, err := window.Current(m, window.Range{Start: r.Start.UTC(), End: r.End.UTC()}, w.Length, performance)
		if err != nil || !again.Start.Equal(w.Start) || !again.End.Equal(w.End) {
			t.Fatalf("asked by its length: %s, %v; want %s", show(again.Interval), err, show(w.Interval))
		}
	})
}

func TestALaterRangeNeverHasAnEarlierWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r := anyModel(t), anyRange(t)
		length := rapid.SampledFrom([]model.Duration{m.Resolution, {Days: 7}}).Draw(t, "length")
		later := r
		later.End = later.End.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "later")) * time.Minute)
		a, _, err := window.Current(m, r, length, false)
		if err != nil {
			t.Fatal(err)
		}
		b, _, err := window.Current(m, later, length, false)
		if err != nil {
			t.Fatal(err)
		}
		if b.End.Before(a.End) {
			t.Fatalf("a range that ends at %s has the window %s, one that ends at %s has %s", r.End, show(a.Interval),
				later.End, show(b.Interval))
		}
		onBoundary := window.Range{Start: a.Start, End: a.End.Add(m.Log.Lateness.Approx())}
		if c, _, err := window.Current(m, onBoundary, length, false); err != nil || !c.End.Equal(a.End) {
			t.Fatalf("the range that ends on the boundary %s has the window %s, %v", a.End, show(c.Interval), err)
		}
	})
}

func TestRollingPeriodsHaveTheWindowsLocalLengthAndDoNotOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r := anyModel(t), anyRange(t)
		m.Timezone = rapid.SampledFrom([]string{"UTC", "America/New_York", "Europe/Berlin",
			"Australia/Lord_Howe"}).Draw(t, "calendar")
		w, _, err := window.Current(m, r, model.Duration{Days: rapid.IntRange(2, 15).Draw(t, "days")}, false)
		if err != nil {
			t.Fatal(err)
		}
		history := window.History(m, w, model.Baseline{Kind: model.BaselineRolling,
			Every: model.Duration{Days: rapid.IntRange(1, 14).Draw(t, "every")}}, 8)
		last := w.Interval
		for _, p := range history {
			if p.End.After(last.Start) {
				t.Fatalf("period %s overlaps %s", show(p.Interval), show(last))
			}
			if wallLength(p.Interval) != wallLength(w.Interval) {
				t.Fatalf("period %s has another local length than %s", show(p.Interval), show(w.Interval))
			}
			last = p.Interval
		}
	})
}

func TestTheLastStepIsTheEndOfTheRangesWindowAndStepsTile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r, performance := anyModel(t), anyRange(t), rapid.Bool().Draw(t, "performance")
		w, _, err := window.Current(m, r, model.Duration{}, performance)
		if err != nil {
			t.Fatal(err)
		}
		s, err := window.Steps(m, r, model.Duration{}, model.Duration{}, performance)
		if err != nil {
			t.Fatal(err)
		}
		if last := s.Steps[len(s.Steps)-1]; !last.End.Equal(w.End) {
			t.Fatalf("the last step %s does not end with the window %s", show(last.Interval), show(w.Interval))
		}
		for i, step := range s.Steps {
			if i > 0 && !step.Start.Equal(s.Steps[i-1].End) {
				t.Fatalf("step %s does not follow %s", show(step.Interval), show(s.Steps[i-1].Interval))
			}
			shownAhead := i == 0 && len(s.Steps) == 2 && w.End.Before(r.Start) // of points that both lie before the range
			if !step.End.After(w.Start) && !shownAhead || len(s.Steps) > window.MaxSteps {
				t.Fatalf("step %s of %d lies before the window %s", show(step.Interval), len(s.Steps), show(w.Interval))
			}
		}
	})
}

func TestAtomsCoverExactlyTheIntervalsAndCutAllOfThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := at(t, rapid.SampledFrom(zones).Draw(t, "zone"), "2013-01-01").Location()
		daily := rapid.Bool().Draw(t, "daily")
		var intervals []window.Interval
		for range rapid.IntRange(0, 6).Draw(t, "n") {
			i := anyRange(t)
			i.End = i.Start.Add(i.End.Sub(i.Start) / 10)
			intervals = append(intervals, i)
		}
		atoms := window.Atoms(intervals, daily, loc)
		for k, a := range atoms {
			if !a.Start.Before(a.End) || k > 0 && a.Start.Before(atoms[k-1].End) {
				t.Fatalf("span %s is empty or overlaps the one before", show(a))
			}
			covered := false
			for _, i := range intervals {
				inside := !a.Start.Before(i.Start) && !a.End.After(i.End)
				if a.Overlaps(i) && !inside {
					t.Fatalf("span %s crosses the edge of %s", show(a), show(i))
				}
				covered = covered || inside
			}
			if !covered {
				t.Fatalf("span %s lies in no interval", show(a))
			}
			if last := a.End.Add(-time.Second).In(loc); daily && last.YearDay() != a.Start.In(loc).YearDay() {
				t.Fatalf("span %s crosses a midnight", show(a))
			}
		}
		for _, i := range intervals {
			var sum time.Duration
			for _, a := range atoms {
				if a.Overlaps(i) {
					sum += a.End.Sub(a.Start)
				}
			}
			if sum != i.End.Sub(i.Start) {
				t.Fatalf("the spans cover %s of the %s of %s", sum, i.End.Sub(i.Start), show(i))
			}
		}
	})
}

func TestRunsGiveEveryInstantItsSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := at(t, rapid.SampledFrom(zones).Draw(t, "zone"), "2013-01-01").Location()
		spans := window.Atoms([]window.Interval{anyRange(t), anyRange(t)}, true, loc)
		runs := window.Runs(spans, nil)
		for n, s := range spans {
			for _, moment := range []int64{s.Start.UnixMicro(), s.End.UnixMicro() - 1} {
				if got := spanOf(runs, moment); got != int64(n) {
					t.Fatalf("the instant %d of span %d (%s) is given to %d", moment, n, show(s), got)
				}
			}
		}
		last := int64(-1 << 63)
		for _, r := range window.Runs(spans, loc) {
			if r.Start < last || r.Start >= r.End || (r.End-r.Start)%r.Width != 0 {
				t.Fatalf("run %+v of the wall clock after %d", r, last)
			}
			last = r.End
		}
	})
}

// spanOf is the span that runs give to an instant, -1 for none.
func spanOf(runs []window.Run, micros int64) int64 {
	for _, r := range runs {
		if micros >= r.Start && micros < r.End {
			return r.First + (micros-r.Start)/r.Width
		}
	}
	return -1
}

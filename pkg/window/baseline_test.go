package window_test

import (
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/window"
)

// current is the window of a range in local time.
func current(t *testing.T, m *model.Model, from, to, length string) window.Window {
	t.Helper()
	r := window.Range{Start: at(t, m.Timezone, from), End: at(t, m.Timezone, to)}
	w, _, err := window.Current(m, r, duration(t, length), false)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func periods(t *testing.T, m *model.Model, w window.Window, b model.Baseline) window.Baseline {
	t.Helper()
	found, err := window.Periods(m, w, b)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestARollingDayMeetsTheSameWeekdayOfTheWeeksBefore(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	w := current(t, m, "2013-03-01", "2013-03-27 09:00", "1d") // Tuesday 9:00 to Wednesday 9:00
	b := periods(t, m, w, model.Baseline{Kind: model.BaselineRolling, Periods: 8, Every: model.Duration{Days: 7}})
	if len(b.Candidates) != 16 || b.Wanted != 8 || b.Needed != 4 {
		t.Fatalf("%d candidates, %d wanted, %d needed; want 16, 8, 4", len(b.Candidates), b.Wanted, b.Needed)
	}
	for j, c := range b.Candidates {
		want := time.Date(2013, 3, 27-7*(j+1), 9, 0, 0, 0, w.End.Location())
		if !c.End.Equal(want) || c.Start.Weekday() != time.Tuesday || c.Start.Hour() != 9 {
			t.Errorf("period %d is %s; want it to end at %s", j+1, show(c.Interval), want.Format(layout))
		}
	}
}

func TestARollingStepIsTheSmallestMultipleOfEveryThatHoldsTheWindow(t *testing.T) {
	m := in(t, "UTC", "1h", "", "")
	for _, c := range []struct{ length, every, want string }{
		{"7d", "1w", "7d"}, {"8d", "1w", "14d"}, {"7d", "1d", "7d"}, {"1d", "1w", "7d"}, {"28d", "1w", "28d"}, {"5h", "2h", "6h"}, {"1d", "7h", "28h"},
	} {
		w := current(t, m, "2013-01-01", "2013-06-01", c.length)
		b := periods(t, m, w, model.Baseline{Kind: model.BaselineRolling, Every: duration(t, c.every), Periods: 1})
		if got := w.End.Sub(b.Candidates[0].End); got != duration(t, c.want).Approx() {
			t.Errorf("a window of %s with every %s steps by %s, want %s", c.length, c.every, got, c.want)
		}
	}
}

func TestOneInlineMillisecondDoesNotHangTheStep(t *testing.T) {
	m := in(t, "UTC", "1h", "", "")
	w := current(t, m, "2013-01-01", "2013-06-01", "9999w")
	periods(t, m, w, model.Baseline{Kind: model.BaselineRolling, Every: duration(t, "1ms"), Periods: 104})
}

func TestTheOtherBaselinesOfAWeek(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	w := current(t, m, "2013-03-10", "2013-03-17", "")
	february, march, noon := model.NewDate("2013-02-01"), model.NewDate("2013-03-01T00:00:00Z"), model.NewDate("2013-03-01T12:00:00-05:00")
	for _, c := range []struct {
		name string
		b    model.Baseline
		want string
	}{
		{"52 weeks back", model.Baseline{Kind: model.BaselineOffset, By: model.Duration{Days: 364}}, "2012-03-11 00:00 -0500 … 2012-03-18 00:00 -0400"},
		{"the week before", model.Baseline{Kind: model.BaselinePrevious}, "2013-03-03 00:00 -0500 … 2013-03-10 00:00 -0500"},
		{"another version in the same week", model.Baseline{Kind: model.BaselineVersion}, "2013-03-10 00:00 -0500 … 2013-03-17 00:00 -0400"},
		{"local dates, also as YAML readers write them", model.Baseline{Kind: model.BaselineFixed, From: &february, To: &march},
			"2013-02-01 00:00 -0500 … 2013-03-01 00:00 -0500"},
		{"up to an instant", model.Baseline{Kind: model.BaselineFixed, From: &february, To: &noon}, "2013-02-01 00:00 -0500 … 2013-03-01 12:00 -0500"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := periods(t, m, w, c.b)
			if len(b.Candidates) != 1 || b.Wanted != 1 || b.Needed != 1 {
				t.Fatalf("found %+v, want one period", b)
			}
			if got := show(b.Candidates[0].Interval); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
	if b := periods(t, m, w, model.Baseline{Kind: model.BaselineTable}); len(b.Candidates) != 0 {
		t.Errorf("a table has the periods %v", b.Candidates)
	}
	if _, err := window.Periods(m, w, model.Baseline{Kind: model.BaselineFixed, From: &march, To: &february}); err == nil {
		t.Error("a fixed period that ends before it starts was taken")
	}
}

func TestDocumentedPeriodsAreLocalDates(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	m.Expected = []model.Expected{{From: model.NewDate("2013-06-01"), To: model.NewDate("2013-06-08"), Reason: "summer"}}
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2013-05-25", "2013-06-01", 0}, {"2013-05-25", "2013-06-01 00:01", 1}, {"2013-06-07 23:59", "2013-06-09", 1}, {"2013-06-08", "2013-06-09", 0},
	} {
		found, err := window.Expected(m, window.Interval{Start: at(t, m.Timezone, c.from), End: at(t, m.Timezone, c.to)})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != c.want {
			t.Errorf("%s … %s overlaps %d documented periods, want %d", c.from, c.to, len(found), c.want)
		}
	}
}

func TestTheReferenceIsTheFourWeeksBeforeTheQuarter(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	for to, want := range map[string]string{
		"2013-05-15 10:00": "2013-03-04 00:00 -0500 … 2013-04-01 00:00 -0400",
		"2013-04-01 00:01": "2013-03-04 00:00 -0500 … 2013-04-01 00:00 -0400",
		"2013-04-01":       "2012-12-04 00:00 -0500 … 2013-01-01 00:00 -0500",
		"2013-12-31":       "2013-09-03 00:00 -0400 … 2013-10-01 00:00 -0400",
	} {
		end := at(t, m.Timezone, to)
		w, err := window.BeforeQuarter(m, window.Range{Start: end.AddDate(0, 0, -7), End: end})
		if err != nil {
			t.Fatal(err)
		}
		if show(w.Interval) != want {
			t.Errorf("a range that ends at %s has the reference\n got %s\nwant %s", to, show(w.Interval), want)
		}
	}
}

// The first 28 full local days after the first row, over a night in which the clocks change.
func TestLaunchIsTheFirstFullDays(t *testing.T) {
	m := &model.Model{Timezone: "America/New_York"}
	zone, err := time.LoadLocation(m.Timezone)
	if err != nil {
		t.Fatal(err)
	}
	day := func(month time.Month, d int) time.Time { return time.Date(2013, month, d, 0, 0, 0, 0, zone) }
	for first, start := range map[time.Time]int{day(3, 5): 5, day(3, 5).Add(time.Microsecond): 6, day(3, 6).Add(-time.Microsecond): 6} {
		w, err := window.Launch(m, first.UTC())
		if err != nil || !w.Start.Equal(day(3, start)) || !w.End.Equal(day(3, start+28)) || w.Length.Days != 28 {
			t.Errorf("after %v: %v (%v)", first, w, err)
		}
	}
}

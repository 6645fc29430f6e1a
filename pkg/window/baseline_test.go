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

func TestTheHistoryOfADayIsTheSameWeekdayOfTheWeeksBefore(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	w := current(t, m, "2013-03-01", "2013-03-27 09:00", "1d") // Tuesday 9:00 to Wednesday 9:00
	for _, kind := range []model.BaselineKind{model.BaselineRolling, model.BaselineTable, model.BaselineLaunch} {
		history := window.History(m, w, model.Baseline{Kind: kind}, 16)
		if len(history) != 16 {
			t.Fatalf("%d windows, want 16", len(history))
		}
		for j, c := range history {
			want := time.Date(2013, 3, 27-7*(j+1), 9, 0, 0, 0, w.End.Location())
			if !c.End.Equal(want) || c.Start.Weekday() != time.Tuesday || c.Start.Hour() != 9 {
				t.Errorf("%s: window %d is %s; want it to end at %s", kind, j+1, show(c.Interval), want.Format(layout))
			}
		}
	}
}

func TestAHistoryStepsByTheSmallestMultipleThatHoldsTheWindow(t *testing.T) {
	m := in(t, "UTC", "1h", "", "")
	for _, c := range []struct {
		length, every, season, want string
		adopt                       int
	}{
		{"7d", "1w", "", "7d", 8}, {"8d", "1w", "", "14d", 8}, {"7d", "1d", "", "7d", 8}, {"1d", "1w", "", "7d", 8},
		{"28d", "1w", "", "28d", 8},
		{"5h", "2h", "", "6h", 112}, {"1d", "7h", "", "28h", 24},
		{"1d", "", "", "7d", 8}, {"7d", "", "", "7d", 8}, {"30d", "", "", "35d", 8}, {"1d", "", "none", "1d", 28},
		{"6h", "", "none", "6h", 112},
	} {
		m.Season, m.AdoptAfter = c.season, 8
		w := current(t, m, "2013-01-01", "2013-06-01", c.length)
		b := model.Baseline{Kind: model.BaselineFixed}
		if c.every != "" {
			b = model.Baseline{Kind: model.BaselineRolling, Every: duration(t, c.every)}
		}
		if got := w.End.Sub(window.History(m, w, b, 1)[0].End); got != duration(t, c.want).Approx() {
			t.Errorf("a window of %s with every %s and season %q steps by %s, want %s", c.length, c.every, c.season,
				got, c.want)
		}
		if got := window.AdoptAfter(m, w, b); got != c.adopt {
			t.Errorf("a window of %s with every %s and season %q is adopted after %d, want %d", c.length, c.every,
				c.season, got, c.adopt)
		}
	}
}

func TestOneInlineMillisecondDoesNotHangTheStep(t *testing.T) {
	m := in(t, "UTC", "1h", "", "")
	w := current(t, m, "2013-01-01", "2013-06-01", "9999w")
	window.History(m, w, model.Baseline{Kind: model.BaselineRolling, Every: duration(t, "1ms")}, 104)
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
		{"52 weeks back", model.Baseline{Kind: model.BaselineOffset, By: model.Duration{Days: 364}},
			"2012-03-11 00:00 -0500 … 2012-03-18 00:00 -0400"},
		{"the week before", model.Baseline{Kind: model.BaselinePrevious},
			"2013-03-03 00:00 -0500 … 2013-03-10 00:00 -0500"},
		{"another version in the same week", model.Baseline{Kind: model.BaselineVersion},
			"2013-03-10 00:00 -0500 … 2013-03-17 00:00 -0400"},
		{"local dates, also as YAML readers write them",
			model.Baseline{Kind: model.BaselineFixed, From: &february, To: &march},
			"2013-02-01 00:00 -0500 … 2013-03-01 00:00 -0500"},
		{"up to an instant", model.Baseline{Kind: model.BaselineFixed, From: &february, To: &noon},
			"2013-02-01 00:00 -0500 … 2013-03-01 12:00 -0500"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, ok, err := window.Baseline(m, w, c.b)
			if err != nil || !ok {
				t.Fatalf("found %v, %v", ok, err)
			}
			if got := show(b.Interval); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
	for _, kind := range []model.BaselineKind{model.BaselineTable, model.BaselineRolling, model.BaselineLaunch} {
		if b, ok, err := window.Baseline(m, w, model.Baseline{Kind: kind}); ok || err != nil {
			t.Errorf("a baseline of kind %s has the window %v (%v)", kind, b, err)
		}
	}
	if _, _, err := window.Baseline(m, w, model.Baseline{Kind: model.BaselineFixed, From: &march,
		To: &february}); err == nil {
		t.Error("a fixed period that ends before it starts was taken")
	}
}

func TestDocumentedPeriodsAreLocalDates(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	m.Expected = []model.Expected{{From: model.NewDate("2013-06-01"), To: model.NewDate("2013-06-08"),
		Reason: "summer"}}
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2013-05-25", "2013-06-01", 0}, {"2013-05-25", "2013-06-01 00:01", 1}, {"2013-06-07 23:59", "2013-06-09", 1},
		{"2013-06-08", "2013-06-09", 0},
	} {
		found, err := window.Expected(m, window.Interval{Start: at(t, m.Timezone, c.from),
			End: at(t, m.Timezone, c.to)})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != c.want {
			t.Errorf("%s … %s overlaps %d documented periods, want %d", c.from, c.to, len(found), c.want)
		}
	}
}

func TestFirstDaysAreWhatARangeHasSeenOfThem(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	first := at(t, m.Timezone, "2013-03-04 08:00")
	for to, want := range map[string]string{
		"2013-12-31":       "2013-03-05 00:00 -0500 … 2013-04-02 00:00 -0400",
		"2013-04-02":       "2013-03-05 00:00 -0500 … 2013-04-02 00:00 -0400",
		"2013-03-20 10:00": "2013-03-05 00:00 -0500 … 2013-03-20 00:00 -0400",
		"2013-03-05 10:00": "2013-03-04 08:00 -0500 … 2013-03-05 10:00 -0500",
		"2013-03-04 10:00": "2013-03-04 08:00 -0500 … 2013-03-04 10:00 -0500",
		"2013-01-01":       "2013-03-05 00:00 -0500 … 2013-04-02 00:00 -0400",
	} {
		end := at(t, m.Timezone, to)
		i, err := window.FirstDays(m, first, window.Range{Start: end.AddDate(0, 0, -7), End: end})
		if err != nil {
			t.Fatal(err)
		}
		if show(i) != want {
			t.Errorf("a range that ends at %s sees\n got %s\nwant %s", to, show(i), want)
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
	for first, start := range map[time.Time]int{day(3, 5): 5, day(3, 5).Add(time.Microsecond): 6,
		day(3, 6).Add(-time.Microsecond): 6} {
		w, err := window.Launch(m, first.UTC())
		if err != nil || !w.Start.Equal(day(3, start)) || !w.End.Equal(day(3, start+28)) || w.Length.Days != 28 {
			t.Errorf("after %v: %v (%v)", first, w, err)
		}
	}
}

package window_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

func steps(t *testing.T, m *model.Model, from, to, every, length string) window.Series {
	t.Helper()
	s, err := window.Steps(m, window.Range{Start: at(t, m.Timezone, from), End: at(t, m.Timezone, to)},
		duration(t, every), duration(t, length), false)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAWeekHasADailyPointAtEachMidnight(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	s := steps(t, m, "2013-03-07", "2013-03-14", "", "")
	if len(s.Steps) != 7 || s.Every.String() != "1d" || s.Running != nil {
		t.Fatalf("%d steps of %s, running %v; want 7 of 1d, none", len(s.Steps), s.Every, s.Running)
	}
	for i, step := range s.Steps {
		want := time.Date(2013, 3, 8+i, 0, 0, 0, 0, step.End.Location())
		if !step.End.Equal(want) || !step.Start.Equal(want.AddDate(0, 0, -1)) {
			t.Errorf("step %d is %s; want the day before %s", i, show(step.Interval), want.Format(layout))
		}
	}
}

func TestAPointIsTheMeasureOfTheWindowThatEndsThere(t *testing.T) {
	m := in(t, "America/New_York", "1h", "", "")
	s := steps(t, m, "2013-03-07", "2013-03-14 10:00", "1d", "7d")
	first, last := s.Steps[0], s.Steps[len(s.Steps)-1]
	if want := "2013-03-01 00:00 -0500 … 2013-03-08 00:00 -0500"; show(first.Interval) != want {
		t.Errorf("first step\n got %s\nwant %s", show(first.Interval), want)
	}
	if want := "2013-03-07 00:00 -0500 … 2013-03-14 00:00 -0400"; show(last.Interval) != want {
		t.Errorf("last step\n got %s\nwant %s", show(last.Interval), want)
	}
	if s.Running == nil || show(*s.Running) != "2013-03-08 00:00 -0500 … 2013-03-14 10:00 -0400" {
		t.Errorf("the running bucket is %v", s.Running)
	}
}

func TestStepsOfADayLieOnMidnightAlsoInARangeBelowTwoDays(t *testing.T) {
	m := in(t, "Europe/Berlin", "1h", "", "")
	s := steps(t, m, "2013-06-01 09:00", "2013-06-02 20:00", "1d", "")
	if last := s.Steps[len(s.Steps)-1]; show(last.Interval) != "2013-06-01 00:00 +0200 … 2013-06-02 00:00 +0200" {
		t.Errorf("the last step is %s", show(last.Interval))
	}
}

func TestStepsBeforeTheRangeAreTwoAndSayWhereTheyEnd(t *testing.T) {
	m := in(t, "UTC", "1h", "", "")
	s := steps(t, m, "2013-06-03 09:00", "2013-06-03 10:00", "1d", "7d")
	if len(s.Steps) != 2 || show(s.Steps[1].Interval) != "2013-05-27 00:00 +0000 … 2013-06-03 00:00 +0000" ||
		show(s.Steps[0].Interval) != "2013-05-26 00:00 +0000 … 2013-06-02 00:00 +0000" {
		t.Errorf("the steps are %v", s.Steps)
	}
	want := "no window ends in the range: the last one that can be judged ended 2013-06-03 00:00; " +
		"widen the range to see it"
	if !slices.Contains(s.Notices, want) {
		t.Errorf("the notices are %q", s.Notices)
	}
	s = steps(t, m, "2013-06-03 00:00", "2013-06-03 10:00", "1d", "7d")
	if len(s.Steps) != 1 || len(s.Notices) != 0 {
		t.Errorf("where a step ends at the range's start: %v, %q", s.Steps, s.Notices)
	}
}

func TestHoursStepThroughTheNightTheClockGoesBack(t *testing.T) {
	m := in(t, "Europe/Berlin", "1h", "", "")
	s := steps(t, m, "2013-10-26 22:00", "2013-10-27 06:00", "", "")
	if len(s.Steps) != 9 {
		t.Fatalf("%d steps, want the 9 hours of that night", len(s.Steps))
	}
	for i, step := range s.Steps[1:] {
		if !step.Start.Equal(s.Steps[i].End) || step.End.Sub(step.Start) != time.Hour {
			t.Errorf("step %d is %s", i+1, show(step.Interval))
		}
	}
}

func TestADefaultStepIsMadeCoarserAndSaysSo(t *testing.T) {
	for _, c := range []struct{ resolution, from, to, want string }{
		{"1m", "2013-06-01", "2013-06-02 12:00", "2m"}, {"1h", "2003-01-01", "2013-01-01", "7d"},
		{"1s", "2013-06-01", "2013-06-01 12:00", "30s"},
	} {
		m := in(t, "UTC", c.resolution, "", "")
		s := steps(t, m, c.from, c.to, "", "")
		if s.Every.String() != c.want || len(s.Notices) != 1 || !strings.Contains(s.Notices[0], c.want) ||
			len(s.Steps) > window.MaxSteps {
			t.Errorf("from %s to %s: %d steps of %s, notices %q; want steps of %s", c.from, c.to, len(s.Steps), s.Every,
				s.Notices, c.want)
		}
	}
}

func TestStepsThatCannotBe(t *testing.T) {
	m := in(t, "UTC", "1h", "", "")
	r := window.Range{Start: at(t, "UTC", "2013-01-01"), End: at(t, "UTC", "2013-06-01")}
	for _, c := range []struct {
		every, length, want string
		kind                fault.Kind
	}{
		{"1h", "", "every: 1h makes 3624 points; at most 1500 are drawn, so take a longer step or a shorter range",
			fault.TooLarge},
		{"90m", "", `every: "1h30m" is not a step; allowed are whole days, and multiples of the model's resolution, 1h`,
			fault.BadQuery},
		{"1d6h", "", `every: "1d6h" is not a step; allowed are whole days, and multiples of the model's resolution, 1h`,
			fault.BadQuery},
		{"1d", "30m",
			`window: "30m" is not a multiple of 1h; windows below 2d are multiples of the model's resolution, 1h, longer ones whole days`, fault.BadQuery},
	} {
		_, err := window.Steps(m, r, duration(t, c.every), duration(t, c.length), false)
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != c.kind || err.Error() != c.want {
			t.Errorf("\n got %v\nwant %s", err, c.want)
		}
	}
}

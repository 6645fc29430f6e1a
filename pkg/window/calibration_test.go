package window_test

import (
	"testing"

	"leeway/pkg/model"
	"leeway/pkg/window"
)

func TestCalibrationEndsBeforeTheWindowAndIsMature(t *testing.T) {
	const zone = "America/New_York"
	cases := []struct{ name, from, to, delay, start, end string }{
		{"a week", "2013-04-21", "2013-04-28", "1d", "2013-02-24", "2013-04-21"},
		{"a horizon longer than the window", "2013-04-21", "2013-04-28", "10d", "2013-02-21", "2013-04-18"},
		{"an hour in the afternoon", "2013-04-21 14:00", "2013-04-21 15:00", "1h", "2013-02-24", "2013-04-21"},
		{"an hour after midnight, labels a day later", "2013-04-21 00:00", "2013-04-21 01:00", "1d", "2013-02-23",
			"2013-04-20"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			current := window.Window{Interval: window.Interval{Start: at(t, zone, c.from), End: at(t, zone, c.to)}}
			got, err := window.Calibration(in(t, zone, "1h", "0s", c.delay), current)
			if err != nil {
				t.Fatal(err)
			}
			want := window.Interval{Start: at(t, zone, c.start), End: at(t, zone, c.end)}
			if show(got) != show(want) {
				t.Errorf("%s, want %s", show(got), show(want))
			}
		})
	}
}

func TestEstimatesAreHeldAgainstPeriodsOfTheWindowsLength(t *testing.T) {
	const zone = "America/New_York"
	over := window.Interval{Start: at(t, zone, "2013-02-24"), End: at(t, zone, "2013-04-21")}
	cases := []struct {
		length      string
		n           int
		last, first string
	}{
		{"7d", 8, "2013-04-14", "2013-02-24"},
		{"28d", 8, "2013-04-14", "2013-02-24"},
		{"1h", 8, "2013-04-20", "2013-04-13"},
		{"3d", 8, "2013-04-18", "2013-03-28"},
	}
	for _, c := range cases {
		t.Run(c.length, func(t *testing.T) {
			got := window.Judged(window.Window{Length: duration(t, c.length)}, over)
			if len(got) != c.n || !got[0].Start.Equal(at(t, zone, c.last)) ||
				!got[len(got)-1].Start.Equal(at(t, zone, c.first)) {
				t.Errorf("%d periods, the last from %s, the first from %s", len(got), got[0].Start,
					got[len(got)-1].Start)
			}
		})
	}
	if got := window.Judged(window.Window{Length: model.Duration{Days: 7}},
		window.Interval{Start: over.End, End: over.End}); got != nil {
		t.Errorf("an empty interval has periods: %v", got)
	}
}

func TestDaysAlternateThroughTheNightsWhenClocksChange(t *testing.T) {
	const zone = "America/New_York"
	start := at(t, zone, "2013-03-08")
	first := window.EvenDay(start, start.Location())
	for d := range 6 {
		if got := window.EvenDay(start.AddDate(0, 0, d), start.Location()); got != (first == (d%2 == 0)) {
			t.Errorf("day %d is even: %v", d, got)
		}
	}
}

package window_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// in returns a parsed model with a time zone and changes of its log and outcomes.
func in(t *testing.T, zone, resolution, lateness, delay string) *model.Model {
	t.Helper()
	m := &model.Model{Timezone: zone, Resolution: duration(t, resolution)}
	m.Log.Lateness = duration(t, lateness)
	m.Outcomes = &model.Outcomes{Delay: duration(t, delay)}
	return m
}

func duration(t interface{ Fatal(...any) }, text string) model.Duration {
	d, err := model.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at reads a local time such as 2013-03-10 02:30, or one with an offset where the clock shows it twice.
func at(t interface{ Fatal(...any) }, zone, text string) time.Time {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	for _, layout := range []string{"2006-01-02 15:04 -0700", "2006-01-02 15:04", "2006-01-02"} {
		if clock, err := time.ParseInLocation(layout, text, loc); err == nil {
			return clock.In(loc)
		}
	}
	t.Fatal("cannot read " + text)
	return time.Time{}
}

const layout = "2006-01-02 15:04 -0700"

func show(i window.Interval) string { return i.Start.Format(layout) + " … " + i.End.Format(layout) }

func TestTheCurrentWindow(t *testing.T) {
	const newYork, berlin, lordHowe = "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"
	for _, c := range []struct {
		name                              string
		zone, resolution, lateness, delay string
		from, to, window                  string
		performance                       bool
		want                              string
	}{
		{name: "a week that ends on a boundary is the week before it", zone: newYork,
			from: "2013-04-21", to: "2013-04-28", want: "2013-04-21 00:00 -0400 … 2013-04-28 00:00 -0400"},
		{name: "with lateness a range that ends on a boundary asks for the day before that", zone: newYork,
			lateness: "15m",
			from:     "2013-04-21", to: "2013-04-28", want: "2013-04-20 00:00 -0400 … 2013-04-27 00:00 -0400"},
		{name: "a week ends at the last local midnight", zone: newYork,
			from: "2013-04-21 09:17", to: "2013-04-28 09:17", want: "2013-04-21 00:00 -0400 … 2013-04-28 00:00 -0400"},
		{name: "a week in which the clock goes forward has 167 hours", zone: newYork,
			from: "2013-03-07 12:00", to: "2013-03-14 12:00", want: "2013-03-07 00:00 -0500 … 2013-03-14 00:00 -0400"},
		{name: "two local days are two days also with 47 hours", zone: newYork,
			from: "2013-03-10", to: "2013-03-12", want: "2013-03-10 00:00 -0500 … 2013-03-12 00:00 -0400"},
		{name: "the last seven days, 168 hours, are seven local days when the clock goes back", zone: berlin,
			from: "2013-10-21 01:00", to: "2013-10-28 00:00", want: "2013-10-21 00:00 +0200 … 2013-10-28 00:00 +0100"},
		{name: "half days are rounded up", zone: berlin,
			from: "2013-06-01 12:00", to: "2013-06-04", want: "2013-06-01 00:00 +0200 … 2013-06-04 00:00 +0200"},
		{name: "a range below two days ends at the resolution", zone: berlin,
			from: "2013-06-01 09:17", to: "2013-06-02 09:17", want: "2013-06-01 09:00 +0200 … 2013-06-02 09:00 +0200"},
		{name: "a range below two days is rounded to the resolution", zone: berlin,
			from: "2013-06-01 06:30", to: "2013-06-01 09:00", want: "2013-06-01 06:00 +0200 … 2013-06-01 09:00 +0200"},
		{name: "a range shorter than a bucket gets the last full one", zone: berlin,
			from: "2013-06-01 09:17", to: "2013-06-01 09:22", want: "2013-06-01 08:00 +0200 … 2013-06-01 09:00 +0200"},
		{name: "a window of a day ends at the resolution", zone: berlin, window: "1d",
			from: "2013-06-01", to: "2013-06-08 09:17", want: "2013-06-07 09:00 +0200 … 2013-06-08 09:00 +0200"},
		{name: "a day that ends at two o'clock on the night the clock goes forward starts at two", zone: newYork,
			window: "1d",
			from:   "2013-03-01", to: "2013-03-10 03:00", want: "2013-03-09 03:00 -0500 … 2013-03-10 03:00 -0400"},
		{name: "24 hours are 24 hours on that night", zone: newYork, window: "24h",
			from: "2013-03-01", to: "2013-03-10 03:00", want: "2013-03-09 02:00 -0500 … 2013-03-10 03:00 -0400"},
		{name: "168 hours are written for seven days", zone: newYork, window: "168h",
			from: "2013-03-01", to: "2013-03-14", want: "2013-03-07 00:00 -0500 … 2013-03-14 00:00 -0400"},
		{name: "the hour that is shown twice has two buckets: the first", zone: newYork, window: "1h",
			from: "2013-11-01", to: "2013-11-03 01:30 -0400", want: "2013-11-03 00:00 -0400 … 2013-11-03 01:00 -0400"},
		{name: "the hour that is shown twice has two buckets: the second", zone: newYork, window: "1h",
			from: "2013-11-01", to: "2013-11-03 01:30 -0500", want: "2013-11-03 01:00 -0400 … 2013-11-03 01:00 -0500"},
		{name: "six-hour windows end on the wall clock after the change too, and last six hours", zone: newYork,
			resolution: "6h", window: "6h",
			from: "2013-03-01", to: "2013-03-10 07:00", want: "2013-03-09 23:00 -0500 … 2013-03-10 06:00 -0400"},
		{name: "half an hour of summer time moves no bucket", zone: lordHowe, window: "1h",
			from: "2013-10-01", to: "2013-10-06 04:40", want: "2013-10-06 03:00 +1100 … 2013-10-06 04:00 +1100"},
		{name: "hours of a zone at half past lie on its own clock", zone: "Asia/Kolkata", window: "1h",
			from: "2013-10-01", to: "2013-10-06 04:40", want: "2013-10-06 03:00 +0530 … 2013-10-06 04:00 +0530"},
		{name: "performance ends the horizon earlier", zone: newYork, delay: "1d", performance: true,
			from: "2013-04-21", to: "2013-04-28", want: "2013-04-20 00:00 -0400 … 2013-04-27 00:00 -0400"},
		{name: "other windows do not wait for labels", zone: newYork, delay: "1d",
			from: "2013-04-21", to: "2013-04-28", want: "2013-04-21 00:00 -0400 … 2013-04-28 00:00 -0400"},
		{name: "horizon and lateness are taken off before rounding", zone: newYork, delay: "1d", lateness: "15m",
			performance: true,
			from:        "2013-04-21 00:15", to: "2013-04-28 00:15", want: "2013-04-20 00:00 -0400 … 2013-04-27 00:00 -0400"},
		{name: "a horizon of a day is 24 hours, so a day of 23 has not matured by the next midnight", zone: newYork,
			delay: "1d", performance: true,
			from: "2013-03-04", to: "2013-03-11", want: "2013-03-02 00:00 -0500 … 2013-03-09 00:00 -0500"},
	} {
		t.Run(c.name, func(t *testing.T) {
			resolution := c.resolution
			if resolution == "" {
				resolution = "1h"
			}
			m := in(t, c.zone, resolution, c.lateness, c.delay)
			r := window.Range{Start: at(t, c.zone, c.from).UTC(), End: at(t, c.zone, c.to).UTC()}
			got, notices, err := window.Current(m, r, duration(t, c.window), c.performance)
			if err != nil {
				t.Fatal(err)
			}
			if show(got.Interval) != c.want {
				t.Errorf("\n got %s\nwant %s", show(got.Interval), c.want)
			}
			if short := strings.Contains(c.name, "shorter"); short != (len(notices) == 1) {
				t.Errorf("notices are %q", notices)
			}
		})
	}
}

func TestMidnightWhereTheClockSkipsOrRepeatsIt(t *testing.T) {
	for _, c := range []struct{ name, zone, from, to, want string }{
		{"where midnight is skipped the day starts at one", "America/Sao_Paulo", "2013-10-18 12:00", "2013-10-20 12:00",
			"2013-10-18 00:00 -0300 … 2013-10-20 01:00 -0200"},
		{"where midnight is shown twice the day starts at the first", "America/Havana", "2013-11-01 12:00",
			"2013-11-03 12:00",
			"2013-11-01 00:00 -0400 … 2013-11-03 00:00 -0400"},
		{"where a day is skipped the next one starts at its midnight", "Pacific/Apia", "2011-12-29 12:00",
			"2012-01-01 12:00",
			"2011-12-29 00:00 -1000 … 2012-01-01 00:00 +1400"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := in(t, c.zone, "1h", "", "")
			r := window.Range{Start: at(t, c.zone, c.from), End: at(t, c.zone, c.to)}
			got, _, err := window.Current(m, r, model.Duration{}, false)
			if err != nil {
				t.Fatal(err)
			}
			if days := (model.Duration{Days: 2}); got.Length != days {
				t.Errorf("the window is %s long, want %s", got.Length, days)
			}
			if show(got.Interval) != c.want {
				t.Errorf("\n got %s\nwant %s", show(got.Interval), c.want)
			}
		})
	}
}

func TestRangesAndLengthsThatCannotBe(t *testing.T) {
	m := in(t, "UTC", "1h", "", "")
	week := window.Range{Start: at(t, "UTC", "2013-04-21"), End: at(t, "UTC", "2013-04-28")}
	for _, c := range []struct {
		r      window.Range
		length string
		want   string
	}{
		{window.Range{Start: week.End, End: week.Start}, "",
			"the range is inverted: it ends at 2013-04-21T00:00:00Z, before it starts at 2013-04-28T00:00:00Z"},
		{window.Range{Start: week.Start, End: week.End.AddDate(5000, 0, 0)}, "",
			"the range lies outside the years 1900 to 2200"},
		{week, "90m",
			`window: "1h30m" is not a multiple of 1h; windows below 2d are multiples of the model's resolution, 1h, longer ones whole days`},
		{week, "60h",
			`window: "60h" is not a multiple of 1d; windows below 2d are multiples of the model's resolution, 1h, longer ones whole days`},
	} {
		_, _, err := window.Current(m, c.r, duration(t, c.length), false)
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.BadQuery || err.Error() != c.want {
			t.Errorf("\n got %v\nwant %s", err, c.want)
		}
	}
}

func TestARangeOfNoLengthGetsTheLastFullBucket(t *testing.T) {
	m := in(t, "UTC", "1h", "", "")
	moment := at(t, "UTC", "2013-04-21 05:30")
	got, notices, err := window.Current(m, window.Range{Start: moment, End: moment}, model.Duration{}, false)
	if err != nil || len(notices) != 1 {
		t.Fatalf("error %v, notices %q", err, notices)
	}
	if want := "2013-04-21 04:00 +0000 … 2013-04-21 05:00 +0000"; show(got.Interval) != want {
		t.Errorf("\n got %s\nwant %s", show(got.Interval), want)
	}
}

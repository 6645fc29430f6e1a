package window

import (
	"time"

	"leeway/pkg/model"
)

// wall is the wall clock of t read as UTC, for differences in the local calendar.
func wall(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// midnight is the first instant of t's local day.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return dayStart(y, m, d, t.Location())
}

// NextMidnight is the first instant of the local day after t's.
func NextMidnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return dayStart(y, m, d+1, t.Location())
}

// dayStart is the first instant of a local day, also where the clock skips midnight or shows it twice; of a day that a
// zone skipped altogether it is the first instant after it.
func dayStart(y int, m time.Month, d int, loc *time.Location) time.Time {
	utc := time.Date(y, m, d, 0, 0, 0, 0, time.UTC) // normalises the date
	t := time.Date(y, m, d, 0, 0, 0, 0, loc)
	if wall(t).Before(utc) { // midnight does not exist: the day starts where the clock jumps
		_, next := t.ZoneBounds()
		return next
	}
	before, _ := t.ZoneBounds()
	if before.IsZero() {
		return t
	}
	_, offset := before.Add(-time.Nanosecond).Zone()
	if earlier := utc.Add(-time.Duration(offset) * time.Second); earlier.Before(before) {
		return earlier.In(loc) // midnight is shown twice: this is the first
	}
	return t
}

// floorTo is the last instant up to t at which the local wall clock shows a multiple of step since midnight. Step
// divides a day.
func floorTo(t time.Time, step time.Duration) time.Time {
	if step >= day {
		return midnight(t)
	}
	clock := wall(t)
	past := clock.Sub(clock.Truncate(step)) // Truncate counts from a midnight
	start := t.Add(-past)
	_, now := t.Zone()
	_, then := start.Zone()
	return start.Add(time.Duration(now-then) * time.Second) // the clock was changed since
}

// shift moves t by n times d in the local calendar, by days that exist. Moved by days alone, the start of a day stays
// the start of a day.
func shift(t time.Time, d model.Duration, n int) time.Time {
	if n*d.Days == 0 {
		return d.Add(t, n)
	}
	days := passDays(t, n*d.Days)
	if d.Clock == 0 && t.Equal(midnight(t)) {
		y, m, day := t.Date()
		return dayStart(y, m, day+days, t.Location())
	}
	return t.AddDate(0, 0, days).Add(time.Duration(n) * d.Clock)
}

// ending is the window of a length that ends at end.
func ending(end time.Time, length model.Duration) Window {
	return Window{Interval{shift(end, length, -1), end}, length}
}

package window

import "time"

// Some zones left out a whole local day when they moved across the date line: there was no 30 December 2011 in Apia.
// No window has that day, and none counts it: a day later than the 29th is the 31st.

// skippedDays is the number of local days that the zone of after left out between two instants: the days after the one
// that is shown before a change of the clock and before the one that is shown from it on, for changes in (after, upTo].
//
// Where a zone is given by a rule for all years to come, ZoneBounds ends each year as well, and on the last day of leap
// years it returns an end that has passed. So the search goes on by the hour there.
func skippedDays(after, upTo time.Time) int {
	var skipped int
	for {
		_, change := after.ZoneBounds()
		if !change.IsZero() && !change.After(after) {
			change = after.Add(time.Hour)
		}
		if change.IsZero() || change.After(upTo) {
			return skipped
		}
		if days := dayNumber(change) - dayNumber(change.Add(-time.Nanosecond)); days > 1 {
			skipped += days - 1
		}
		after = change
	}
}

// dayNumber counts local days, also those that the zone left out.
func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / int64(day/time.Second))
}

// passDays is the number of calendar days by which t's date moves when it passes n days that exist; n may be negative.
func passDays(t time.Time, n int) int {
	y, m, d := t.Date()
	here, there := dayStart(y, m, d, t.Location()), dayStart(y, m, d+n, t.Location())
	if n < 0 {
		return n - skippedDays(there.Add(-time.Nanosecond), here)
	}
	return n + skippedDays(here, there)
}

// localLength is the time between two instants on the local clock, without the days that the zone left out.
func localLength(from, to time.Time) time.Duration {
	return wall(to).Sub(wall(from)) - time.Duration(skippedDays(from, to))*day
}

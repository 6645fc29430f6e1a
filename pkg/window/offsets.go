package window

import "time"

// Offset is how far a wall clock is ahead of UTC, in microseconds, for all times that it shows before Until. Until is
// in microseconds since 1970 on that clock.
type Offset struct{ Until, Ahead int64 }

// Offsets lists the offsets of a zone's wall clock for the instants of an interval, in order; there is at least one. A
// time that the clock shows twice is the later one, and one that it skips lies before the change: spans of the zone
// (Runs) count such rows in the same place.
func Offsets(i Interval, zone *time.Location) []Offset {
	var list []Offset
	at := i.Start.In(zone)
	for {
		_, now := at.Zone()
		_, change := at.ZoneBounds()
		if change.IsZero() || change.After(i.End) {
			return append(list, Offset{Ahead: int64(now) * 1_000_000})
		}
		_, next := change.Zone()
		if now != next {
			list = append(list, Offset{Until: change.UnixMicro() + int64(min(now, next))*1_000_000,
				Ahead: int64(now) * 1_000_000})
		}
		at = change
	}
}

// Instant is the instant at which a zone's wall clock shows a time, given in microseconds as if it were UTC.
func Instant(wallMicros int64, zone *time.Location) time.Time {
	near := time.UnixMicro(wallMicros)
	all := Offsets(Interval{near.Add(-2 * day), near.Add(2 * day)}, zone)
	for _, o := range all[:len(all)-1] {
		if wallMicros < o.Until {
			return time.UnixMicro(wallMicros - o.Ahead).In(zone)
		}
	}
	return time.UnixMicro(wallMicros - all[len(all)-1].Ahead).In(zone)
}

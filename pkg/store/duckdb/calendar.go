package duckdb

import (
	"slices"
	"time"
)

// microseconds per second and per week.
const (
	second = int64(1_000_000)
	week   = 7 * 86_400 * second
)

// offset is what zone's wall clock is ahead of UTC at an instant; all three are microseconds.
func offset(zone *time.Location, instant int64) int64 {
	_, s := time.UnixMicro(instant).In(zone).Zone()
	return int64(s) * second
}

// instantOf is the instant at which zone's wall clock shows wall. What a gap leaves out moves on by the gap; what
// exists twice is the first. It assumes no two changes of the clock within two days.
func instantOf(zone *time.Location, wall int64) int64 {
	const day = 86_400 * second
	before, after := offset(zone, wall-day), offset(zone, wall+day)
	early := wall - before
	if offset(zone, early) == before {
		return early
	}
	if late := wall - after; offset(zone, late) == after {
		return late
	}
	return early
}

// shift moves values of one time column by whole weeks of a calendar.
type shift struct {
	calendar *time.Location // whose wall clock is kept
	naive    *time.Location // reads the column's values; UTC for instants
	weeks    int64
}

// apply is a value of the column, as microseconds, after the move.
func (s shift) apply(value int64) int64 {
	moved := s.instant(instantOf(s.naive, value))
	return moved + offset(s.naive, moved)
}

// instant is an instant after the move.
func (s shift) instant(t int64) int64 {
	return instantOf(s.calendar, t+offset(s.calendar, t)+s.weeks*week)
}

// piece is a stretch of values, from From to the next piece's From, that move by the same amount.
type piece struct{ From, By int64 }

// pieces covers the values from lo to hi. The amount changes only near a change of one of the clocks, at the old place
// of the values or at the new one. So only these places are searched.
func (s shift) pieces(lo, hi int64) []piece {
	const quarter = 900 * second
	samples := []int64{lo, hi}
	for _, zone := range []*time.Location{s.calendar, s.naive} {
		for _, change := range changes(zone, lo, hi) {
			samples = append(samples, around(change, quarter)...)
		}
		for _, change := range changes(zone, s.apply(lo), s.apply(hi)) {
			samples = append(samples, around(change-s.weeks*week, quarter)...)
		}
	}
	samples = slices.DeleteFunc(samples, func(v int64) bool { return v < lo || v > hi })
	slices.Sort(samples)
	found := []piece{{From: lo, By: s.apply(lo) - lo}}
	for i := 1; i < len(samples); i++ {
		at, by := samples[i], s.apply(samples[i])-samples[i]
		if last := found[len(found)-1].By; by != last {
			found = append(found, piece{From: s.begin(samples[i-1], at, last), By: by})
		}
	}
	return found
}

// begin is the first value in (from, to] that does not move by the amount of from.
func (s shift) begin(from, to, by int64) int64 {
	for to-from > 1 {
		if mid := from + (to-from)/2; s.apply(mid)-mid == by {
			from = mid
		} else {
			to = mid
		}
	}
	return to
}

// around is a lattice of two days to either side of t: an offset is at most a day, and so is what follows from one.
func around(t, step int64) []int64 {
	const reach = 2 * 86_400 * second
	var lattice []int64
	for v := t - reach; v <= t+reach; v += step {
		lattice = append(lattice, v)
	}
	return lattice
}

// changes lists the instants between lo and hi, and two days to either side, at which the zone's clock changes.
func changes(zone *time.Location, lo, hi int64) []int64 {
	const reach = 2 * 86_400 * second
	var found []int64
	at := time.UnixMicro(lo - reach).In(zone)
	for {
		_, end := at.ZoneBounds()
		if end.IsZero() || end.UnixMicro() > hi+reach {
			return found
		}
		found = append(found, end.UnixMicro())
		at = end
	}
}

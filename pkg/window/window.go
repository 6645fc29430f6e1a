// Package window turns a time range, a window's length and a baseline into concrete instants, in the model's calendar.
// It never asks the clock: everything follows from the range's end, so a panel, an alert rule and a test that ask for
// the same range mean the same rows. Days are local days, which may have 23 or 25 hours; hours are always hours.
package window

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // the zone database is part of the program

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// Interval is the time from Start (inclusive) to End (exclusive).
type Interval struct{ Start, End time.Time }

// Contains reports whether t lies in the interval.
func (i Interval) Contains(t time.Time) bool { return !t.Before(i.Start) && t.Before(i.End) }

// Text writes the interval in its own time zone: the dates on which it begins and ends where both are midnights, else
// also the times.
func (i Interval) Text() string {
	const day, minute = time.DateOnly, "2006-01-02 15:04"
	if midnight(i.Start).Equal(i.Start) && midnight(i.End).Equal(i.End) {
		return i.Start.Format(day) + " to " + i.End.Format(day)
	}
	return i.Start.Format(minute) + " to " + i.End.Format(minute)
}

// Overlaps reports whether the two intervals share any instant.
func (i Interval) Overlaps(o Interval) bool {
	start, end := i.Start, i.End
	if o.Start.After(start) {
		start = o.Start
	}
	if o.End.Before(end) {
		end = o.End
	}
	return start.Before(end)
}

// Range is what was asked for: Grafana's from and to.
type Range = Interval

// Window is an interval together with its length in the model's calendar. From two days on it is Whole: it consists of
// whole local days.
type Window struct {
	Interval
	Length model.Duration
}

// Whole reports whether the window consists of whole local days by rule, not by chance.
func (w Window) Whole() bool { return isLong(w.Length) }

// day is the length of an ordinary day.
const day = 24 * time.Hour

// longWindow is the length from which windows consist of whole local days.
const longWindow = 2 * day

func isLong(d model.Duration) bool { return d.Approx() >= longWindow }

// The years a range may lie in. Beyond them no prediction was logged, and some stores cannot hold the instants.
const (
	firstYear = 1900
	lastYear  = 2200
)

// Years returns the first instant that a range may hold and the first after all of them.
func Years() (first, end time.Time) {
	return time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, time.UTC)
}

// Current returns the window that a range asks for. It has the given length, or that of the range if length is zero.
// From two days on the length is rounded to whole local days; below that to the model's resolution, and to at least one
// bucket. The window ends at the range's end less the log's lateness, and for performance also less the outcomes'
// delay. From two days on the end is floored to local midnight, below that to the resolution. So a range that ends on a
// boundary asks for the window before it. Notices say what was stretched. The error is of kind BadQuery.
func Current(m *model.Model, r Range, length model.Duration, performance bool) (Window, []string, error) {
	loc, err := location(m)
	if err != nil {
		return Window{}, nil, err
	}
	if err := CheckRange(r); err != nil {
		return Window{}, nil, err
	}
	var notices []string
	if length.IsZero() {
		length, notices = rangeLength(m, r, loc)
	} else if length, err = checkLength(m, length, "window"); err != nil {
		return Window{}, nil, err
	}
	end := floorEnd(settled(m, r.End, performance).In(loc), m.Resolution, isLong(length))
	return ending(end, length), notices, nil
}

// settled moves the range's end back by the time that rows, and for performance labels, may take to arrive. Lateness
// and delay are elapsed time, not calendar days: a label counts if it was observed at most so long after its
// prediction.
func settled(m *model.Model, to time.Time, performance bool) time.Time {
	to = to.Add(-m.Log.Lateness.Approx())
	if performance && m.Outcomes != nil {
		to = to.Add(-m.Outcomes.Delay.Approx())
	}
	return to
}

// KnownAt returns the end of the first range that holds a window which ends at end: it is settled the other way round.
func KnownAt(m *model.Model, end time.Time, performance bool) time.Time {
	return end.Add(end.Sub(settled(m, end, performance)))
}

func floorEnd(t time.Time, resolution model.Duration, long bool) time.Time {
	if long {
		return midnight(t)
	}
	return floorTo(t, resolution.Approx())
}

// rangeLength is the length of the range itself.
func rangeLength(m *model.Model, r Range, loc *time.Location) (model.Duration, []string) {
	if local := localLength(r.Start.In(loc), r.End.In(loc)); local >= longWindow {
		return model.Duration{Days: int((local + day/2) / day)}, nil
	}
	bucket, elapsed := m.Resolution.Approx(), r.End.Sub(r.Start)
	var notices []string
	if elapsed < bucket {
		elapsed = bucket
		notices = append(notices,
			fmt.Sprintf("the range is shorter than one bucket of %s; the last full bucket is shown", m.Resolution))
	}
	length := (elapsed + bucket/2) / bucket * bucket
	if bucket == day || length >= longWindow {
		return model.Duration{Days: int(length / day)}, notices
	}
	return model.Duration{Clock: length}, notices
}

// checkLength takes lengths that windows can have: whole days from two days on, multiples of the resolution below.
func checkLength(m *model.Model, length model.Duration, path string) (model.Duration, error) {
	total, unit := length.Approx(), m.Resolution
	if isLong(length) {
		unit = model.Duration{Days: 1}
	}
	if total <= 0 || total%unit.Approx() != 0 {
		return length, &fault.Error{Kind: fault.BadQuery, Path: path,
			Message: fmt.Sprintf("%q is not a multiple of %s; windows below 2d are multiples of the model's resolution, %s, longer ones whole days",
				length, unit, m.Resolution)}
	}
	if isLong(length) {
		length = model.Duration{Days: int(total / day)}
	}
	return length, nil
}

// CheckRange refuses ranges that are inverted or lie where no store can count.
func CheckRange(r Range) error {
	if r.End.Before(r.Start) {
		return fault.Newf(fault.BadQuery, "the range is inverted: it ends at %s, before it starts at %s",
			r.End.UTC().Format(time.RFC3339), r.Start.UTC().Format(time.RFC3339))
	}
	if first, last := r.Start.UTC().Year(), r.End.UTC().Year(); first < firstYear || last > lastYear {
		return fault.Newf(fault.BadQuery, "the range lies outside the years %d to %d", firstYear, lastYear)
	}
	return nil
}

// zones are the time zones that were loaded, by name: each is read once, and what is kept of answers shares it.
var zones sync.Map

// location is the calendar of the model. A parsed model's time zone always loads.
func location(m *model.Model) (*time.Location, error) {
	if known, ok := zones.Load(m.Timezone); ok {
		return known.(*time.Location), nil
	}
	loc, err := time.LoadLocation(m.Timezone)
	if err != nil {
		return nil, fault.Newf(fault.BadModel, "the model's time zone %q is not known", m.Timezone).Because(err)
	}
	known, _ := zones.LoadOrStore(m.Timezone, loc)
	return known.(*time.Location), nil
}

package window

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// Baseline returns the window of a baseline that has one: fixed, offset, previous and version. ok is false for the
// others: a table has no time, the log tells when a version was launched (see Launch), and the periods of a rolling
// baseline are those of History that count. A window of a performance measure ends earlier by the outcomes' delay, and
// so does what is derived from it; a fixed period is what it says.
func Baseline(m *model.Model, current Window, b model.Baseline) (w Window, ok bool, err error) {
	switch b.Kind {
	case model.BaselineRolling, model.BaselineTable, model.BaselineLaunch:
		return Window{}, false, nil
	case model.BaselineOffset:
		return ending(shift(current.End, b.By, -1), current.Length), true, nil
	case model.BaselinePrevious:
		return ending(current.Start, current.Length), true, nil
	case model.BaselineVersion:
		return current, true, nil
	case model.BaselineFixed:
		w, err = fixed(m, b)
		return w, err == nil, err
	}
	return Window{}, false, fault.Newf(fault.BadQuery, "%q is not a kind of baseline", b.Kind)
}

// launchDays is the length of the baseline of kind launch.
const launchDays = 28

// Launch returns the first 28 full local days of what logged its first row at an instant.
func Launch(m *model.Model, first time.Time) (Window, error) {
	loc, err := location(m)
	if err != nil {
		return Window{}, err
	}
	start, length := midnight(first.In(loc)), model.Duration{Days: launchDays}
	if start.Before(first) {
		start = shift(start, model.Duration{Days: 1}, 1)
	}
	return ending(shift(start, length, 1), length), nil
}

// fixed is a part of the log between two local dates or instants.
func fixed(m *model.Model, b model.Baseline) (Window, error) {
	if b.From == nil || b.To == nil {
		return Window{}, fault.Newf(fault.BadModel, "a fixed baseline needs from and to")
	}
	i, err := between(m, *b.From, *b.To)
	if err != nil {
		return Window{}, err
	}
	length := model.Duration{Clock: i.End.Sub(i.Start)}
	if i.Start.Equal(midnight(i.Start)) && i.End.Equal(midnight(i.End)) {
		length = model.Duration{Days: int((localLength(i.Start, i.End) + day/2) / day)}
	}
	return Window{i, length}, nil
}

// between resolves two dates in the model's calendar.
func between(m *model.Model, from, to model.Date) (Interval, error) {
	loc, err := location(m)
	if err != nil {
		return Interval{}, err
	}
	start, err := from.In(loc)
	if err == nil {
		var end time.Time
		if end, err = to.In(loc); err == nil && start.Before(end) {
			return Interval{start, end}, nil
		}
	}
	return Interval{}, fault.Newf(fault.BadModel, "the period from %s to %s is empty or cannot be read", from,
		to).Because(err)
}

// Expected returns the documented periods of the model that overlap an interval, in the order of the definition.
func Expected(m *model.Model, i Interval) ([]model.Expected, error) {
	var found []model.Expected
	for _, e := range m.Expected {
		period, err := between(m, e.From, e.To)
		if err != nil {
			return nil, err
		}
		if period.Overlaps(i) {
			found = append(found, e)
		}
	}
	return found, nil
}

// FirstDays is the first 28 full local days of a log, or what a range's end has seen of them: whole days, or all since
// the first row where there is no whole day yet. A range that ends before the log begins is given all 28 days.
func FirstDays(m *model.Model, first time.Time, r Range) (Interval, error) {
	w, err := Launch(m, first)
	if err != nil || !r.End.After(first) || !r.End.Before(w.End) {
		return w.Interval, err
	}
	if end := midnight(r.End.In(w.Start.Location())); end.After(w.Start) {
		return Interval{w.Start, end}, nil
	}
	return Interval{first.In(w.Start.Location()), r.End}, nil
}

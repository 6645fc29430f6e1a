package window

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// Baseline is what a window is compared with.
type Baseline struct {
	// Candidates are the windows to read, newest first: one for all kinds but rolling, none for a table. Of a rolling
	// baseline the first Wanted that hold enough rows are used; those behind them stand in for periods left out.
	Candidates []Window
	Wanted     int // periods to use, at most
	Needed     int // periods to have, at least
}

// replacements is how much farther back than its periods a rolling baseline may look.
const replacements = 2

// Periods returns the baseline windows of a current window. A rolling baseline's period j is the window shifted back by
// j steps in the local calendar, where the step is the smallest multiple of the baseline's every that is at least the
// window; there are candidates up to twice as far back as there are periods. Because the current window of a performance
// measure already ends earlier by the outcomes' delay, so do the shifted ones; a fixed period is what it says.
func Periods(m *model.Model, current Window, b model.Baseline) (Baseline, error) {
	switch b.Kind {
	case model.BaselineRolling:
		return rolling(current, b.Filled()), nil
	case model.BaselineOffset:
		return single(ending(shift(current.End, b.By, -1), current.Length)), nil
	case model.BaselinePrevious:
		return single(ending(current.Start, current.Length)), nil
	case model.BaselineVersion:
		return single(current), nil
	case model.BaselineTable, model.BaselineLaunch: // the log tells when a version was launched: see Launch
		return Baseline{}, nil
	case model.BaselineFixed:
		w, err := fixed(m, b)
		return single(w), err
	}
	return Baseline{}, fault.Newf(fault.BadQuery, "%q is no kind of baseline", b.Kind)
}

func single(w Window) Baseline { return Baseline{Candidates: []Window{w}, Wanted: 1, Needed: 1} }

func rolling(current Window, b model.Baseline) Baseline {
	every := b.Every.Approx()
	n := int(max(1, (current.Length.Approx()+every-1)/every))
	step := model.Duration{Days: n * b.Every.Days, Clock: time.Duration(n) * b.Every.Clock}
	result := Baseline{Wanted: b.Periods, Needed: b.MinPeriods}
	for j := 1; j <= replacements*b.Periods; j++ {
		result.Candidates = append(result.Candidates, ending(shift(current.End, step, -j), current.Length))
	}
	return result
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
		length = model.Duration{Days: int((wall(i.End).Sub(wall(i.Start)) + day/2) / day)}
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
	return Interval{}, fault.Newf(fault.BadModel, "the period from %s to %s is empty or cannot be read", from, to).Because(err)
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

// BeforeQuarter is the 28 full local days before the quarter in which the range ends: what fixes grids and kept
// categories of a model without a reference. A range that ends where a quarter begins ends in the quarter before.
func BeforeQuarter(m *model.Model, r Range) (Window, error) {
	loc, err := location(m)
	if err != nil {
		return Window{}, err
	}
	if err := checkRange(r); err != nil {
		return Window{}, err
	}
	y, month, _ := r.End.Add(-time.Nanosecond).In(loc).Date()
	const monthsPerQuarter, days = 3, 28
	first := month - (month-1)%monthsPerQuarter
	return ending(dayStart(y, first, 1, loc), model.Duration{Days: days}), nil
}

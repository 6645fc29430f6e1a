package window

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// calibrationDays is the length of the default calibration window: eight weeks.
const calibrationDays = 56

// Calibration returns the eight weeks from which a current window's scores are calibrated: whole local days that end
// where the window begins, or a horizon before it ends if that is earlier. So their labels were in before the window
// ended, and no window is judged by labels of its own.
func Calibration(m *model.Model, current Window) (Interval, error) {
	loc, err := location(m)
	if err != nil {
		return Interval{}, err
	}
	end := current.Start
	if m.Outcomes != nil {
		if mature := current.End.Add(-m.Outcomes.Delay.Approx()); mature.Before(end) {
			end = mature
		}
	}
	return ending(midnight(end.In(loc)), model.Duration{Days: calibrationDays}).Interval, nil
}

// Judged cuts an interval, from its end back, into the periods over which estimates for a current window are held
// against what came true: as long as the window, but at least a day and at most a week, and no more than eight.
func Judged(current Window, over Interval) []Interval {
	const week, most = 7, 8
	days := int((current.Length.Approx() + day - 1) / day)
	length := model.Duration{Days: max(1, min(week, days))}
	var periods []Interval
	for end := over.End; len(periods) < most; {
		period := ending(end, length)
		if period.Start.Before(over.Start) {
			break
		}
		periods = append(periods, period.Interval)
		end = period.Start
	}
	return periods
}

// EvenDay reports whether a local day's number since 1970 is even.
func EvenDay(t time.Time, loc *time.Location) bool {
	y, m, d := t.In(loc).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/int64(day/time.Second)%2 == 0
}

// Fixed returns the part of the log that a fixed baseline names.
func Fixed(m *model.Model, b model.Baseline) (Interval, error) {
	if b.Kind != model.BaselineFixed {
		return Interval{}, fault.Newf(fault.Internal, "a baseline of kind %s has no fixed period", b.Kind)
	}
	w, err := fixed(m, b)
	return w.Interval, err
}

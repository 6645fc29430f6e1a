package window

import (
	"fmt"
	"slices"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// MaxSteps is the most points a time series may have.
const MaxSteps = 1500

// Series is the shared grid of a time series.
type Series struct {
	Every   model.Duration
	Steps   []Window  // oldest first; the point of each lies at its End
	Running *Interval // the bucket that has begun but not ended, cut at the range's end; nil when there is none
	Notices []string
}

// Steps returns the windows of a time series. Each ends at its point; the last point is the end of the range's own
// window, earlier ones step back by every in the local calendar, as long as they lie after that window's start. Steps
// of a day or more lie on local midnights. A zero every means a day when the range has two or more, else the
// resolution, made coarser where there would be more than MaxSteps points; a zero length means every. Where the last
// point lies before the range there are two, as Grafana offers a way to points outside of a range from two on; a notice
// says so. The error is of kind BadQuery or, over MaxSteps points, TooLarge.
func Steps(m *model.Model, r Range, every, length model.Duration, performance bool) (Series, error) {
	whole, notices, err := Current(m, r, model.Duration{}, performance)
	if err != nil {
		return Series{}, err
	}
	s := Series{Every: every, Notices: notices}
	if every.IsZero() {
		s.Every = m.Resolution
		if whole.Whole() {
			s.Every = model.Duration{Days: 1}
		}
		s.coarsen(whole, m.Resolution)
	} else if s.Every, err = checkEvery(m, every); err != nil {
		return Series{}, err
	}
	if n := int(whole.Length.Approx() / s.Every.Approx()); n > MaxSteps {
		return Series{}, &fault.Error{Kind: fault.TooLarge, Path: "every",
			Message: fmt.Sprintf("%s makes %d points; at most %d are drawn, so take a longer step or a shorter range",
				s.Every, n, MaxSteps)}
	}
	if length.IsZero() {
		length = s.Every
	} else if length, err = checkLength(m, length, "window"); err != nil {
		return Series{}, err
	}
	last := whole.End
	if s.Every.Days > 0 {
		last = midnight(last)
	}
	least := 1
	if last.Before(r.Start) {
		least = 2
		s.Notices = append(s.Notices, fmt.Sprintf(
			"no window ends in the range: the last one that can be judged ended %s; widen the range to see it",
			last.Format("2006-01-02 15:04")))
	}
	s.stepBack(last, whole.Start, length, least)
	if r.End.After(last) {
		s.Running = &Interval{ending(shift(last, s.Every, 1), length).Start, r.End.In(last.Location())}
	}
	return s, nil
}

// stepBack fills in the windows that end at last and, step by step, before it, as long as they end after start; least are
// there anyway.
func (s *Series) stepBack(last, start time.Time, length model.Duration, least int) {
	for k := 0; len(s.Steps) < MaxSteps; k++ {
		point := shift(last, s.Every, -k)
		if k >= least && !point.After(start) {
			break
		}
		s.Steps = append(s.Steps, ending(point, length))
	}
	slices.Reverse(s.Steps)
}

// coarsen makes a step that nobody chose longer until the points are few enough.
func (s *Series) coarsen(whole Window, resolution model.Duration) {
	fits := func(d model.Duration) bool { return whole.Length.Approx()/d.Approx() <= MaxSteps }
	fine := s.Every
	for n := 2; !fits(s.Every) && s.Every.Days == 0; n++ {
		if step := time.Duration(n) * resolution.Approx(); day%step == 0 {
			s.Every = model.Duration{Clock: step}
		}
	}
	for !fits(s.Every) {
		s.Every = model.Duration{Days: s.Every.Days * 7}
	}
	if s.Every != fine {
		s.Notices = append(s.Notices, fmt.Sprintf("steps of %s would make more than %d points; they are %s long", fine,
			MaxSteps, s.Every))
	}
}

// checkEvery takes steps of whole days, or of hours and minutes that are multiples of the resolution.
func checkEvery(m *model.Model, every model.Duration) (model.Duration, error) {
	if total := every.Approx(); total >= day && total%day == 0 {
		return model.Duration{Days: int(total / day)}, nil
	}
	if every.Days > 0 || every.Clock <= 0 || every.Clock%m.Resolution.Approx() != 0 {
		return every, &fault.Error{Kind: fault.BadQuery, Path: "every",
			Message: fmt.Sprintf("%q is not a step; allowed are whole days, and multiples of the model's resolution, %s",
				every, m.Resolution)}
	}
	return every, nil
}

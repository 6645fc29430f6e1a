package resolve

import (
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// View is one comparison in time: a current window and the windows it may be compared with.
type View struct {
	Current  window.Window
	History  []window.Window // earlier windows that show what is usual, newest first; none where nothing is judged
	whole    []window.Window // the history as it would be with more time; nil: it is all there
	Baseline *window.Window  // nil for baselines of kind rolling, whose periods are those of the history, and table
	Launched launched
}

// Views returns the comparisons a query asks for: one, or one per step of a time series.
func (a *Ask) Views(q query.Query, r window.Range) ([]View, []answers.Notice, error) {
	var windows []window.Window
	var texts []string
	if q.Format == query.TimeSeries {
		length, err := a.stepLength(q, r)
		if err != nil {
			return nil, nil, err
		}
		steps, err := window.Steps(a.Model, r, q.Every, length, a.Matured(q))
		if err != nil {
			return nil, nil, err
		}
		windows, texts = steps.Steps, steps.Notices
		if q.Partial && steps.Running != nil {
			windows = append(windows, window.Window{Interval: *steps.Running,
				Length: steps.Steps[len(steps.Steps)-1].Length})
			texts = append(texts, "the last point's window has not ended yet")
		}
	} else {
		current, notices, err := window.Current(a.Model, r, a.length, a.Matured(q))
		if err != nil {
			return nil, nil, err
		}
		windows, texts = []window.Window{current}, notices
	}
	views := make([]View, len(windows))
	for i, w := range windows {
		views[i].Current = w
		if a.Baseline.Kind == "" || !a.compares(q) {
			continue
		}
		views[i].History = window.History(a.Model, w, a.Baseline.Baseline, a.reach())
		b, ok, err := window.Baseline(a.Model, w, a.Baseline.Baseline)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			views[i].Baseline = &b
		}
	}
	if text := shorten(views, a.HistoryLength()); text != "" {
		texts = append(texts, text)
	}
	var notices []answers.Notice
	for _, text := range texts {
		notices = append(notices, answers.Notice{Text: text})
	}
	return views, notices, nil
}

// stepLength is the length of the windows of a time series; zero is one step.
func (a *Ask) stepLength(q query.Query, r window.Range) (model.Duration, error) {
	if a.Policy != nil || !q.Window.Range {
		return a.length, nil
	}
	whole, _, err := window.Current(a.Model, r, model.Duration{}, a.Matured(q))
	return whole.Length, err
}

// current lists the windows that are judged.
func CurrentOf(views []View) []window.Interval {
	list := make([]window.Interval, len(views))
	for i, v := range views {
		list[i] = v.Current.Interval
	}
	return list
}

// Intervals lists the windows of the log that views need: current ones, their history and their baselines'.
func Intervals(views []View) []window.Interval {
	var list []window.Interval
	for _, v := range views {
		list = append(list, v.Current.Interval)
		for _, h := range v.History {
			list = append(list, h.Interval)
		}
		if v.Baseline != nil && v.Launched == (launched{}) {
			list = append(list, v.Baseline.Interval)
		}
	}
	return list
}

// SpansOf cuts intervals into the spans that are counted: days where all windows consist of days, else their own parts.
func SpansOf(views []View, list []window.Interval, zone *time.Location, fixed bool) []window.Interval {
	daily := !fixed
	for _, v := range views {
		daily = daily && v.Current.Whole()
	}
	spans := window.Atoms(list, daily, zone)
	if len(spans) > gather.MaxDays && daily {
		return window.Atoms(list, false, zone)
	}
	return spans
}

// launched says which version a view is compared with in its first days, or why with none.
type launched struct {
	Version string // empty without log.version
	Reason  string // why there is nothing to compare with
}

// What names what began: a version, or the log.
func (l launched) What() string {
	if l.Version == "" {
		return "the log"
	}
	return "version " + l.Version
}

// Intervals are the windows that a view may be compared with, for naming segments.
func (v View) Intervals(a *Ask) []window.Interval {
	if v.Baseline != nil {
		return []window.Interval{v.Baseline.Interval}
	}
	var list []window.Interval
	for _, h := range v.History[:min(len(v.History), 2*a.Baseline.Periods)] {
		list = append(list, h.Interval)
	}
	return list
}

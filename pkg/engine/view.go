package engine

import (
	"slices"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// view is one comparison in time: a current window and the windows it may be compared with.
type view struct {
	current  window.Window
	history  []window.Window // earlier windows that tell what is usual, newest first; none where nothing is judged
	whole    []window.Window // the history as it would be with more time; nil: it is all there
	baseline *window.Window  // nil for baselines of kind rolling, whose periods are those of the history, and table
	launched launched
}

// views returns the comparisons a query asks for: one, or one per step of a time series.
func (a *ask) views(q query.Query, r window.Range) ([]view, []answers.Notice, error) {
	var windows []window.Window
	var texts []string
	if q.Format == query.TimeSeries {
		length, err := a.stepLength(q, r)
		if err != nil {
			return nil, nil, err
		}
		steps, err := window.Steps(a.model, r, q.Every, length, a.matured(q))
		if err != nil {
			return nil, nil, err
		}
		windows, texts = steps.Steps, steps.Notices
		if q.Partial && steps.Running != nil {
			windows = append(windows, window.Window{Interval: *steps.Running, Length: steps.Steps[len(steps.Steps)-1].Length})
			texts = append(texts, "the last point is of a window that is still running")
		}
	} else {
		current, notices, err := window.Current(a.model, r, a.length, a.matured(q))
		if err != nil {
			return nil, nil, err
		}
		windows, texts = []window.Window{current}, notices
	}
	views := make([]view, len(windows))
	for i, w := range windows {
		views[i].current = w
		if a.baseline.Kind == "" || !a.compares(q, i == len(windows)-1) {
			continue
		}
		views[i].history = window.History(a.model, w, a.baseline.Baseline, a.reach())
		b, ok, err := window.Baseline(a.model, w, a.baseline.Baseline)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			views[i].baseline = &b
		}
	}
	if text := shorten(views, a.historyLength()); text != "" {
		texts = append(texts, text)
	}
	var notices []answers.Notice
	for _, text := range texts {
		notices = append(notices, answers.Notice{Text: text})
	}
	return views, notices, nil
}

// stepLength is the length of the windows of a time series; zero is one step.
func (a *ask) stepLength(q query.Query, r window.Range) (model.Duration, error) {
	if a.policy != nil || !q.Window.Range {
		return a.length, nil
	}
	whole, _, err := window.Current(a.model, r, model.Duration{}, a.matured(q))
	return whole.Length, err
}

// current lists the windows that are judged.
func currentOf(views []view) []window.Interval {
	list := make([]window.Interval, len(views))
	for i, v := range views {
		list[i] = v.current.Interval
	}
	return list
}

// intervals lists the windows of the log that views need: current ones, their history and their baselines'.
func intervals(views []view) []window.Interval {
	var list []window.Interval
	for _, v := range views {
		list = append(list, v.current.Interval)
		for _, h := range v.history {
			list = append(list, h.Interval)
		}
		if v.baseline != nil && v.launched == (launched{}) {
			list = append(list, v.baseline.Interval)
		}
	}
	return list
}

// spansOf cuts intervals into the spans that are counted: days where all windows consist of days, else their own parts.
func spansOf(views []view, list []window.Interval, zone *time.Location, fixed bool) []window.Interval {
	daily := !fixed
	for _, v := range views {
		daily = daily && v.current.Whole()
	}
	spans := window.Atoms(list, daily, zone)
	if len(spans) > gather.MaxDays && daily {
		return window.Atoms(list, false, zone)
	}
	return spans
}

// togetherClasses is the number of classes up to which the probabilities of all are counted when one is asked for. A
// statement tests every probability of a row for each of them, so that more classes are counted one by one.
const togetherClasses = 16

// sharesFeatures reports whether all features are counted when one is asked for, so that all queries of a dashboard or an alert
// rule share one scan. They are by day and over whole windows. By hour and by segment there are many more counts of each, and
// few queries that ask for the same.
func sharesFeatures(dims []plan.Dimension, views []view) bool {
	return len(dims) == 0 && (len(views) == 1 || views[0].current.Length.Approx() >= 24*time.Hour)
}

// columnsFor returns the columns that are counted for an ask: of features all, where they are shared, else those asked for;
// and the log's own columns together.
func (p *prepared) columnsFor(a *ask, shared bool) []plan.Column {
	target := a.target
	var list []plan.Column
	add := func(key string) {
		// Counting calls once costs a sort, so it waits until a latency is asked for.
		if c, ok := p.columns[key]; ok && (c.Call == "" || target == query.Latency) {
			list = append(list, c)
		}
	}
	if target == query.Features {
		for _, f := range p.Model.Features {
			key := plan.FeatureKey(f.Name)
			if shared || slices.ContainsFunc(a.subjects, func(s subject) bool { return s.column == key }) {
				add(key)
			}
		}
		for i := range list {
			list[i].CountsOnly = a.counts
		}
		return list
	}
	for _, key := range []string{plan.PredictionKey, plan.ScoreKey, plan.LatencyKey, plan.UncertaintyKey, plan.IntervalKey} {
		add(key)
	}
	if slices.Contains(a.measure.Columns, plan.EntropyKey) {
		add(plan.EntropyKey)
	}
	scores := plan.ClassScores(p.Model)
	for _, s := range scores {
		if key := plan.ClassScoreKey(s.Class); a.param.Class == s.Class || a.ofClassScore() && len(scores) <= togetherClasses {
			add(key)
		}
	}
	return list
}

// ofClassScore reports whether the ask is about one class's probability.
func (a *ask) ofClassScore() bool { return a.target == query.Score && a.param.Class != "" }

// available returns the columns a baseline's table holds; the others are told as a notice.
func available(m *model.Model, s plan.Source, columns []plan.Column) (held []plan.Column) {
	for _, c := range columns {
		if s.Has(m, c) {
			held = append(held, c)
		}
	}
	return held
}

// checkColumn fails where a subject's column was not prepared.
func (p *prepared) checkColumn(s subject) error {
	if s.column == "" || s.column == summary.LabelKey || s.with != "" {
		return nil
	}
	if _, ok := p.columns[s.column]; !ok {
		return fault.Newf(fault.BadQuery, "model %q has no column for %s", p.Model.ID, s.column)
	}
	return nil
}

// distinctOf returns the columns of an ask's subjects, to count their distinct values.
func (p *prepared) distinctOf(a *ask) []plan.Column {
	var list []plan.Column
	for _, s := range a.subjects {
		c := p.columns[s.column]
		c.Distinct = true
		list = append(list, c)
	}
	return list
}

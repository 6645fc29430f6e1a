package engine

import (
	"slices"
	"time"

	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// togetherClasses is the number of classes up to which the probabilities of all are counted when one is asked for. A
// statement tests every probability of a row for each of them, so that more classes are counted one by one.
const togetherClasses = 16

// sharesFeatures reports whether all features are counted when one is asked for, so that all queries of a dashboard or an alert
// rule share one scan. They are by day and over whole windows. By hour and by segment there are many more counts of each, and
// few queries that ask for the same.
func sharesFeatures(dims []plan.Dimension, views []resolve.View) bool {
	return len(dims) == 0 && (len(views) == 1 || views[0].Current.Length.Approx() >= 24*time.Hour)
}

// columnsFor returns the columns that are counted for an ask: of features all, where they are shared, else those asked for;
// and the log's own columns together.
func (p *prepared) columnsFor(a *resolve.Ask, shared bool) []plan.Column {
	target := a.Target
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
			if shared || slices.ContainsFunc(a.Subjects, func(s resolve.Subject) bool { return s.Column == key }) {
				add(key)
			}
		}
		for i := range list {
			list[i].CountsOnly = a.Counts
		}
		return list
	}
	for _, key := range []string{plan.PredictionKey, plan.ScoreKey, plan.LatencyKey, plan.UncertaintyKey, plan.IntervalKey} {
		add(key)
	}
	if slices.Contains(a.Measure.Columns, plan.EntropyKey) {
		add(plan.EntropyKey)
	}
	scores := plan.ClassScores(p.Model)
	for _, s := range scores {
		if key := plan.ClassScoreKey(s.Class); a.Param.Class == s.Class || a.OfClassScore() && len(scores) <= togetherClasses {
			add(key)
		}
	}
	return list
}

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
func (p *prepared) checkColumn(s resolve.Subject) error {
	if s.Column == "" || s.Column == summary.LabelKey || s.With != "" {
		return nil
	}
	if _, ok := p.columns[s.Column]; !ok {
		return fault.Newf(fault.BadQuery, "model %q has no column for %s", p.Model.ID, s.Column)
	}
	return nil
}

// distinctOf returns the columns of an ask's subjects, to count their distinct values.
func (p *prepared) distinctOf(a *resolve.Ask) []plan.Column {
	var list []plan.Column
	for _, s := range a.Subjects {
		c := p.columns[s.Column]
		c.Distinct = true
		list = append(list, c)
	}
	return list
}

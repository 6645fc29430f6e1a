package prepare

import (
	"slices"

	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// ValuelessReason says that the reference has no value of a column that a grid could be fitted to; empty if it has, or
// if the definition pins the grid.
func (p *Prepared) ValuelessReason(key string) string {
	if p.Columns[key].Mode == plan.OnGrid && p.Notices[key] == summary.NoValues {
		return "the reference has no valid value to fit a grid to: name another reference, or pin a grid"
	}
	return ""
}

// togetherClasses is the number of classes up to which the probabilities of all are counted when one is asked for. A
// statement tests every probability of a row for each of them, so that more classes are counted one by one.
const togetherClasses = 16

// columnsFor returns the columns that are counted for an ask: of features all of its batch, where they are shared, else
// those asked for; and the log's own columns together.
func (p *Prepared) columnsFor(a *resolve.Ask, shared bool) []plan.Column {
	target := a.Target
	var list []plan.Column
	add := func(key string) {
		// Counting calls once costs a sort, so it waits until a latency is asked for.
		if c, ok := p.Columns[key]; ok && (c.Call == "" || target == query.Latency) {
			list = append(list, c)
		}
	}
	if target == query.Features {
		for _, f := range p.Model.Features {
			if a.Counted(f.Name, shared) {
				add(plan.FeatureKey(f.Name))
			}
		}
		for i := range list {
			list[i].CountsOnly = a.Counts
		}
		return list
	}
	for _, key := range []string{plan.PredictionKey, plan.ScoreKey, plan.LatencyKey, plan.UncertaintyKey,
		plan.IntervalKey} {
		add(key)
	}
	if slices.Contains(a.Measure.Columns, plan.EntropyKey) {
		add(plan.EntropyKey)
	}
	scores := plan.ClassScores(p.Model)
	for _, s := range scores {
		if key := plan.ClassScoreKey(s.Class); a.Param.Class == s.Class || a.OfClassScore() &&
			len(scores) <= togetherClasses {
			add(key)
		}
	}
	return list
}

// CheckColumn fails where a subject's column was not prepared.
func (p *Prepared) CheckColumn(s resolve.Subject) error {
	if s.Column == "" || s.Column == summary.LabelKey || s.With != "" {
		return nil
	}
	if _, ok := p.Columns[s.Column]; !ok {
		return fault.Newf(fault.BadQuery, "model %q has no column for %s", p.Model.ID, s.Column)
	}
	return nil
}

// distinctOf returns the columns of an ask's subjects, to count their distinct values.
func (p *Prepared) distinctOf(a *resolve.Ask) []plan.Column {
	var list []plan.Column
	for _, s := range a.Subjects {
		c := p.Columns[s.Column]
		c.Distinct = true
		list = append(list, c)
	}
	return list
}

package resolve

import (
	"slices"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// Labelled lists the columns made of labels that are read for an ask: all of a regression model's together, so that its
// measures share one scan.
func (a *Ask) Labelled() []plan.Column {
	all := plan.LabelledColumns(a.Model)
	asked := func(c plan.Column) bool {
		return slices.Contains(a.Measure.Columns, c.Key) || a.Target == query.Label && c.Key == summary.LabelKey
	}
	errors := slices.ContainsFunc(all, func(c plan.Column) bool { return c.Derived != plan.Delay && asked(c) })
	return slices.DeleteFunc(all, func(c plan.Column) bool {
		if c.Derived == plan.Delay {
			return !asked(c)
		}
		return !errors
	})
}

// NeedsLabels reports whether the ask is finished from predictions beside their labels.
func (a *Ask) NeedsLabels() bool {
	if a.Measure.Needs.Apart() {
		return false
	}
	if a.Model.Task == model.Regression && a.Measure.Needs.Has(measure.NeedLabelled) {
		return false
	}
	if a.Target == query.Score && slices.ContainsFunc(a.Labelled(),
		func(c plan.Column) bool { return slices.Contains(a.Measure.Columns, c.Key) }) {
		return false
	}
	return a.Measure.Needs.Has(measure.NeedJoint) || a.Measure.Needs.Has(measure.NeedScores) || a.Target == query.Label
}

// Matured reports whether the windows must end a horizon earlier, because labels are needed.
func (a *Ask) Matured(q query.Query) bool {
	switch {
	case a.Measure.Needs.OfOutcomes():
		return false
	case a.Measure.Performance || a.Target == query.Label:
		return true
	}
	splits := q.SplitBy
	if a.Policy != nil {
		return slices.Contains(a.Policy.SplitBy, summary.LabelKey)
	}
	return slices.ContainsFunc(splits, func(s query.Split) bool { return s.Name == summary.LabelKey })
}

// AsksForNewLabels reports whether an ask needs to know which labels the reference held.
func (a *Ask) AsksForNewLabels() bool {
	return a.Target == query.Label && a.Measure.ID == "new_category_rate"
}

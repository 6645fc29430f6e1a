package engine

import (
	"context"
	"slices"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// labelReference returns the rows that fix the grids of what is made of labels, and the columns that are to be read for that.
func (p *prepared) labelReference() (s gather.Scope, over window.Interval, columns []plan.Column) {
	s, over = gather.Scope{Origin: p.Origin, Source: p.Log}, p.reference.fallback
	if p.source.Time == nil && p.source.HoldsLabels(p.Model) {
		s, over = gather.Scope{Origin: p.Origin, Source: p.source, Name: p.reference.name}, window.Interval{}
	}
	for _, c := range plan.LabelledColumns(p.Model) {
		if c.Mode == plan.FirstPass && s.Source.Has(p.Model, c) {
			columns = append(columns, c)
		}
	}
	return s, over, columns
}

// countLabels fixes the grids of what is made of labels by the reference, or by the log where the reference is a table
// without labels.
func (e *Engine) countLabels(ctx context.Context, p *prepared) error {
	s, over, read := p.labelReference()
	scan := s.Scan([]window.Interval{over})
	scan.Columns = read
	counted := plan.Counted{}
	if len(scan.Columns) > 0 {
		labels, err := s.Labels(gather.Requirements{})
		if err != nil {
			return err
		}
		scan.Labels = &labels
		if counted, _, err = e.counts.Count(ctx, scan); err != nil {
			return err
		}
	}
	for _, c := range plan.LabelledColumns(p.Model) {
		if c.Mode == plan.Distinct { // a made category is counted as it comes
			p.columns[c.Key] = c
			continue
		}
		p.fix(c, counted)
	}
	whole := wholeColumns(p.Model, s.Source, read, nil, counted)
	return refiner{Engine: e, prepared: p, scan: scan, counted: counted, whole: whole}.refine(ctx, read)
}

// labelled lists the columns made of labels that are read for an ask: all of a regression model's together, so that its
// measures share one scan.
func (a *ask) labelled() []plan.Column {
	all := plan.LabelledColumns(a.model)
	asked := func(c plan.Column) bool {
		return slices.Contains(a.measure.Columns, c.Key) || a.target == query.Label && c.Key == summary.LabelKey
	}
	errors := slices.ContainsFunc(all, func(c plan.Column) bool { return c.Derived != plan.Delay && asked(c) })
	return slices.DeleteFunc(all, func(c plan.Column) bool {
		if c.Derived == plan.Delay {
			return !asked(c)
		}
		return !errors
	})
}

func (a *ask) needsLabels() bool {
	for _, apart := range []measure.Need{measure.NeedLabelTimes, measure.NeedPairs, measure.NeedRevisions, measure.NeedOrphans} {
		if a.measure.Needs.Has(apart) {
			return false
		}
	}
	if a.model.Task == model.Regression && a.measure.Needs.Has(measure.NeedLabelled) {
		return false
	}
	if a.target == query.Score && slices.ContainsFunc(a.labelled(), func(c plan.Column) bool { return slices.Contains(a.measure.Columns, c.Key) }) {
		return false
	}
	return a.measure.Needs.Has(measure.NeedJoint) || a.measure.Needs.Has(measure.NeedScores) || a.target == query.Label
}

// matured reports whether the windows must end a horizon earlier, because labels are needed.
func (a *ask) matured(q query.Query) bool {
	switch {
	case a.measure.Needs.OfOutcomes():
		return false
	case a.measure.Performance || a.target == query.Label:
		return true
	}
	splits := q.SplitBy
	if a.policy != nil {
		return slices.Contains(a.policy.SplitBy, summary.LabelKey)
	}
	return slices.ContainsFunc(splits, func(s query.Split) bool { return s.Name == summary.LabelKey })
}

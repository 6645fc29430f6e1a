package engine

import (
	"context"
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// labels returns how labels are read in a scope: from the outcomes, or from the scope's own table. What is asked before
// labels arrive needs none where the model or the table has none.
func (p *prepared) labels(s scope, w want) (plan.Labels, error) {
	if w.early && (p.model.Outcomes == nil || s.name != "") {
		return plan.Labels{Score: w.score}, nil
	}
	source := p.outcomes
	if s.name != "" {
		source = plan.Source{}
	}
	l, err := plan.LabelsOf(p.model, source)
	l.Score, l.All = w.score, w.all
	if s.name == "" && err == nil && p.model.Outcomes.Table == "" {
		l.Time = p.model.Outcomes.Time
	}
	return l, err
}

// labelReference returns the rows that fix the grids of what is made of labels, and the columns that are to be read for that.
func (p *prepared) labelReference() (s scope, over window.Interval, columns []plan.Column) {
	s, over = scope{prepared: p, source: p.log}, p.reference.fallback
	if p.source.Time == nil && p.source.HoldsLabels(p.model) {
		s, over = scope{prepared: p, source: p.source, name: p.reference.name}, window.Interval{}
	}
	for _, c := range plan.LabelledColumns(p.model) {
		if c.Mode == plan.FirstPass && s.source.Has(p.model, c) {
			columns = append(columns, c)
		}
	}
	return s, over, columns
}

// countLabels fixes the grids of what is made of labels by the reference, or by the log where the reference is a table
// without labels.
func (e *Engine) countLabels(ctx context.Context, p *prepared) error {
	s, over, read := p.labelReference()
	scan := s.scan([]window.Interval{over})
	scan.Columns = read
	counted := plan.Counted{}
	if len(scan.Columns) > 0 {
		labels, err := p.labels(s, want{})
		if err != nil {
			return err
		}
		scan.Labels = &labels
		if counted, _, err = e.countOnce(ctx, scan); err != nil {
			return err
		}
	}
	for _, c := range plan.LabelledColumns(p.model) {
		if c.Mode == plan.Distinct { // a made category is counted as it comes
			p.columns[c.Key] = c
			continue
		}
		p.fix(c, counted)
	}
	whole := wholeColumns(p.model, s.source, read, nil, counted)
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

// ofOutcomes is the scope of the outcomes themselves, by when they were observed. They have neither segments nor
// versions, which are the predictions'.
func (s scope) ofOutcomes(measureID string) (scope, error) {
	m := s.prepared.model
	if s.prepared.outcomes.Table == nil || s.prepared.outcomes.Time == nil {
		return s, fault.Newf(fault.BadQuery, "%q needs a table of outcomes with outcomes.time, which the definition of model %s does not have",
			measureID, m.ID).At("measures")
	}
	if len(s.dimensions)+len(s.filters)+len(s.versions) > 0 {
		return s, fault.Newf(fault.BadQuery, "%q is of all outcomes: it is neither split nor filtered", measureID).At("measures")
	}
	return scope{prepared: s.prepared, source: s.prepared.outcomes, name: "/outcomes"}, nil
}

// byLabel reports whether the scope's rows are split by their label.
func (s scope) byLabel() bool {
	return slices.ContainsFunc(s.dimensions, func(d plan.Dimension) bool { return d.Label })
}

// labelsBefore returns how labels are read where rows meet them before they are counted, as they must or because they are split
// by them; nil: they do not.
func (s scope) labelsBefore(w want, must bool) (*plan.Labels, error) {
	if !must && !s.byLabel() {
		return nil, nil
	}
	labels, err := s.prepared.labels(s, w)
	return &labels, err
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

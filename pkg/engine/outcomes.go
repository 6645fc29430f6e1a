package engine

import (
	"context"
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// aimAtLabels sets the one subject of a measure of labels, and refuses one that needs more of the outcomes than there is.
func (a *ask) aimAtLabels() error {
	key, needs := summary.LabelKey, ""
	switch {
	case a.measure.Needs.Has(measure.NeedRevisions):
		key, needs = plan.RevisionKey, "a table of outcomes"
	case a.measure.Needs.Has(measure.NeedOrphans):
		key, needs = plan.OrphanKey, "a table of outcomes with outcomes.time"
	}
	a.subjects = []subject{{column: key}}
	if needs == "" || slices.ContainsFunc(plan.OutcomeColumns(a.model), func(c plan.Column) bool { return c.Key == key }) {
		return nil
	}
	return fault.Newf(fault.BadQuery, "%q needs %s, which the definition of model %s does not have", a.measure.ID, needs, a.model.ID).
		At("measures")
}

// gatherOutcomes counts what a table of outcomes tells: of labelled predictions whether their label was revised, or of
// outcomes whether they have a prediction.
func (e *Engine) gatherOutcomes(ctx context.Context, s scope, b *book, c plan.Column) error {
	p := s.prepared
	from, build := s.orphanBasis(), func(g gap) (plan.Statement, error) {
		return s.scan(g.spans).Orphans(p.log, p.model.Outcomes.Label, plan.LookBack(p.model), p.model.Resolution.Approx())
	}
	if c.Key == plan.RevisionKey {
		if s.byLabel() {
			return fault.Newf(fault.Unsupported, "revisions are not split by label").At("splitBy")
		}
		labels, err := p.labels(s, want{})
		if err != nil {
			return err
		}
		from = s.basis(&labels, plan.Column{})
		build = func(g gap) (plan.Statement, error) { return s.scan(g.spans).Revisions(labels) }
	}
	found, err := e.fill(ctx, s.columnParts([]plan.Column{c}, nil), b.spans, build, from)
	if err != nil {
		return err
	}
	for j := range b.spans {
		b.setColumn(c.Key, j, found[0][j])
	}
	return nil
}

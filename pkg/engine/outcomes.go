package engine

import (
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

package resolve

import (
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// setLabels sets the one subject of a measure of labels, and refuses one that needs more of the outcomes than there is.
func (a *Ask) setLabels() error {
	key, needs := summary.LabelKey, ""
	switch {
	case a.Measure.Needs.Has(measure.NeedRevisions):
		key, needs = plan.RevisionKey, "a table of outcomes"
	case a.Measure.Needs.Has(measure.NeedOrphans):
		key, needs = plan.OrphanKey, "a table of outcomes with outcomes.time"
	}
	a.Subjects = []Subject{{Column: key}}
	if needs == "" || slices.ContainsFunc(plan.OutcomeColumns(a.Model),
		func(c plan.Column) bool { return c.Key == key }) {
		return nil
	}
	return fault.Newf(fault.BadQuery, "%q needs %s, which the definition of model %s does not have", a.Measure.ID,
		needs, a.Model.ID).
		At("measures")
}

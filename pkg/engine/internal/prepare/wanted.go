package prepare

import (
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// Wanted is what an ask needs of the log's columns and labels.
func (p *Prepared) Wanted(a *resolve.Ask, q query.Query, shared bool) (w gather.Wanted) {
	needs := a.Measure.Needs
	switch {
	case needs.Has(measure.NeedRevisions):
		return w.With(gather.Revisions, p.Columns[plan.RevisionKey])
	case needs.Has(measure.NeedOrphans):
		return w.With(gather.Orphans, p.Columns[plan.OrphanKey])
	case needs.Has(measure.NeedLabelTimes):
		return w
	case needs.Has(measure.NeedSkew):
		return w.With(gather.Offline, plan.SkewColumns(a.Model)...)
	}
	w = w.With(gather.Predictions, p.columnsFor(a, shared)...)
	w.Labels = gather.LabelRules{Score: a.Scores || needs.Has(measure.NeedScores),
		All: q.Labels == query.AllLabels || needs.Has(measure.NeedLateLabels), Early: needs.Has(measure.NeedCalibration)}
	for _, c := range a.Labelled() {
		w = w.With(gather.Labelled, p.Columns[c.Key])
	}
	if a.NeedsLabels() {
		w = w.With(gather.Joint)
	}
	if needs.Has(measure.NeedRaw) {
		w = w.With(gather.AsLogged)
	}
	if needs.Has(measure.NeedDistinct) {
		w = w.With(gather.Distinct, p.distinctOf(a)...)
	}
	return w
}

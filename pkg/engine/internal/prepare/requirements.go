package prepare

import (
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// Requirements is what an ask needs of the log's columns and labels.
func (p *Prepared) Requirements(a *resolve.Ask, q query.Query, shared bool) gather.Requirements {
	needs := a.Measure.Needs
	switch {
	case needs.Has(measure.NeedRevisions):
		return gather.Requirements{Outcomes: []plan.Column{p.Columns[plan.RevisionKey]}}
	case needs.Has(measure.NeedOrphans):
		return gather.Requirements{Outcomes: []plan.Column{p.Columns[plan.OrphanKey]}}
	case needs.Has(measure.NeedLabelTimes):
		return gather.Requirements{}
	case needs.Has(measure.NeedSkew):
		return gather.Requirements{Skew: plan.SkewColumns(a.Model)}
	}
	w := gather.Requirements{Columns: p.columnsFor(a, shared), Joint: a.NeedsLabels(), Score: a.Scores ||
		needs.Has(measure.NeedScores),
		All: q.Labels == query.AllLabels ||
			needs.Has(measure.NeedLateLabels), Early: needs.Has(measure.NeedCalibration), Raw: needs.Has(measure.NeedRaw)}
	for _, c := range a.Labelled() {
		w.Labelled = append(w.Labelled, p.Columns[c.Key])
	}
	if needs.Has(measure.NeedDistinct) {
		w.Distinct = p.distinctOf(a)
	}
	return w
}

// DeclaredOrBins lists the values that a segment declares, or the labels of its bins.
func DeclaredOrBins(s model.Segment) []string {
	if len(s.Bins) > 0 {
		return plan.BinLabels(s.Bins)
	}
	return declared(s)
}

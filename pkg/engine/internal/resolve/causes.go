package resolve

import (
	"slices"

	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// AsksForCauses reports whether stats say where a change of performance comes from.
func (a *Ask) AsksForCauses(stats []query.Stat) bool {
	return a.Measure.Performance &&
		slices.ContainsFunc(stats, func(s query.Stat) bool { return slices.Contains(query.CauseStats, s) })
}

// CauseSplits lists along what a change is taken apart for the stats of causes: the segments with declared values, one
// of which may be named, and the score, which tells changed inputs from a changed relation.
func (a *Ask) CauseSplits(stats []query.Stat) []query.Split {
	asked := func(names ...query.Stat) bool {
		return slices.ContainsFunc(names, func(s query.Stat) bool { return slices.Contains(stats, s) })
	}
	var splits []query.Split
	if asked(query.WorstSegment, query.WorstSegmentShare) {
		for _, s := range a.Model.Segments {
			if len(plan.DeclaredOrBins(s)) > 0 {
				splits = append(splits, query.Split{Name: s.Name})
			}
		}
	}
	if asked(query.InputsEffect, query.RelationEffect) && a.Model.Log.Score != nil {
		splits = append(splits, query.Split{Name: plan.ScoreKey})
	}
	return splits
}

// MostDeclared is how many values the segment with the most declared values has.
func (a *Ask) MostDeclared() int {
	most := 0
	for _, s := range a.Model.Segments {
		most = max(most, len(plan.DeclaredOrBins(s)))
	}
	return most
}

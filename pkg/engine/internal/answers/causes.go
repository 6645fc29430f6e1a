package answers

import (
	"cmp"
	"slices"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// SetCauses fills in the stats of causes from the breakdowns of a change. The strongest breakdown names the segment.
func SetCauses(point *Point, breakdowns []Breakdown) {
	slices.SortStableFunc(breakdowns, func(a, b Breakdown) int { return cmp.Compare(b.Strength(), a.Strength()) })
	var why string
	named, judged := false, false
	for _, b := range breakdowns {
		switch {
		case b.Effects == nil:
			why = b.Measure.Name() + " is no mean over rows, or a window is empty"
		case b.ByScore():
			point.Set(query.InputsEffect, b.Effects.Mix, true)
			point.Set(query.RelationEffect, b.Effects.Within, true)
		case b.Doubt != "":
			why = b.Doubt
		case len(b.Effects.Named) > 0 && !named:
			named = true
			i := slices.IndexFunc(b.Rows, func(p measure.Part) bool { return p.Name == b.Effects.Named[0] })
			point.Set(query.WorstSegmentShare, b.Effects.Effects[i].Within/b.Effects.Change, true)
			at, declared := placeOf(b.Model, b.Dimension, b.Rows[i].Name)
			point.Set(query.WorstSegment, float64(at), declared)
		default:
			judged = true
		}
	}
	if judged && !named {
		point.Set(query.WorstSegmentShare, 0, true)
		why = "no segment stands out"
	}
	if why == "" {
		why = "no segment has declared values"
	}
	point.Lack(why, query.CauseStats...)
}

// placeOf is the place of a segment's value among the declared values of all segments of the model.
func placeOf(m *model.Model, segment, value string) (place int, declared bool) {
	for _, s := range m.Segments {
		values := plan.DeclaredOrBins(s)
		if s.Name == segment {
			i := slices.Index(values, value)
			return place + i, i >= 0
		}
		place += len(values)
	}
	return 0, false
}

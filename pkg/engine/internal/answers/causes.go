package answers

import (
	"cmp"
	"slices"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// SetCauses fills in the stats of causes from the breakdowns of a change. The strongest breakdown names the segment. Nobody
// is named of a change that earlier windows predict.
func SetCauses(point *Point, breakdowns []Breakdown) {
	slices.SortStableFunc(breakdowns, func(a, b Breakdown) int { return cmp.Compare(b.Strength(), a.Strength()) })
	var why string
	named, judged := false, false // judged: it can be told that no segment stands out
	for _, b := range breakdowns {
		switch {
		case b.Effects == nil:
			why = b.Measure.Name() + " is no mean over rows, or a window is empty"
		case b.ByScore():
			point.Set(query.InputsEffect, b.Effects.Mix, true)
			point.Set(query.RelationEffect, b.Effects.Within, true)
		case b.IsUsual:
			judged = true
		case b.Doubt != "":
			why = b.Doubt
		case len(b.Effects.Named) > 0 && !named:
			named = true
			i := slices.IndexFunc(b.Rows, func(p measure.Part) bool { return p.Name == b.Effects.Named[0] })
			point.Set(query.WorstSegmentShare, b.Effects.Effects[i].Within/b.Effects.Change, true)
			point.Set(query.WorstSegment, float64(placeOf(b.Model, b.Dimension, b.Rows[i].Name)), true)
		default:
			judged = true
		}
	}
	if judged && !named {
		point.Set(query.WorstSegmentShare, 0, true)
		point.Set(query.WorstSegment, query.Nobody, true)
	}
	if why == "" {
		why = "no segment has declared values"
	}
	point.Lack(why, query.CauseStats...)
}

// placeOf is the place of a segment's value among the declared values of all segments of the model; query.Nobody if it
// is not declared.
func placeOf(m *model.Model, segment, value string) (place int) {
	for _, s := range m.Segments {
		values := plan.DeclaredOrBins(s)
		if s.Name == segment {
			if i := slices.Index(values, value); i >= 0 {
				return place + i
			}
			return query.Nobody
		}
		place += len(values)
	}
	return query.Nobody
}

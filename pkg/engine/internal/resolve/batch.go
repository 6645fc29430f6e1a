package resolve

import (
	"slices"

	"leeway/pkg/measure"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// InBatches reports whether the ask is about features that are counted column by column, so that it may be answered for
// some of them after the other.
func (a *Ask) InBatches() bool {
	return a.Target == query.Features && !a.Measure.Needs.Has(measure.NeedPairs) &&
		!a.Measure.Needs.Has(measure.NeedSkew)
}

// Among returns the part of an ask that is about some features, which are counted together; false where it is about
// none of them. An ask that is not answered in batches is returned as it is.
func (a *Ask) Among(features []string) (part Ask, ok bool) {
	part = *a
	if !a.InBatches() {
		return part, true
	}
	part.Together, part.Subjects = features, nil
	for _, s := range a.Subjects {
		if slices.Contains(features, s.Feature) {
			part.Subjects = append(part.Subjects, s)
		}
	}
	return part, len(part.Subjects) > 0
}

// Counted reports whether a feature is counted for an ask: one that it is about or, where features are shared, one of
// its batch.
func (a *Ask) Counted(feature string, shared bool) bool {
	return shared && (a.Together == nil || slices.Contains(a.Together, feature)) ||
		slices.ContainsFunc(a.Subjects, func(s Subject) bool { return s.Column == plan.FeatureKey(feature) })
}

// Halves are parts of an ask that are about half of the features each, without those about none. One feature has none.
func (a *Ask) Halves() (list []Ask) {
	half := len(a.Together) / 2
	if half == 0 {
		return nil
	}
	for _, features := range [][]string{a.Together[:half], a.Together[half:]} {
		if part, ok := a.Among(features); ok {
			list = append(list, part)
		}
	}
	return list
}

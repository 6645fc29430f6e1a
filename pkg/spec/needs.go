package spec

import (
	"slices"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// lackOf names what a measure needs of a definition that does not have it, so that it can never be computed; empty if
// nothing is missing. Class is the class that is asked for, if any.
func lackOf(m *model.Model, d engine.PolicyDescription, class string) string {
	needs := d.Measure.Needs
	for _, one := range []struct {
		name   string
		needed bool
		has    bool
	}{
		{"outcomes", d.Measure.Performance || d.Target == query.Label, m.Outcomes != nil},
		{"outcomes.table with outcomes.time", needs.Has(measure.NeedLabelTimes) || needs.Has(measure.NeedLateLabels),
			m.Outcomes != nil && m.Outcomes.Table != "" && m.Outcomes.Time != nil},
		{"log.prediction", d.Target == query.Prediction, m.Predicts()},
		{"log.score", d.Target == query.Score || needs.Has(measure.NeedScores), m.Log.Score != nil},
		{"log.interval", d.Target == query.Interval, m.Log.Interval != nil},
		{"costs", d.Measure.ID == "cost", m.Costs != nil},
		{"bounds of a feature", d.Measure.ID == "out_of_bounds_rate", slices.ContainsFunc(m.Features,
			func(f model.Feature) bool { return f.Bounds != nil && slices.Contains(d.Features, f.Name) })},
		{"class, because the model has no positive one", d.Measure.Param == measure.OptionalClass,
			class != "" || m.Log.Positive.Name() != ""},
	} {
		if one.needed && !one.has {
			return one.name
		}
	}
	return ""
}

package resolve

import (
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// setPairs sets the subjects of a correlation. Of features these are the named ones (none: all that are numeric) with
// the model's output, and the declared pairs that hold one of them; of another target they with that target.
func (a *Ask) setPairs(names []string) error {
	numeric := func(name string) bool {
		f, ok := a.Model.Feature(name)
		return ok && f.Kind == model.Numeric
	}
	add := func(x, with, key string) {
		a.Subjects = append(a.Subjects, Subject{Feature: x, With: with, Partner: key,
			Column: plan.PairKey(plan.FeatureKey(x), key)})
	}
	with, err := a.partner()
	if err != nil {
		return err
	}
	for _, name := range names {
		if !numeric(name) {
			return fault.Newf(fault.BadQuery, "%q takes numeric features, and %q is not one", a.Measure.ID,
				name).At("features")
		}
	}
	for _, f := range a.Model.Features {
		if with != "" && numeric(f.Name) && (len(names) == 0 || slices.Contains(names, f.Name)) {
			add(f.Name, with, with)
		}
	}
	for _, pair := range a.Model.Pairs {
		if a.Target == query.Features && numeric(pair[0]) && numeric(pair[1]) &&
			(len(names) == 0 || slices.Contains(names, pair[0]) || slices.Contains(names, pair[1])) {
			add(pair[0], pair[1], plan.FeatureKey(pair[1]))
		}
	}
	return nil
}

// partner is what features are correlated with: the target, of features the model's output; empty where it has none
// that is a number.
func (a *Ask) partner() (string, error) {
	l := a.Model.Log
	score := l.Score != nil && l.Score.Column != ""
	output := a.Model.Task == model.Regression && l.Prediction != ""
	switch {
	case a.Target == query.Features && score, a.Target == query.Score && score:
		return plan.ScoreKey, nil
	case a.Target == query.Features && output, a.Target == query.Prediction && output:
		return plan.PredictionKey, nil
	case a.Target == query.Features:
		return "", nil
	case a.Target == query.Label && a.Model.Outcomes != nil && a.Model.Task != model.Multiclass:
		return summary.LabelKey, nil
	}
	return "", fault.Newf(fault.BadQuery, "%q needs numbers, and the %s of model %q is not a number", a.Measure.ID,
		a.Target,
		a.Model.ID).At("target")
}

// withLabels returns the ask, and beside correlations of features those with the label, whose window ends a horizon
// earlier.
func (a Ask) withLabels(q query.Query) ([]Ask, error) {
	if !a.Measure.Needs.Has(measure.NeedPairs) || a.Target != query.Features || a.Model.Outcomes == nil ||
		a.Model.Task == model.Multiclass {
		return []Ask{a}, nil
	}
	labelled := a
	labelled.Subjects = nil
	err := labelled.setTarget(query.Label, q.Features)
	return []Ask{a, labelled}, err
}

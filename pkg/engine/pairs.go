package engine

import (
	"context"
	"math"
	"slices"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// aimAtPairs sets the subjects of a correlation. Of features these are the named ones (none: all that are numeric) with
// the model's output, and the declared pairs that hold one of them; of another target they with that target.
func (a *ask) aimAtPairs(names []string) error {
	numeric := func(name string) bool {
		f, ok := a.model.Feature(name)
		return ok && f.Kind == model.Numeric
	}
	add := func(x, with, key string) {
		a.subjects = append(a.subjects, subject{feature: x, with: with, partner: key, column: plan.PairKey(plan.FeatureKey(x), key)})
	}
	with, err := a.partner()
	if err != nil {
		return err
	}
	for _, name := range names {
		if !numeric(name) {
			return fault.Newf(fault.BadQuery, "%q is of numeric features, which %q is not", a.measure.ID, name).At("features")
		}
	}
	for _, f := range a.model.Features {
		if with != "" && numeric(f.Name) && (len(names) == 0 || slices.Contains(names, f.Name)) {
			add(f.Name, with, with)
		}
	}
	for _, pair := range a.model.Pairs {
		if a.target == query.Features && numeric(pair[0]) && numeric(pair[1]) &&
			(len(names) == 0 || slices.Contains(names, pair[0]) || slices.Contains(names, pair[1])) {
			add(pair[0], pair[1], plan.FeatureKey(pair[1]))
		}
	}
	return nil
}

// partner is what features are correlated with: the target, of features the model's output; empty where it has none that
// is a number.
func (a *ask) partner() (string, error) {
	l := a.model.Log
	score := l.Score != nil && l.Score.Column != ""
	output := a.model.Task == model.Regression && l.Prediction != ""
	switch {
	case a.target == query.Features && score, a.target == query.Score && score:
		return plan.ScoreKey, nil
	case a.target == query.Features && output, a.target == query.Prediction && output:
		return plan.PredictionKey, nil
	case a.target == query.Features:
		return "", nil
	case a.target == query.Label && a.model.Outcomes != nil && a.model.Task != model.Multiclass:
		return summary.LabelKey, nil
	}
	return "", fault.Newf(fault.BadQuery, "%q needs numbers, which the %s of model %q are not", a.measure.ID, a.target, a.model.ID).At("target")
}

// withLabels returns the ask, and beside correlations of features those with the label, whose window ends a horizon
// earlier.
func (a ask) withLabels(q query.Query) ([]ask, error) {
	if !a.measure.Needs.Has(measure.NeedPairs) || a.target != query.Features || a.model.Outcomes == nil || a.model.Task == model.Multiclass {
		return []ask{a}, nil
	}
	labelled := a
	labelled.subjects = nil
	err := labelled.aim(query.Label, q.Features)
	return []ask{a, labelled}, err
}

// pairs returns the columns of an ask's pairs, on scales that the reference fixes.
func (e *Engine) pairs(ctx context.Context, p *prepared, a *ask) ([]plan.Column, error) {
	var single []plan.Column
	look := func(key string) plan.Column {
		if key == summary.LabelKey {
			return plan.Column{Key: key, Role: key}
		}
		c := p.columns[key]
		if !slices.ContainsFunc(single, func(other plan.Column) bool { return other.Key == key }) {
			single = append(single, c)
		}
		return c
	}
	var list []plan.Column
	for _, s := range a.subjects {
		list = append(list, plan.Column{Key: s.column, Pair: &plan.Pair{X: look(plan.FeatureKey(s.feature)), Y: look(s.partner)}})
	}
	if a.target == query.Label && a.model.Task == model.Regression {
		look(plan.PredictionKey) // of the label's unit
	}
	reference := gather.Scope{Origin: p.Origin, Source: p.Log}
	b, err := e.counts.Gather(ctx, reference, []window.Interval{p.reference.fallback}, gather.Requirements{Columns: single})
	if err != nil {
		return nil, err
	}
	scales := map[string]plan.Scale{}
	for _, c := range single {
		s, err := b.Summary("", []string{c.Key}, p.reference.fallback)
		if err != nil {
			return nil, err
		}
		scales[c.Key] = scaleOf(s.Columns[c.Key])
	}
	if a.model.Task == model.Regression {
		scales[summary.LabelKey] = scales[plan.PredictionKey]
	}
	for _, c := range list {
		c.Pair.ScaleX, c.Pair.ScaleY = scales[c.Pair.X.Key], scales[c.Pair.Y.Key]
	}
	return list, nil
}

// scaleOf centres a variable at its median and takes for unit the power of two from a quarter of the distance to the
// farther 0.1 % quantile up, which a few wild values do not move: 0.8 to 1.6 standard deviations of a normal variable. One
// that hardly ever varies is taken by its range.
func scaleOf(c *summary.Column) plan.Scale {
	const outer, most = 0.001, 400
	middle, ok := c.Quantile(0.5)
	if !ok {
		return plan.Scale{}
	}
	spread := 0.0
	for _, p := range []float64{outer, 0} {
		low, _ := c.Quantile(p)
		high, _ := c.Quantile(1 - p)
		if spread == 0 {
			spread = math.Max(high-middle, middle-low) / 4
		}
	}
	if spread == 0 {
		spread = math.Max(math.Abs(middle), 1) / 4
	}
	exponent := max(-most, min(most, int(math.Ceil(math.Log2(spread)))))
	unit := math.Ldexp(1, exponent)
	// On a round centre every machine computes the same differences.
	return plan.Scale{Center: math.Round(middle/unit*8) / 8 * unit, Exponent: exponent}
}

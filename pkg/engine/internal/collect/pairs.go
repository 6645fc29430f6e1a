package collect

import (
	"context"
	"math"
	"slices"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// pairs returns the columns of an ask's pairs, on scales that the reference fixes.
func (c *Collector) pairs(ctx context.Context, p *prepare.Prepared, a *resolve.Ask) ([]plan.Column, error) {
	var single []plan.Column
	look := func(key string) plan.Column {
		if key == summary.LabelKey {
			return plan.Column{Key: key, Role: key}
		}
		c := p.Columns[key]
		if !slices.ContainsFunc(single, func(other plan.Column) bool { return other.Key == key }) {
			single = append(single, c)
		}
		return c
	}
	var list []plan.Column
	for _, s := range a.Subjects {
		list = append(list, plan.Column{Key: s.Column,
			Pair: &plan.Pair{X: look(plan.FeatureKey(s.Feature)), Y: look(s.Partner)}})
	}
	if a.Target == query.Label && a.Model.Task == model.Regression {
		look(plan.PredictionKey) // of the label's unit
	}
	reference := gather.Scope{Origin: p.Origin, Source: p.Log}
	b, err := c.counts.Gather(ctx, reference, []window.Interval{p.Reference.Fallback},
		gather.Wanted{}.With(gather.Predictions, single...))
	if err != nil {
		return nil, err
	}
	scales := map[string]plan.Scale{}
	for _, c := range single {
		s, err := b.Summary("", []string{c.Key}, p.Reference.Fallback)
		if err != nil {
			return nil, err
		}
		scales[c.Key] = scaleOf(s.Columns[c.Key])
	}
	if a.Model.Task == model.Regression {
		scales[summary.LabelKey] = scales[plan.PredictionKey]
	}
	for _, c := range list {
		c.Pair.ScaleX, c.Pair.ScaleY = scales[c.Pair.X.Key], scales[c.Pair.Y.Key]
	}
	return list, nil
}

// scaleOf returns the centre and the unit of a variable. The centre is its median. The unit is the power of two from a
// quarter of the distance to the farther 0.1 % quantile up: 0.8 to 1.6 standard deviations of a normal variable. A few
// wild values do not move it. A variable that hardly varies takes its range.
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

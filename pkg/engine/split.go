package engine

import (
	"cmp"
	"context"
	"slices"

	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// dimensions returns what an ask is split by, as dimensions of the log.
func (e *Engine) dimensions(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, q query.Query,
	views []resolve.View) ([]plan.Dimension, error) {
	splits := q.SplitBy
	if a.Policy != nil {
		splits = nil
		for _, name := range a.Policy.SplitBy {
			splits = append(splits, query.Split{Name: name})
		}
	}
	var list []plan.Dimension
	for _, s := range splits {
		var d plan.Dimension
		var err error
		switch {
		case s.Feature != "":
			d, err = e.featureDimension(ctx, p, a, q, views, s)
		case s.Name == plan.ScoreKey:
			d, err = e.scoreDimension(ctx, p, a, q, views)
		default:
			d, err = resolve.DimensionOf(a.Model, s)
		}
		if err != nil {
			return nil, fault.As(err).At("splitBy")
		}
		list = append(list, d)
	}
	return list, nil
}

// featureDimension cuts a numeric feature at its quantiles. Of a categorical one the declared categories and then the
// reference's most frequent ones are kept, as many as the query's limit, so that they do not come and go with the
// current window.
func (e *Engine) featureDimension(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, q query.Query,
	views []resolve.View, s query.Split) (plan.Dimension, error) {
	feature, ok := a.Model.Feature(s.Feature)
	column, prepared := p.Columns[plan.FeatureKey(s.Feature)]
	if !ok || !prepared {
		return plan.Dimension{}, fault.Newf(fault.BadQuery, "%q is not a feature of model %q", s.Feature, a.Model.ID)
	}
	d := plan.Dimension{Name: feature.Name, Role: feature.Name, Column: column.Name, Path: column.Path}
	if feature.Kind == model.Categorical {
		d.Kept = column.Kept[:min(len(column.Kept), q.Limit)]
		return d, nil
	}
	err := e.cut(ctx, p, a, q, views, resolve.Subject{Feature: feature.Name, Column: column.Key}, query.Features,
		cmp.Or(s.Bins, query.DefaultSplitBins), &d)
	return d, err
}

// keptSegments are the parts of a categorical feature: its kept categories, the others together, and missing values if
// the baseline has any.
func keptSegments(kept []string, baseline map[plan.Segment]float64) []plan.Segment {
	var list []plan.Segment
	for _, category := range kept {
		list = append(list, plan.NewSegment(category))
	}
	list = append(list, plan.NewSegment(plan.OtherValue))
	if missing := plan.NewSegment(plan.MissingValue); baseline[missing] > 0 {
		list = append(list, missing)
	}
	return list
}

// scoreBins is the number of parts that scores are cut into.
const scoreBins = 10

// scoreDimension cuts the score, of a multiclass model the greatest probability, at its deciles.
func (e *Engine) scoreDimension(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, q query.Query,
	views []resolve.View) (plan.Dimension, error) {
	if a.Model.Log.Score == nil {
		return plan.Dimension{}, fault.NoneOf(fault.BadQuery, "", plan.ScoreKey, resolve.SplitNames(a.Model))
	}
	d := plan.Dimension{Name: plan.ScoreKey, Role: plan.ScoreKey, Column: p.Columns[plan.ScoreKey].Name,
		Part: p.Columns[plan.ScoreKey].Part}
	if a.Model.Task == model.Multiclass {
		d.Column, d.Scores = "", plan.ClassScores(a.Model)
	}
	err := e.cut(ctx, p, a, q, views, resolve.Subject{Column: plan.ScoreKey}, query.Score, scoreBins, &d)
	return d, err
}

// cut sets a dimension's edges to the quantiles of a subject in the baseline, to whole cells of its grid. Without a
// baseline it is cut by the current window.
func (e *Engine) cut(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, q query.Query, views []resolve.View,
	s resolve.Subject, target query.Target,
	bins int, d *plan.Dimension) error {
	whole := *a
	whole.Target, whole.Subjects, whole.Policy, whole.Counts = target, []resolve.Subject{s}, nil, false
	if whole.InBatches() { // few share a scan of all
		whole.Together = []string{s.Feature}
	}
	whole.Measure, _ = measure.Lookup("psi") // whatever is split, its edges come from the subject's values
	q.SplitBy = nil
	g, err := e.ground(ctx, p, &whole, q, views)
	if err != nil {
		return err
	}
	c := contest{prepared: p, ask: &whole, query: q, subject: s, view: views[len(views)-1]}
	if err := c.fill(g); err != nil {
		return err
	}
	counts := columnOf(c.baseline, s.Column)
	if counts == nil || counts.Count() == 0 {
		counts = columnOf(c.current, s.Column)
	}
	d.Bins = quantileEdges(counts, bins)
	return nil
}

// quantileEdges returns the inner edges that cut a column into about equal parts, at edges of cells.
func quantileEdges(c *summary.Column, bins int) []float64 {
	edges := []float64{}
	for j := 1; j < bins; j++ {
		x, ok := c.Quantile(float64(j) / float64(bins))
		if !ok {
			break
		}
		key, _ := c.Grid.Key(x)
		low, _ := c.Grid.Bounds(key)
		if !slices.Contains(edges, low) {
			edges = append(edges, low)
		}
	}
	if len(edges) == 0 {
		edges = append(edges, 0) // nothing to cut: every value falls to one side of zero
	}
	return edges
}

package engine

import (
	"cmp"
	"context"

	"leeway/pkg/engine/internal/assess"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// dimensions returns what an ask is split by, as dimensions of the log.
func (e *Engine) dimensions(ctx context.Context, q evidence.Question) ([]plan.Dimension, error) {
	splits := q.Query.SplitBy
	switch {
	case q.Ask.Along != nil:
		splits = []query.Split{*q.Ask.Along}
	case q.Ask.Policy != nil:
		splits = nil
		for _, name := range q.Ask.Policy.SplitBy {
			splits = append(splits, query.Split{Name: name})
		}
	}
	var list []plan.Dimension
	for _, s := range splits {
		var d plan.Dimension
		var err error
		switch {
		case s.Feature != "":
			d, err = e.featureDimension(ctx, q, s)
		case s.Name == plan.ScoreKey:
			d, err = e.scoreDimension(ctx, q)
		default:
			d, err = resolve.DimensionOf(q.Ask.Model, s)
		}
		if err != nil {
			return nil, fault.As(err).At("splitBy")
		}
		list = append(list, d)
	}
	return list, nil
}

// featureDimension cuts a numeric feature at its quantiles. A categorical one keeps the declared categories, then the
// most frequent ones of the reference, as many as the query's limit. So its parts do not come and go with the current
// window.
func (e *Engine) featureDimension(ctx context.Context, q evidence.Question,
	s query.Split) (plan.Dimension, error) {
	feature, ok := q.Ask.Model.Feature(s.Feature)
	column, prepared := q.Prepared.Columns[plan.FeatureKey(s.Feature)]
	if !ok || !prepared {
		return plan.Dimension{}, fault.Newf(fault.BadQuery, "%q is not a feature of model %q", s.Feature, q.Ask.Model.ID)
	}
	d := plan.Dimension{Name: feature.Name, Role: feature.Name, Column: column.Name, Path: column.Path}
	if feature.Kind == model.Categorical {
		d.Kept = column.Kept[:min(len(column.Kept), q.Query.Limit)]
		return d, nil
	}
	var err error
	d.Bins, err = e.quantileEdges(ctx, q, resolve.Subject{Feature: feature.Name, Column: column.Key}, query.Features,
		cmp.Or(s.Bins, query.DefaultSplitBins))
	return d, err
}

// scoreBins is the number of parts that scores are cut into.
const scoreBins = 10

// scoreDimension cuts the score, of a multiclass model the greatest probability, at its deciles.
func (e *Engine) scoreDimension(ctx context.Context, q evidence.Question) (plan.Dimension, error) {
	m := q.Ask.Model
	if m.Log.Score == nil {
		return plan.Dimension{}, fault.NoneOf(fault.BadQuery, "", plan.ScoreKey, resolve.SplitNames(m))
	}
	d := plan.Dimension{Name: plan.ScoreKey, Role: plan.ScoreKey, Column: q.Prepared.Columns[plan.ScoreKey].Name,
		Part: q.Prepared.Columns[plan.ScoreKey].Part}
	if m.Task == model.Multiclass {
		d.Column, d.Scores = "", plan.ClassScores(m)
	}
	var err error
	d.Bins, err = e.quantileEdges(ctx, q, resolve.Subject{Column: plan.ScoreKey}, query.Score, scoreBins)
	return d, err
}

// quantileEdges returns the edges that cut a subject at its quantiles, to whole cells of its grid.
func (e *Engine) quantileEdges(ctx context.Context, q evidence.Question, s resolve.Subject, target query.Target,
	bins int) ([]float64, error) {
	whole := *q.Ask
	whole.Target, whole.Subjects, whole.Policy, whole.Counts = target, []resolve.Subject{s}, nil, false
	if whole.InBatches() { // few share a scan of all
		whole.Together = []string{s.Feature}
	}
	whole.Along = nil
	whole.Measure, _ = measure.Lookup("psi") // whatever is split, its edges come from the subject's values
	q.Ask, q.Query.SplitBy = &whole, nil
	found, err := e.collector.Collect(ctx, q, nil)
	if err != nil {
		return nil, err
	}
	return assess.QuantileEdges(found, bins)
}

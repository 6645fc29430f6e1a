package engine

import (
	"cmp"
	"context"
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// confidenceEdges cut the confidence of a binary model, max(p, 1−p), which runs from 0.5 to 1.
var confidenceEdges = []float64{0.6, 0.7, 0.8, 0.9, 0.95}

// topEdges cut the greatest of a multiclass model's probabilities, which may be small where classes are many.
var topEdges = []float64{0.2, 0.4, 0.6, 0.8, 0.9, 0.95}

// dimensions returns what an ask is split by, as dimensions of the log.
func (e *Engine) dimensions(ctx context.Context, p *prepared, a *ask, q query.Query, views []view) ([]plan.Dimension, error) {
	splits := q.SplitBy
	if a.policy != nil {
		splits = nil
		for _, name := range a.policy.SplitBy {
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
			d, err = dimension(a.model, s)
		}
		if err != nil {
			return nil, fault.As(err).At("splitBy")
		}
		list = append(list, d)
	}
	return list, nil
}

// dimension returns a declared segment or an implicit dimension by name.
func dimension(m *model.Model, s query.Split) (plan.Dimension, error) {
	if segment, ok := m.Segment(s.Name); ok {
		return segmentDimension(segment), nil
	}
	for _, d := range implicitDimensions(m) {
		if d.Name == s.Name {
			return d, nil
		}
	}
	return plan.Dimension{}, fault.NoneOf(fault.BadQuery, "", s.Name, SplitNames(m))
}

// implicitDimensions lists what every model with the columns for it can be split by.
func implicitDimensions(m *model.Model) []plan.Dimension {
	var list []plan.Dimension
	if m.Log.Version != "" {
		list = append(list, plan.VersionDimension(m))
	}
	if m.Predicts() && m.Task != model.Regression {
		d := plan.Dimension{Name: plan.PredictionKey, Role: plan.PredictionKey, Column: m.Log.Prediction}
		if d.Column == "" {
			d.Scores = plan.ClassScores(m)
		}
		list = append(list, d)
	}
	if m.Outcomes != nil && m.Task != model.Regression {
		list = append(list, plan.Dimension{Name: summary.LabelKey, Role: summary.LabelKey, Label: true})
	}
	switch {
	case m.Log.Score != nil && m.Task == model.Binary:
		list = append(list, plan.Dimension{Name: "confidence", Role: plan.ScoreKey, Column: m.Log.Score.Column,
			Part: plan.PartOf(m.Log.Score.ScoreColumn), Bins: confidenceEdges, Confidence: true})
	case m.Log.Score != nil:
		list = append(list, plan.Dimension{Name: "confidence", Role: plan.ScoreKey, Scores: plan.ClassScores(m),
			Bins: topEdges})
	}
	if m.Log.InputSize != nil {
		list = append(list, plan.Dimension{Name: "inputSize", Role: "inputSize", Column: m.Log.InputSize.Column,
			Bins: m.Log.InputSize.Bins})
	}
	return list
}

// SplitNames lists everything splitBy may name of a model, besides features in bins.
func SplitNames(m *model.Model) []string {
	names := []string{}
	for _, s := range m.Segments {
		names = append(names, s.Name)
	}
	if m.Log.Score != nil {
		names = append(names, plan.ScoreKey)
	}
	for _, d := range implicitDimensions(m) {
		names = append(names, d.Name)
	}
	return names
}

func segmentDimension(s model.Segment) plan.Dimension {
	d := plan.Dimension{Name: s.Name, Role: s.Name, Column: s.Column, Path: s.Path, Bins: s.Bins}
	if d.Column == "" {
		d.Column = s.Name
	}
	return d
}

// featureDimension cuts a numeric feature at its quantiles. Of a categorical one the declared categories and then the reference's most frequent
// ones are kept, as many as the query's limit, so that they do not come and go with the current window.
func (e *Engine) featureDimension(ctx context.Context, p *prepared, a *ask, q query.Query, views []view, s query.Split) (plan.Dimension, error) {
	feature, ok := a.model.Feature(s.Feature)
	column, prepared := p.columns[plan.FeatureKey(s.Feature)]
	if !ok || !prepared {
		return plan.Dimension{}, fault.Newf(fault.BadQuery, "%q is no feature of model %q", s.Feature, a.model.ID)
	}
	d := plan.Dimension{Name: feature.Name, Role: feature.Name, Column: column.Name, Path: column.Path}
	if feature.Kind == model.Categorical {
		d.Kept = column.Kept[:min(len(column.Kept), q.Limit)]
		return d, nil
	}
	err := e.cut(ctx, p, a, q, views, subject{feature: feature.Name, column: column.Key}, query.Features, cmp.Or(s.Bins, query.DefaultSplitBins), &d)
	return d, err
}

// keptSegments are the parts of a categorical feature: its kept categories, the others together, and missing values if the baseline has any.
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
func (e *Engine) scoreDimension(ctx context.Context, p *prepared, a *ask, q query.Query, views []view) (plan.Dimension, error) {
	if a.model.Log.Score == nil {
		return plan.Dimension{}, fault.NoneOf(fault.BadQuery, "", plan.ScoreKey, SplitNames(a.model))
	}
	d := plan.Dimension{Name: plan.ScoreKey, Role: plan.ScoreKey, Column: p.columns[plan.ScoreKey].Name,
		Part: p.columns[plan.ScoreKey].Part}
	if a.model.Task == model.Multiclass {
		d.Column, d.Scores = "", plan.ClassScores(a.model)
	}
	err := e.cut(ctx, p, a, q, views, subject{column: plan.ScoreKey}, query.Score, scoreBins, &d)
	return d, err
}

// cut sets a dimension's edges to the quantiles of a subject in the baseline, to whole cells of its grid. Without a baseline
// it is cut by the current window.
func (e *Engine) cut(ctx context.Context, p *prepared, a *ask, q query.Query, views []view, s subject, target query.Target,
	bins int, d *plan.Dimension) error {
	whole := *a
	whole.target, whole.subjects, whole.policy, whole.counts = target, []subject{s}, nil, false
	whole.measure, _ = measure.Lookup("psi") // whatever is split, its edges come from the subject's values
	q.SplitBy = nil
	g, err := e.ground(ctx, p, &whole, q, views)
	if err != nil {
		return err
	}
	c := contest{prepared: p, ask: &whole, query: q, subject: s, view: views[len(views)-1]}
	if err := c.fill(g); err != nil {
		return err
	}
	counts := columnOf(c.baseline, s.column)
	if counts == nil || counts.Count() == 0 {
		counts = columnOf(c.current, s.column)
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

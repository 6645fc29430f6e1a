package resolve

import (
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// confidenceEdges cut the confidence of a binary model, max(p, 1−p), which runs from 0.5 to 1.
var confidenceEdges = []float64{0.6, 0.7, 0.8, 0.9, 0.95}

// topEdges cut the greatest of a multiclass model's probabilities, which may be small where classes are many.
var topEdges = []float64{0.2, 0.4, 0.6, 0.8, 0.9, 0.95}

// DimensionOf returns a declared segment or an implicit dimension by name.
func DimensionOf(m *model.Model, s query.Split) (plan.Dimension, error) {
	if segment, ok := m.Segment(s.Name); ok {
		return SegmentDimension(segment), nil
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

// SegmentDimension returns a declared segment as a dimension of the log.
func SegmentDimension(s model.Segment) plan.Dimension {
	d := plan.Dimension{Name: s.Name, Role: s.Name, Column: s.Column, Path: s.Path, Bins: s.Bins}
	if d.Column == "" {
		d.Column = s.Name
	}
	return d
}

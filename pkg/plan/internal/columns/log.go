package columns

import (
	"maps"
	"slices"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/summary"
)

// ColumnOf returns the column behind a key, with neither grid nor categories yet.
func ColumnOf(m *model.Model, key string) (Column, error) {
	c := Column{Key: key, Role: key}
	switch key {
	case ScoreKey:
		return scoreColumn(m, c)
	case PredictionKey:
		return predictionColumn(m, c)
	case UncertaintyKey:
		if m.Log.Uncertainty == "" {
			return c, lacks(m, "uncertainty column")
		}
		c.Name, c.Mode = m.Log.Uncertainty, FirstPass
		return c, nil
	case LatencyKey:
		return latencyColumn(m, c)
	case IntervalKey:
		if m.Log.Interval == nil {
			return c, lacks(m, "prediction interval")
		}
		c.Derived, c.Mode = Width, FirstPass
		return c, nil
	}
	return featureColumn(m, key)
}

// lacks is the error of a query for what a model does not have.
func lacks(m *model.Model, what string) error {
	return fault.Newf(fault.BadQuery, "model %q has no %s", m.ID, what)
}

func scoreColumn(m *model.Model, c Column) (Column, error) {
	if m.Log.Score == nil {
		return c, lacks(m, "score column")
	}
	c.Name, c.Probability, c.Grid = m.Log.Score.Column, true, summary.ScoreGrid
	c.Part, c.Bounds = PartOf(m.Log.Score.ScoreColumn), lowConfidenceBounds(m)
	if m.Task == model.Multiclass {
		c.Derived = TopProbability
	}
	return c, nil
}

func predictionColumn(m *model.Model, c Column) (Column, error) {
	if !m.Predicts() {
		return c, lacks(m, "prediction column")
	}
	c.Name, c.Mode, c.Kept = m.Log.Prediction, Classified, NamedClasses(m)
	if m.Log.Prediction == "" {
		c.Derived = TopClass
	}
	if m.Task == model.Regression {
		c.Mode = FirstPass
	}
	return c, nil
}

var latencyUnits = map[string]time.Duration{
	"s": time.Second, "ms": time.Millisecond, "us": time.Microsecond, "ns": time.Nanosecond}

func latencyColumn(m *model.Model, c Column) (Column, error) {
	if m.Log.Latency == nil {
		return c, lacks(m, "latency column")
	}
	c.Name, c.Mode = m.Log.Latency.Column, FirstPass
	if m.Log.Latency.Per == model.PerCall {
		c.Call = m.Log.Latency.Call
	}
	if slo := m.Log.Latency.SLO.Approx(); slo > 0 {
		c.Bounds = &[2]float64{0, float64(slo) / float64(latencyUnits[m.Log.Latency.Unit])}
	}
	return c, nil
}

// NamedClasses lists the classes that a definition names: they are counted by name, whatever the reference holds.
func NamedClasses(m *model.Model) []string {
	if m.Task == model.Binary {
		return m.Log.Positive.Texts()
	}
	if m.Log.Score == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(m.Log.Score.Classes))
}

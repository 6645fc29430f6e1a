package query

import (
	"slices"

	"leeway/pkg/model"
)

// recordOperators lists what a filter's key takes in a query of single rows, where every bin of a distribution can be
// named: besides segments, the version and features also the targets, the label and the implicit dimensions. Numbers
// are compared in order, or distinguished by the special bins (missing) and (invalid); classes by their text or a
// special bin. Nil for a key that the model does not have.
func (f Filter) recordOperators(m *model.Model) []string {
	numbers := append(slices.Clone(equality), ordering...)
	feature, isFeature := m.Feature(f.Key)
	_, isSegment := m.Segment(f.Key)
	switch {
	case isFeature && feature.Kind == model.Numeric:
		if isSegment {
			return append(numbers, "=~")
		}
		return numbers
	case isFeature || isSegment:
		return f.operators(m)
	}
	if operators, ok := binKeys(m)[f.Key]; ok {
		return operators
	}
	return f.operators(m)
}

// binKeys lists the operators of the targets and implicit dimensions that the model has.
func binKeys(m *model.Model) map[string][]string {
	numbers, classes := append(slices.Clone(equality), ordering...), equality
	if m.Task == model.Regression {
		classes = numbers
	}
	l := m.Log
	score := l.Score != nil && l.Score.Column != ""
	keys := map[string][]string{}
	for _, k := range []struct {
		name      string
		isSet     bool
		operators []string
	}{
		{string(Prediction), l.Prediction != "", classes}, {string(Label), m.Outcomes != nil, classes},
		{string(Score), score, numbers}, {string(Uncertainty), l.Uncertainty != "", numbers},
		{string(Interval), l.Interval != nil, numbers}, {string(Latency), l.Latency != nil, numbers},
		{"confidence", score && m.Task == model.Binary, equality}, {"inputSize", l.InputSize != nil, equality},
	} {
		if k.isSet {
			keys[k.name] = k.operators
		}
	}
	return keys
}

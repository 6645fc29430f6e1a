package query

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// The filter operators by what they compare.
var (
	equality = []string{"=", "!=", "=|", "!=|"}
	matching = append(slices.Clone(equality), "=~")
	ordering = []string{"<", "<=", ">", ">="}
)

// exactWhole is the largest number up to which every whole one is a double of its own.
const exactWhole = 1 << 53

// Validate checks what a parsed query names against one model: features, segments, the baseline, the columns that its
// target needs, and the operators that its filters' keys take. Models, measures and model versions are not checked
// here: the engine, the measures' registry and the log know them. The error is a *fault.Error of kind BadQuery.
func (q Query) Validate(m *model.Model) error {
	p := problems{}
	for i, name := range q.Features {
		p.oneOf(fmt.Sprintf("features[%d]", i), name, featureNames(m))
	}
	for i, s := range q.SplitBy {
		s.validate(&p, fmt.Sprintf("splitBy[%d]", i), m)
	}
	for i, f := range q.Filters {
		operators, keys := f.operators(m), slices.Concat(segmentNames(m), []string{"version"}, featureNames(m))
		if types[q.QueryType].bins {
			operators, keys = f.recordOperators(m), append(keys, slices.Sorted(maps.Keys(binKeys(m)))...)
		}
		f.validate(&p, fmt.Sprintf("filters[%d]", i), m, operators, keys)
	}
	if q.Baseline.Name != "" {
		p.oneOf("baseline", q.Baseline.Name, slices.Sorted(maps.Keys(m.Baselines)))
	}
	if q.Baseline.Inline != nil {
		for _, e := range q.Baseline.Inline.Validate(m, fault.BadQuery) {
			p.list = append(p.list, e.At("baseline"))
		}
	}
	if q.Policy != "" && len(m.Policies) > 0 { // without policies of its own a model has its task's defaults
		var ids []string
		for _, policy := range m.Policies {
			ids = append(ids, policy.ID)
		}
		p.oneOf("policy", q.Policy, ids)
	}
	if len(q.Versions) > 0 {
		p.need("versions", "version", m)
	}
	p.need("target", string(q.Target), m)
	return p.err()
}

// need refuses a target or an implicit dimension whose column the model's definition does not name.
func (p *problems) need(path, what string, m *model.Model) {
	l := m.Log
	columns := map[string]struct {
		field string
		isSet bool
	}{
		"version":           {"log.version", l.Version != ""},
		string(Prediction):  {"log.prediction or log.score", l.Prediction != "" || l.Score != nil},
		string(Score):       {"log.score", l.Score != nil},
		"confidence":        {"log.score", l.Score != nil},
		string(Label):       {"outcomes", m.Outcomes != nil},
		string(Uncertainty): {"log.uncertainty", l.Uncertainty != ""},
		string(Interval):    {"log.interval", l.Interval != nil},
		string(Latency):     {"log.latency", l.Latency != nil},
		"inputSize":         {"log.inputSize", l.InputSize != nil},
	}
	if c, known := columns[what]; known && !c.isSet {
		p.add(path, "%q needs %s, which the definition of model %s does not have", what, c.field, m.ID)
	}
}

func (s Split) validate(p *problems, at string, m *model.Model) {
	if s.Name == "" {
		p.oneOf(at+".feature", s.Feature, featureNames(m))
		if f, ok := m.Feature(s.Feature); ok && f.Kind == model.Categorical && s.Bins != 0 {
			p.add(at+".bins",
				"%q is categorical: its categories are the parts; only a numeric feature is cut into bins", s.Feature)
		}
		return
	}
	p.oneOf(at, s.Name, m.SplitNames())
	if slices.Contains(model.ImplicitSplits, s.Name) {
		p.need(at, s.Name, m)
	}
}

func (f Filter) validate(p *problems, at string, m *model.Model, operators, keys []string) {
	if operators == nil {
		p.oneOf(at+".key", f.Key, keys)
		return
	}
	if f.Key == "version" {
		p.need(at+".key", "version", m)
	}
	p.oneOf(at+".operator", f.Operator, operators)
	if !slices.Contains(ordering, f.Operator) {
		return
	}
	for i, v := range f.Values {
		x, err := strconv.ParseFloat(v, 64)
		switch {
		case err != nil || math.IsNaN(x) || math.IsInf(x, 0):
			p.add(fmt.Sprintf("%s.values[%d]", at, i), "%q is not a number; %s compares numbers", v, f.Operator)
		case math.Abs(x) >= exactWhole:
			p.add(fmt.Sprintf("%s.values[%d]", at, i),
				"%q is not below 2^53, beyond which numbers next to each other cannot be distinguished", v)
		}
	}
}

// operators lists what a filter's key takes, nil for a key that the model does not have. A name that is both a segment
// and a numeric feature takes both kinds.
func (f Filter) operators(m *model.Model) []string {
	var list []string
	if _, ok := m.Segment(f.Key); ok {
		list = append(list, matching...)
	}
	feature, isFeature := m.Feature(f.Key)
	switch {
	case isFeature && feature.Kind == model.Numeric:
		list = append(list, ordering...)
	case list == nil && (isFeature || f.Key == "version"):
		list = append(list, equality...)
	}
	return list
}

func featureNames(m *model.Model) []string {
	var names []string
	for _, f := range m.Features {
		names = append(names, f.Name)
	}
	return names
}

func segmentNames(m *model.Model) []string {
	var names []string
	for _, s := range m.Segments {
		names = append(names, s.Name)
	}
	return names
}

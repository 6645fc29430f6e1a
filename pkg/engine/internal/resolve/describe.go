package resolve

import (
	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// PolicyDescription says what a policy is about.
type PolicyDescription struct {
	Measure  measure.Measure
	Target   query.Target
	Features []string // in the model's order; empty unless the target is features
	Stat     query.Stat
}

// DescribePolicy resolves a policy of a model without reading its log. An error has the path of the policy's field at
// fault.
func DescribePolicy(m *model.Model, p *model.Policy) (PolicyDescription, *fault.Error) {
	a, err := resolvePolicy(m, p, query.Query{})
	if err != nil {
		f := fault.As(err)
		f.Kind = fault.BadModel
		switch f.Path { // of a query's measures
		case "measure.id", "measures":
			f.Path = "measure"
		}
		return PolicyDescription{}, f
	}
	d := PolicyDescription{Measure: a.Measure, Target: a.Target,
		Stat: answers.BoundStat(answers.Series{Policy: p, Measure: a.Measure})}
	for _, s := range a.Subjects {
		if s.Feature != "" {
			d.Features = append(d.Features, s.Feature)
		}
	}
	return d, nil
}

package spec

import (
	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Views says what of a model can be drawn: what its task and its columns allow.
type Views struct {
	Performance   []MeasureSpec  `json:"performance"`                                                            // of its outcomes, the one that leads first
	Estimates     []MeasureSpec  `json:"estimates"`                                                              // what tells of the leading one before labels arrive
	Confidence    []MeasureSpec  `json:"confidence"`                                                             // how sure it is
	Distributions []query.Target `json:"distributions" jsonschema:"enum=score,enum=prediction,enum=uncertainty"` // beside those of features
	Latency       bool           `json:"latency"`
	InputSize     bool           `json:"inputSize"`
	Versions      bool           `json:"versions"` // the log says which version predicted
}

// MeasureSpec is a measure with what it is taken of.
type MeasureSpec struct {
	ID     string       `json:"id"`
	Title  string       `json:"title"`
	Unit   string       `json:"unit"` // a Grafana unit; empty: none
	Target query.Target `json:"target" jsonschema:"enum=features,enum=prediction,enum=score,enum=label,enum=uncertainty,enum=interval,enum=latency,enum=log"`
}

// What dashboards draw of a model that has it, in this order.
var (
	performance = []string{"accuracy", "mae", "roc_auc", "precision", "recall", "macro_f1", "rmse", "skill"}
	estimates   = []string{"estimated_accuracy"}
	confidence  = []string{"mean_confidence", "low_confidence_rate", "mean_uncertainty", "interval_width"}
)

func viewsOf(m *model.Model) Views {
	v := Views{Performance: measurable(m, performance), Estimates: measurable(m, estimates),
		Confidence:    measurable(m, confidence),
		Distributions: []query.Target{}, Latency: m.Log.Latency != nil, InputSize: m.Log.Latency != nil &&
			m.Log.InputSize != nil,
		Versions: m.Log.Version != ""}
	for _, target := range []query.Target{query.Score, query.Prediction, query.Uncertainty} {
		if _, err := engine.DescribePolicy(m, &model.Policy{Measure: "psi", Target: string(target),
			Baseline: m.Baseline}); err == nil {
			v.Distributions = append(v.Distributions, target)
		}
	}
	return v
}

// measurable lists those of some measures that a model has.
func measurable(m *model.Model, ids []string) []MeasureSpec {
	list := []MeasureSpec{}
	for _, id := range ids {
		p := model.Policy{Measure: id, Stat: string(query.Current), Baseline: m.Baseline}
		if d, err := engine.DescribePolicy(m, &p); err == nil && lackOf(m, d, "") == "" {
			list = append(list, MeasureSpec{ID: id, Title: d.Measure.Title, Unit: unitOf(m, d), Target: d.Target})
		}
	}
	return list
}

package resource

import (
	"maps"
	"slices"

	"leeway/pkg/engine"
	"leeway/pkg/model"
)

// ModelInfo is what editors offer of a model.
type ModelInfo struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Task      model.Task    `json:"task" jsonschema:"enum=binary,enum=multiclass,enum=regression"`
	Features  []FeatureInfo `json:"features"`
	Segments  []string      `json:"segments"`
	Splits    []string      `json:"splits"` // everything that splitBy may name
	Baselines []string      `json:"baselines"`
	// BaselineDocs says what each baseline is, in words that go on after "against".
	BaselineDocs map[string]string `json:"baselineDocs"`
	Baseline     string            `json:"baseline"` // the default; empty: none
	Window       string            `json:"window"`   // what a query without a window compares
	Policies     []string          `json:"policies"`
	Targets      []string          `json:"targets" jsonschema:"enum=features,enum=prediction,enum=score,enum=label,enum=uncertainty,enum=interval,enum=latency,enum=log"` // those that the model has columns for
}

// FeatureInfo is what editors offer of a feature.
type FeatureInfo struct {
	Name string     `json:"name"`
	Kind model.Kind `json:"kind" jsonschema:"enum=numeric,enum=categorical"`
}

// Models lists what editors offer of models that can be queried.
func Models(models []model.Model) []ModelInfo {
	list := []ModelInfo{}
	for i := range models {
		m := &models[i]
		info := ModelInfo{ID: m.ID, Name: m.Name, Task: m.Task, Features: []FeatureInfo{}, Segments: []string{},
			Splits: engine.SplitNames(m),
			Baselines: append([]string{},
				slices.Sorted(maps.Keys(m.Baselines))...), Baseline: m.Baseline, BaselineDocs: map[string]string{}, Window: m.Window.String(),
			Policies: []string{}, Targets: engine.Targets(m)}
		for name, b := range m.Baselines {
			info.BaselineDocs[name] = describeBaseline(b)
		}
		for _, f := range m.Features {
			info.Features = append(info.Features, FeatureInfo{f.Name, f.Kind})
		}
		for _, s := range m.Segments {
			info.Segments = append(info.Segments, s.Name)
		}
		for _, p := range m.Policies {
			info.Policies = append(info.Policies, p.ID)
		}
		list = append(list, info)
	}
	return list
}

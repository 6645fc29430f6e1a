package plugin

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
)

// parseModels reads the YAML text of a list of models and checks them as the settings would.
func parseModels(text []byte) ([]model.Model, []*fault.Error) {
	value, err := model.FromYAML(text)
	if err != nil {
		return nil, []*fault.Error{fault.As(err)}
	}
	var list []json.RawMessage
	if err := json.Unmarshal(value, &list); err != nil {
		return nil, []*fault.Error{fault.Newf(fault.BadModel,
			"the text is not a list of models; each begins with - schemaVersion: 1")}
	}
	var models []model.Model
	var errs []*fault.Error
	for i, raw := range list {
		m, bad := model.ParseModel(raw)
		if len(bad) == 0 {
			bad = unknownMeasures(m)
		}
		if len(bad) == 0 && slices.ContainsFunc(models, func(earlier model.Model) bool { return earlier.ID == m.ID }) {
			bad = []*fault.Error{fault.Newf(fault.BadModel, "%q is also the id of an earlier model; every id must be unique",
				m.ID).At("id")}
		}
		for _, e := range bad {
			errs = append(errs, e.At(fmt.Sprintf("models[%d]", i)))
		}
		if len(bad) == 0 {
			models = append(models, *m)
		}
	}
	return models, errs
}

// unknownMeasures refuses policies on measures that do not exist; the model package does not know the registry.
func unknownMeasures(m *model.Model) []*fault.Error {
	var errs []*fault.Error
	for i, p := range m.Policies {
		if _, ok := measure.Lookup(p.Measure); !ok {
			errs = append(errs, fault.NoneOf(fault.BadModel, fmt.Sprintf("policies[%d].measure", i), p.Measure,
				measure.IDs()))
		}
	}
	return errs
}

func sortedNames[T any](m map[string]T) []string {
	return append([]string{}, slices.Sorted(maps.Keys(m))...)
}

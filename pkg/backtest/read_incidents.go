package backtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// fields are those of an incident; all are texts.
var fields = []string{"from", "model", "name", "to", "why"}

// ReadIncidents reads a list of incidents as JSON or YAML. The error names what is wrong and what is allowed.
func ReadIncidents(text []byte) ([]Incident, error) {
	raw, err := model.FromYAML(text)
	if err != nil {
		return nil, fault.As(err)
	}
	var list []any
	if err := json.Unmarshal(raw, &list); err != nil || list == nil {
		return nil, fault.Newf(fault.BadQuery, `incidents are a list of { "name", "model", "from", "to", "why" }`)
	}
	incidents := make([]Incident, len(list))
	for i, one := range list {
		at := fmt.Sprintf("[%d]", i)
		if err := checkFields(one); err != nil {
			return nil, err.At(at)
		}
		text, err := json.Marshal(one)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, &incidents[i]); err != nil {
			return nil, fault.Newf(fault.BadQuery, "%s", err).At(at)
		}
		if err := incidents[i].checkDates(); err != nil {
			return nil, err.At(at)
		}
	}
	return incidents, nil
}

// checkFields refuses what is no object, fields that incidents do not have, and values that are no texts.
func checkFields(one any) *fault.Error {
	object, ok := one.(map[string]any)
	if !ok {
		return fault.Newf(fault.BadQuery, `is no incident: { "name", "model", "from", "to", "why" }`)
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if !slices.Contains(fields, name) {
			return fault.Newf(fault.BadQuery, "is not known here; allowed are %s", fault.List(fields)).At(name)
		}
		if _, isText := object[name].(string); !isText {
			return fault.Newf(fault.BadQuery, "%v is not a text", object[name]).At(name)
		}
	}
	return nil
}

// checkDates refuses an incident without a beginning, and one that ends before it began, in whatever zone.
func (i Incident) checkDates() *fault.Error {
	if i.From.String() == "" {
		return fault.Newf(fault.BadQuery, "is missing; write the day on which the incident began").At("from")
	}
	from, err := i.From.In(time.UTC)
	if err != nil {
		return fault.Newf(fault.BadQuery, "%s", err).At("from")
	}
	if i.To.String() == "" {
		return nil
	}
	to, err := i.To.In(time.UTC)
	switch {
	case err != nil:
		return fault.Newf(fault.BadQuery, "%s", err).At("to")
	case !to.After(from):
		return fault.Newf(fault.BadQuery, "%q is not after %q; to is exclusive, so write the day after the last", i.To, i.From).At("to")
	}
	return nil
}

// checkModels refuses incidents of models that there are not.
func checkModels(incidents []Incident, models []*model.Model) error {
	var ids []string
	for _, m := range models {
		ids = append(ids, m.ID)
	}
	for i, one := range incidents {
		if one.Model != "" && !slices.Contains(ids, one.Model) {
			return fault.NoneOf(fault.BadQuery, fmt.Sprintf("[%d].model", i), one.Model, ids)
		}
	}
	return nil
}

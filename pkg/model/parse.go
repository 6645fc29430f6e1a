package model

import (
	"encoding/json"

	"leeway/pkg/fault"
	"leeway/schema"
)

// ParseModel reads one model definition, checks it and fills in its defaults. Every error has the path of the field at
// fault within the model, what was found there and what is allowed; with any error the model is nil.
func ParseModel(raw json.RawMessage) (*Model, []*fault.Error) {
	value, bad := decode(raw, fault.BadModel)
	if bad != nil {
		return nil, []*fault.Error{bad}
	}
	if fields, ok := value.(map[string]any); ok {
		spellSwitches(fields)
	}
	if errs := validateSchema(schema.Model, value, fault.BadModel); errs != nil {
		return nil, errs
	}
	var m Model
	if bad := decodeInto(value, &m, fault.BadModel); bad != nil {
		return nil, []*fault.Error{bad}
	}
	if errs := m.validate(); len(errs) > 0 {
		return nil, errs
	}
	m.fill()
	return &m, nil
}

// spellSwitches writes the words on and off, which are true and false to readers of YAML 1.1.
func spellSwitches(fields map[string]any) {
	if fields["records"] == false {
		fields["records"] = RecordsOff
	}
	switch fields["defaults"] {
	case false:
		fields["defaults"] = DefaultsOff
	case true:
		fields["defaults"] = DefaultsOn
	}
}

// decode reads JSON for the schema's check.
func decode(raw json.RawMessage, kind fault.Kind) (any, *fault.Error) {
	value, err := schema.Decode(raw)
	if err != nil {
		return nil, fault.Newf(kind, "the definition is not valid JSON: %s", err)
	}
	return value, nil
}

// validateSchema checks a decoded value against a schema.
func validateSchema(name string, value any, kind fault.Kind) []*fault.Error {
	var errs []*fault.Error
	for _, v := range schema.Check(name, value) {
		errs = append(errs, &fault.Error{Kind: kind, Path: v.Path, Message: v.Message})
	}
	return errs
}

// decodeInto turns a decoded value that conforms to its schema into the Go type the schema is made of.
func decodeInto(value, into any, kind fault.Kind) *fault.Error {
	text, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		return fault.Newf(kind, "%s", err)
	}
	return nil
}

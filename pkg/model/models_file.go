package model

import (
	"bytes"
	"encoding/json"
	"slices"

	"leeway/pkg/fault"
)

// ReadFile reads a file by its path below the operator's models_root; nil where the operator allows none.
type ReadFile func(name string) ([]byte, error)

// ReadSettings reads a data source's jsonData as ParseSettings does, with the models of the file that modelsFile names.
// A file that cannot be read is an error of modelsFile; the settings then have no models.
func ReadSettings(raw json.RawMessage, read ReadFile) (Settings, []*fault.Error) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil || len(fields["modelsFile"]) == 0 {
		return ParseSettings(raw)
	}
	definitions, bad := modelsFile(fields, read)
	if bad != nil {
		definitions = nil
	}
	fields["models"] = definitions
	delete(fields, "modelsFile")
	if definitions == nil {
		delete(fields, "models")
	}
	whole, err := json.Marshal(fields)
	if err != nil { // it was decoded from JSON
		return Settings{}, []*fault.Error{fault.As(err)}
	}
	s, errs := ParseSettings(whole)
	s.Warnings = nil // about the size of inline models
	if bad != nil {
		errs = append([]*fault.Error{bad.At("modelsFile")}, errs...)
	}
	return s, errs
}

// InlineModels returns a data source's jsonData with the models of the file that modelsFile names in their place; without
// modelsFile it returns raw.
func InlineModels(raw json.RawMessage, read ReadFile) (json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil || len(fields["modelsFile"]) == 0 {
		return raw, nil
	}
	definitions, bad := modelsFile(fields, read)
	if bad != nil {
		return nil, bad.At("modelsFile")
	}
	fields["models"] = definitions
	delete(fields, "modelsFile")
	return json.Marshal(fields)
}

// modelsFile returns the list of definitions in the file that the settings name.
func modelsFile(fields map[string]json.RawMessage, read ReadFile) (json.RawMessage, *fault.Error) {
	var name string
	switch {
	case json.Unmarshal(fields["modelsFile"], &name) != nil || name == "":
		return nil, fault.Newf(fault.BadSettings, "is the path of a file below models_root; found %s",
			fields["modelsFile"])
	case len(fields["models"]) > 0:
		return nil, fault.Newf(fault.BadSettings, "the models are in a file or in models, not in both; remove one")
	case read == nil:
		return nil, fault.Newf(fault.BadSettings,
			"no file may be read: the operator sets models_root, the directory of such files "+
				"(in Grafana: plugin setting models_root, environment GF_PLUGIN_MODELS_ROOT; on the command line: --models-root)")
	}
	text, err := read(name)
	if err != nil {
		return nil, fault.Newf(fault.BadSettings, "%s", err)
	}
	definitions, err := Definitions(text)
	if err != nil {
		return nil, fault.As(err).At(name)
	}
	return definitions, nil
}

// Definitions returns the list of definitions in a YAML or JSON text. A text without any is refused, such as a file that
// was cut off: rules and dashboards of its models would go. For no models write an empty list.
func Definitions(text []byte) (json.RawMessage, error) {
	definitions, err := FromYAML(text)
	if err != nil {
		return nil, err
	}
	if string(definitions) == "null" {
		return nil, fault.Newf(fault.BadModel, "the text is empty; write a list of definitions, [] for none")
	}
	return listOfModels(definitions), nil
}

// listOfModels makes a list of definitions that are a list, a single one, or a document with a field models.
func listOfModels(definitions json.RawMessage) json.RawMessage {
	if !bytes.HasPrefix(definitions, []byte("{")) {
		return definitions
	}
	var document map[string]json.RawMessage
	if json.Unmarshal(definitions, &document) == nil && len(document) == 1 && len(document["models"]) > 0 {
		return document["models"]
	}
	return slices.Concat([]byte("["), definitions, []byte("]"))
}

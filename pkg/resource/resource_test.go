package resource_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/propose"
	"leeway/pkg/resource"
	"leeway/pkg/spec"
	"leeway/schema"
)

// What routes answer of a real definition is what schema/resources.json, and so the browser's types, say: no list is
// null and no word is missing from its enumeration.
func TestAnswersAreWhatTheirSchemaSays(t *testing.T) {
	definitions, err := os.ReadFile("../../src/ascode/golden/models.yaml")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := model.FromYAML(definitions)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		DataSources []struct {
			JSONData json.RawMessage `json:"jsonData"`
		} `json:"datasources"`
	}
	if err := json.Unmarshal(raw, &file); err != nil || len(file.DataSources) != 1 {
		t.Fatalf("%d data sources, %v", len(file.DataSources), err)
	}
	settings, errs := model.ParseSettings(file.DataSources[0].JSONData)
	if len(errs) > 0 || len(settings.Models) == 0 {
		t.Fatalf("%d models, %v", len(settings.Models), errs)
	}
	s := spec.Of("Log", "log", 1, settings.Models)
	text, err := json.Marshal(resource.Resources{Models: resource.Models(settings.Models), Resolved: s.Models[0],
		Policies: resource.Evaluate(nil, time.Time{}), Measures: resource.Measures(),
		Values: []string{"AA"}, Check: resource.Check{Steps: []resource.CheckStep{{State: resource.Passed}}}, Tables: []string{"log"},
		Propose: resource.Proposal{Notes: []propose.Note{{Path: "log", Confidence: propose.High}},
			Left: []propose.Left{}},
		Reading: resource.Readings([]engine.Reading{{Model: &settings.Models[0]},
			{Model: &settings.Models[0], Days: 2, First: time.Unix(0, 0), Last: time.Unix(86400, 0)}}),
		Validate: resource.Validation{Models: s.Models, Errors: []spec.Fault{{Path: "models[0]"}}}})
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled(t, "resources").Validate(value); err != nil {
		t.Error(err)
	}
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := schema.Text(name)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("leeway:///"+name, document); err != nil {
		t.Fatal(err)
	}
	c, err := compiler.Compile("leeway:///" + name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

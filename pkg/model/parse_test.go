package model_test

import (
	"os"
	"testing"

	"leeway/pkg/model"
)

// example returns the JSON of schema/examples/model.yaml, which uses every field once.
func example(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile("../../schema/examples/model.yaml")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := model.FromYAML(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestTheExampleModelParses(t *testing.T) {
	m, errs := model.ParseModel(example(t))
	for _, e := range errs {
		t.Error(e)
	}
	if m == nil {
		t.FailNow()
	}
	if len(m.Revision()) != 16 {
		t.Errorf("revision %q has not 16 digits", m.Revision())
	}
}

package query_test

import (
	"os"
	"testing"
)

func TestTheExampleQueryIsOneOfTheExampleModel(t *testing.T) {
	text, err := os.ReadFile("../../schema/examples/query.json")
	if err != nil {
		t.Fatal(err)
	}
	definition, err := os.ReadFile("../../schema/examples/model.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := parsed(t, string(text)).Validate(flights(t, string(definition))); err != nil {
		t.Error(err)
	}
}

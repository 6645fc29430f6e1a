package main

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The generator's tests start from this file, so it must be what describe prints:
// leeway-engine describe --datasource src/ascode/golden/models.yaml > src/ascode/golden/specification.json
func TestTheGeneratorsTestsStartFromWhatDescribePrints(t *testing.T) {
	const folder = "../../src/ascode/golden/"
	want, err := os.ReadFile(folder + "specification.json")
	if err != nil {
		t.Fatal(err)
	}
	got, err := invoke(t, "", "describe", "--datasource", folder+"models.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

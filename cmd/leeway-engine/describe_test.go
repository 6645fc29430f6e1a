package main

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The generator's tests start from these files, so they must be what describe prints:
// leeway-engine describe --datasource src/ascode/golden/models.yaml > src/ascode/golden/specification.json
func TestTheGeneratorsTestsStartFromWhatDescribePrints(t *testing.T) {
	const folder, demo = "../../src/ascode/golden/", "../../provisioning/datasources/flights.yaml"
	for file, args := range map[string][]string{
		"specification.json":       {"--datasource", folder + "models.yaml"},
		"kinds.json":               {"--datasource", folder + "kinds.yaml"},
		"leeway-flights.json":      {"--datasource", demo, "--name", "Flights 2013"},
		"leeway-flights-live.json": {"--datasource", demo, "--name", "Flights live"},
	} {
		want, err := os.ReadFile(folder + file)
		if err != nil {
			t.Fatal(err)
		}
		got, err := invoke(t, "", append([]string{"describe"}, args...)...)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s\n%s", file, diff)
		}
	}
}

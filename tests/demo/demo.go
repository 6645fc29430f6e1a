// Package demo reads the demo's log and its definition, for the tests that use real data.
package demo

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"leeway/pkg/model"
)

// Settings is the provisioning file of the demo's data sources, seen from the folder of a test.
const Settings = "../../provisioning/datasources/flights.yaml"

// Sources returns the demo's data sources, in the order of the file.
func Sources(t testing.TB) []model.DataSource {
	t.Helper()
	text, err := os.ReadFile(Settings)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := model.ReadProvisioned(text, os.LookupEnv, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

// Definition returns the definition of the demo's model, as the file has it.
func Definition(t testing.TB) json.RawMessage {
	t.Helper()
	var settings struct{ Models []json.RawMessage }
	if err := json.Unmarshal(Sources(t)[0].JSONData, &settings); err != nil {
		t.Fatal(err)
	}
	return settings.Models[0]
}

// Root returns the folder of the demo's Parquet files.
func Root(t testing.TB) string {
	t.Helper()
	root, err := filepath.Abs("../../demo/flights")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

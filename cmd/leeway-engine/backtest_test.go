package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leeway/pkg/backtest"
)

func TestBacktestJudgesARange(t *testing.T) {
	incidents := filepath.Join(t.TempDir(), "incidents.json")
	if err := os.WriteFile(incidents, []byte(`[{"name": "known", "from": "2024-04-22", "to": "2024-04-29"}]`),
		0o600); err != nil {
		t.Fatal(err)
	}
	source := []string{"backtest", "--datasource", settings(t, lateRate), "--from", "2024-04-22", "--to", "2024-04-29"}
	out, err := invoke(t, "", append(source, "--incidents", incidents, "--output", "json")...)
	var r backtest.Report
	if err != nil || json.Unmarshal([]byte(out), &r) != nil || len(r.Models) != 1 || len(r.Models[0].Incidents) != 1 {
		t.Fatalf("%v: %s", err, out)
	}
	if m := r.Models[0]; m.Incidents[0].Name != "known" || len(m.Policies) == 0 || m.Policies[0].Looks == 0 {
		t.Errorf("%+v", m)
	}
	own, err := invoke(t, "", append(source, "--defaults", "--output", "json")...)
	if err != nil || own == out || !strings.Contains(own, `"policy": "log-silent"`) {
		t.Errorf("the defaults: %v: %s", err, own)
	}
}

func TestBacktestRefusesWhatItCannotRead(t *testing.T) {
	source := []string{"backtest", "--datasource", settings(t, lateRate)}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--output", "junit"}, `--output: "junit" is not one of [json markdown text]`},
		{[]string{"--every", "daily"}, "--every: "},
		{[]string{"--incidents", "nowhere.json"}, "--incidents: the file cannot be read: "},
		{[]string{"--model", "nobody"}, `--model: "nobody" is not one of `},
		{[]string{"--policy", "none", "--from", "2024-04-22"}, `policy: "none" is not one of `},
	} {
		if _, err := invoke(t, "", append(source, c.args...)...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %s", c.args, err, c.want)
		}
	}
}

// The definitions may be in a file of their own.
func TestBacktestTakesTheDefaultsOfModelsInAFile(t *testing.T) {
	inline := settings(t, lateRate)
	text, err := os.ReadFile(inline)
	if err != nil {
		t.Fatal(err)
	}
	head, models, found := strings.Cut(string(text), "      models:\n")
	if !found {
		t.Fatalf("the settings hold no models: %s", text)
	}
	folder := filepath.Dir(inline)
	write(t, filepath.Join(folder, "models.yaml"), models)
	file := filepath.Join(folder, "of-a-file.yaml")
	write(t, file, head+"      modelsFile: models.yaml\n")
	outputs := map[string]string{}
	for _, source := range []string{inline, file} {
		outputs[source], err = invoke(t, "", "backtest", "--datasource", source, "--from", "2024-04-22", "--to", "2024-04-29",
			"--defaults", "--output", "json")
		if err != nil {
			t.Fatal(err)
		}
	}
	if outputs[inline] != outputs[file] {
		t.Errorf("models in a file: %s\nin the settings: %s", outputs[file], outputs[inline])
	}
}

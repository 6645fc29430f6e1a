package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What init proposes for the demo's log is judged unchanged, and alone finds the demo's bad week.
func TestWhatInitProposesForTheFlightsFindsTheirBadWeek(t *testing.T) {
	source := []string{"--datasource", "../../provisioning/datasources/flights.yaml", "--duckdb-root",
		"../../demo/flights"}
	text, err := invoke(t, "", append([]string{"init"}, source...)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"- schemaVersion: 1", "id: predictions", "task: binary # high",
		"time: {column: predicted_at, zone: UTC}", "prediction: late #", "score: p_late #",
		"latency: {column: latency_ms, unit: ms, per: call, call: batch_id}", "table: outcomes.parquet", "label: arrived_late", "delay: 1d # medium", "name: dep_delay, kind: numeric, grid: ",
		"name: carrier, kind: categorical, values: [UA, B6,",
		// The sample is of the first days, the reference four weeks: a comment says which a number is of.
		"values: [Thu, Mon, Wed, Tue, Sun, Fri, Sat]} # high – in the sample 4 values; listed are the reference's 7 values",
		"# high – in the sample 90 values; listed are the 50 most frequent of the reference's 92 values",
		"# high – in the sample 18 values from 19.04 to 33.98; the grid fits the reference"} {
		if !strings.Contains(text, want) {
			t.Errorf("the proposal lacks %s\n%s", want, text)
		}
	}
	file := filepath.Join(t.TempDir(), "model.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := invoke(t, "", append([]string{"check", "--models", file, "--from", "2013-04-22", "--to",
		"2013-04-29"}, source...)...)
	if status(err) != 2 || !regexp.MustCompile(`\nBreached\n  tier .*\n  page +accuracy `).MatchString(report) {
		t.Errorf("status %d (%v)\n%s", status(err), err, report)
	}
}

func TestDefinitionsOfAFileReplaceTheSettings(t *testing.T) {
	file := settings(t, lateRate)
	definition := filepath.Join(filepath.Dir(file), "model.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(definition, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const one = "id: other\ntask: binary\nlog: { table: log.parquet, time: { column: at }, prediction: late }\npolicies: [" + lateRate + "]\nbaselines: { before: { kind: previous } }\n"
	for _, text := range []string{one, "- " + strings.ReplaceAll(one, "\n", "\n  ")} {
		write(text)
		out, err := invoke(t, "", "check", "--datasource", file, "--models", definition, "--to", "2024-04-29")
		if status(err) != 2 || !strings.HasPrefix(out, "other, ") || strings.Contains(out, "\nm, ") {
			t.Errorf("status %d (%v)\n%s\n%s", status(err), err, text, out)
		}
	}
	write("id: other\ntask: guess\nlog: { table: log.parquet, time: { column: at } }")
	if _, err := invoke(t, "", "check", "--datasource", file, "--models", definition); err == nil ||
		!strings.Contains(err.Error(), `models[0].task: "guess" is not one of`) {
		t.Errorf("a definition that is refused: %v", err)
	}
	if _, err := invoke(t, "", "check", "--datasource", file, "--models", definition+"x"); err == nil ||
		!strings.HasPrefix(err.Error(), "the definitions cannot be read: ") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestInitSaysWhichTableItNeeds(t *testing.T) {
	file := settings(t, "")
	if _, err := invoke(t, "", "init", "--datasource", file, "--table", "lgo.parquet"); err == nil ||
		err.Error() != "there is no table lgo.parquet; there are log.parquet" {
		t.Errorf("%v", err)
	}
	if _, err := invoke(t, "", "init", "--datasource", file); err == nil ||
		!strings.Contains(err.Error(), "no table looks like a prediction log") {
		t.Errorf("%v", err)
	}
}

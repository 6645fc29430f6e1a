package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leeway/pkg/spec"
)

// validate opens no store: the tables of these definitions are nowhere.
func TestValidateEndsWithAStatus(t *testing.T) {
	const good = "id: m\ntask: binary\nlog: { table: nowhere, time: { column: at }, prediction: late }\n"
	const settings = "apiVersion: 1\ndatasources:\n  - { name: Log, uid: log, type: leeway-monitor-datasource, jsonData: { store: { kind: postgres }, models: [{ %s }] } }\n"
	const inline = "id: m, task: binary, log: { table: nowhere, time: { column: at }, prediction: late }"
	for _, c := range []struct {
		name, text string
		status     int
		out, err   string
	}{
		{"one definition", good, 0, "model m\n  default policies: log-silent, prediction-mean", ""},
		{"a list", "- " + strings.ReplaceAll(good, "\n", "\n  "), 0, "model m\n", ""},
		{"a settings file", strings.Replace(settings, "%s", inline, 1), 0, "data source Log\nmodel m\n", ""},
		{"a field that is not known", good + "segment: [a]\n", 1,
			"error: models[0].segment: is not known here (did you mean segments?)", "is not right"},
		{"a policy that can never be breached", good +
			"policies: [{ id: p, tier: page, measure: rows, stat: current, below: 0 }]\n", 1,
			"  error: policies[0]: policy p can never be breached: current of rows lies at or above 0", "is not right"},
		{"a segment that is not declared", good +
			"policies: [{ id: p, tier: page, measure: rows, below: 1, splitBy: [region] }]\n", 1,
			"`segments: [region]`", "is not right"},
		{"no YAML", "- id: [", 2, "", "line 1"},
		{"settings of others", "datasources: [{ name: a, type: prometheus }]", 2, "",
			"it holds no data source of type leeway-monitor-datasource"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "file.yaml")
			if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := invoke(t, "", "validate", file)
			if status(err) != c.status || !strings.Contains(out, c.out) || c.err != "" &&
				(err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("status %d (%v), want %d\n%s", status(err), err, c.status, out)
			}
			var review spec.Review
			if out, _ = invoke(t, "", "validate", file, "--output", "json"); c.status < 2 &&
				json.Unmarshal([]byte(out), &review) != nil {
				t.Errorf("no JSON: %s", out)
			}
		})
	}
	for _, args := range [][]string{{"validate"}, {"validate", "a", "b"}, {"validate", "a", "--output", "xml"},
		{"validate", "/nowhere/x.yaml"}} {
		if _, err := invoke(t, "", args...); status(err) != 2 {
			t.Errorf("%v: status %d (%v), want 2", args, status(err), err)
		}
	}
}

// Nothing is generated from settings of which one definition is wrong.
func TestDescribeIsAllOrNothing(t *testing.T) {
	file := settings(t, lateRate)
	out, err := invoke(t, "", "describe", "--datasource", file, "--org", "2")
	var s spec.Specification
	if err != nil || json.Unmarshal([]byte(out), &s) != nil || s.Org != 2 || len(s.Models) != 1 ||
		s.Models[0].Policies[0].ID != "late" {
		t.Fatalf("%v: %s", err, out)
	}
	file = settings(t, lateRate+`, { id: never, tier: page, measure: rows, stat: current, below: 0 }`)
	if out, err := invoke(t, "", "describe", "--datasource", file); out != "" || status(err) != 1 ||
		!strings.Contains(err.Error(), "model m.policies[1]: policy never can never be breached") {
		t.Errorf("status %d (%v): %s", status(err), err, out)
	}
}

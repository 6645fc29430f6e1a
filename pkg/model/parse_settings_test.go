package model_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// small is the JSON of a valid model of an id.
func small(id string) string {
	return fmt.Sprintf(`{"id": %q, "task": "binary", "log": {"table": "t", "time": {"column": "at"}, "score": "s"}}`,
		id)
}

func ids(s model.Settings) []string {
	var list []string
	for _, m := range s.Models {
		list = append(list, m.ID)
	}
	return list
}

func TestABrokenModelLeavesTheOthersWorking(t *testing.T) {
	s, errs := model.ParseSettings(json.RawMessage(`{"store": {"kind": "duckdb"}, "models": [` + small("a") +
		`, {"id": "b", "task": "binary", "log": {"table": "t", "time": {"column": "at"}, "score": "s"},
		"features": [{"name": "x", "kind": "numeric"}, {"name": "y", "kind": "numeric"}, {"name": "z", "kind": "num"}]}, ` + small("c") + `]}`))
	if diff := cmp.Diff([]string{"a", "c"}, ids(s)); diff != "" {
		t.Errorf("models (-want +got):\n%s", diff)
	}
	want := []string{`models[1].features[2].kind: "num" is not one of numeric, categorical`}
	if diff := cmp.Diff(want, texts(errs)); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if len(s.Broken) != 1 || s.Broken[0].ID != "b" {
		t.Fatalf("broken models are %v, want b alone", s.Broken)
	}
	if diff := cmp.Diff(want, texts(s.Broken[0].Errors)); diff != "" {
		t.Errorf("errors of model b (-want +got):\n%s", diff)
	}
	if errs[0].Kind != fault.BadModel {
		t.Errorf("the error is of kind %q, want bad model", errs[0].Kind)
	}
}

func TestTheSecondModelOfAnIDIsRefused(t *testing.T) {
	s, errs := model.ParseSettings(json.RawMessage(`{"store": {"kind": "duckdb"}, "models": [` + small("a") + "," +
		small("a") + `]}`))
	if diff := cmp.Diff([]string{`models[1].id: "a" is also the id of an earlier model; every id must be unique`},
		texts(errs)); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if len(s.Models) != 1 {
		t.Errorf("%d models are left, want 1", len(s.Models))
	}
}

func TestWhatGrafanaAddsToSettingsIsIgnored(t *testing.T) {
	_, errs := model.ParseSettings(json.RawMessage(`{"store": {"kind": "postgres", "tls": "require"}, "enableSecureSocksProxy": true,
		"pdcInjected": false, "tlsAuth": true, "tlsAuthWithCACert": true, "httpHeaderName1": "X", "readOnly": true, "models": []}`))
	for _, e := range errs {
		t.Error(e)
	}
}

func TestModelsKeepWorkingWhenTheSettingsDoNot(t *testing.T) {
	s, errs := model.ParseSettings(json.RawMessage(`{"store": {"kind": "postgre"}, "modelz": 1, "models": [` +
		small("a") + `]}`))
	want := []string{
		`modelz: is not known here (did you mean models?); allowed are limits, models, modelsFile, store`,
		`store.kind: "postgre" is not one of duckdb, postgres, clickhouse, mysql, trino (did you mean postgres?)`,
	}
	if diff := cmp.Diff(want, texts(errs)); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a"}, ids(s)); diff != "" {
		t.Errorf("models (-want +got):\n%s", diff)
	}
}

func TestSettingsThatContradictTheStoreAreRefused(t *testing.T) {
	for settings, want := range map[string]string{
		`{"store": {"kind": "postgres", "path": "a.duckdb"}}`: `store.path: applies to kind duckdb only; found kind postgres`,
		`{"store": {"kind": "mysql", "moveTo": "now"}}`:       `store.moveTo: is for demo logs of kind duckdb only; found kind mysql`,
		`{"store": {"kind": "duckdb", "tls": "require"}}`:     `store.tls: does not apply to kind duckdb, which reads files`,
		`{"store": {"kind": "duckdb", "moveTo": "soon"}}`:     `store.moveTo: "soon" is neither a date such as 2013-02-01 nor an instant such as 2013-02-01T06:00:00Z`,
		`{"store": {"kind": "trino"}, "modelsTable": "m"}`:    `modelsTable: is not known here (did you mean modelsFile?); allowed are limits, models, modelsFile, store`,
		`{}`: `store: is missing`,
		`[]`: `found a list; allowed is an object`,
		`{"store": {"kind": "duckdb"}, "models": {}}`:              `models: found an object; allowed is a list`,
		`{"store": {"kind": "duckdb"}, "limits": {"cacheMB": -1}}`: `limits.cacheMB: the number -1 is less than 0`,
	} {
		_, errs := model.ParseSettings(json.RawMessage(settings))
		if diff := cmp.Diff([]string{want}, texts(errs)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", settings, diff)
		}
	}
}

func TestManyInlineModelsCarryAWarning(t *testing.T) {
	var models []string
	for i := range 400 {
		models = append(models, small(fmt.Sprintf("m%d", i)))
	}
	s, errs := model.ParseSettings(json.RawMessage(`{"store": {"kind": "duckdb"}, "models": [` +
		strings.Join(models, ",") + `]}`))
	if len(errs) > 0 || len(s.Models) != 400 {
		t.Fatalf("%d models and errors %v", len(s.Models), errs)
	}
	if len(s.Warnings) != 1 || !strings.Contains(s.Warnings[0], "modelsFile") {
		t.Errorf("warnings are %q, want one that names modelsFile", s.Warnings)
	}
	s, _ = model.ParseSettings(json.RawMessage(`{"store": {"kind": "duckdb"}, "models": [` + small("a") + `]}`))
	if s.Warnings != nil {
		t.Errorf("one model carries the warnings %q", s.Warnings)
	}
}

package schema_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/schema"
)

func check(t *testing.T, name, text string) []schema.Violation {
	t.Helper()
	value, err := schema.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Check(name, value)
}

func TestPathsAreWrittenTheWayPeopleWriteThem(t *testing.T) {
	got := check(t, schema.Model, `{"id": "m", "task": "binary", "log": {"table": "t", "time": {"column": "at"}},
		"features": [{"name": "x", "kind": "numeric", "bounds": [0, "a"]}], "owners": {"a b": 1}, "links": {"": 1}}`)
	want := []schema.Violation{
		{Path: `features[0].bounds[1]`, Message: `found "a"; allowed is a number`},
		{Path: `links[""]`, Message: `found the number 1; allowed is text`},
		{Path: `owners["a b"]`, Message: `found the number 1; allowed is text`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

func TestOfTwoFormsTheOneThatWasMeantIsReported(t *testing.T) {
	got := check(t, schema.Query,
		`{"splitBy": [{"feature": "x", "bins": 1}, [], "carrier"], "baseline": {"periods": 3}}`)
	want := []schema.Violation{
		{Path: `baseline.kind`,
			Message: `is missing; allowed are table, fixed, rolling, offset, version, previous, launch`},
		{Path: `splitBy[0].bins`, Message: `the number 1 is less than 2`},
		{Path: `splitBy[1]`, Message: `a list is not one of text or an object`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

func TestPruneTakesOutWhatTheSchemaDoesNotKnowAtEveryDepth(t *testing.T) {
	value, err := schema.Decode([]byte(`{"Limit": 1, "limit": 2, "measures": [{"id": "psi", "ID": "x"}],
		"splitBy": [{"feature": "x", "Feature": "y"}, "a"], "baseline": {"kind": "previous"}, "filters": null}`))
	if err != nil {
		t.Fatal(err)
	}
	schema.Prune(schema.Query, value)
	want, err := schema.Decode([]byte(`{"limit": 2, "measures": [{"id": "psi"}], "splitBy": [{"feature": "x"}, "a"], "baseline": {"kind": "previous"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, value); diff != "" {
		t.Errorf("value (-want +got):\n%s", diff)
	}
}

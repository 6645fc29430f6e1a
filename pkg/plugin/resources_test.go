package plugin

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/resource"
	"leeway/pkg/spec"
)

// call asks an instance with these jsonData for a resource, as nobody in particular.
func call(t *testing.T, jsonData, method, path string) *backend.CallResourceResponse {
	t.Helper()
	return callAs(t, instance(t, jsonData, &fake{}), "", method, path, "")
}

// callAs asks for a resource as a user with a role ("" for nobody).
func callAs(t *testing.T, i *Instance, role, method, path, body string) *backend.CallResourceResponse {
	t.Helper()
	ctx := context.Background()
	request := &backend.CallResourceRequest{Method: method, URL: path, Body: []byte(body)}
	request.Path, _, _ = strings.Cut(path, "?")
	request.PluginContext.OrgID = 7 //lint:ignore SA1019 As Grafana sends it; see Instance.specification.
	if role != "" {
		request.PluginContext.User = &backend.User{Login: "someone", Role: role}
		ctx = backend.WithUser(ctx, request.PluginContext.User)
	}
	var got *backend.CallResourceResponse
	err := i.CallResource(ctx, request,
		backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
			got = r
			return nil
		}))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

const flights = `{"store": {"kind": "duckdb"}, "models": [{"schemaVersion": 1, "id": "delay", "task": "binary",
	"timezone": "America/New_York", "resolution": "1h",
	"log": {"table": "p.parquet", "id": ["id"], "time": {"column": "at", "zone": "UTC"}, "prediction": "late", "positive": true},
	"features": [{"name": "distance", "kind": "numeric"}], "segments": ["carrier"],
	"baselines": {"before": {"kind": "previous"}}, "baseline": "before"}]}`

func TestModelsAreListedWithoutTheStore(t *testing.T) {
	r := call(t, flights, http.MethodGet, "models")
	var got []resource.ModelInfo
	if err := json.Unmarshal(r.Body, &got); err != nil || r.Status != http.StatusOK || len(got) != 1 {
		t.Fatalf("status %d, %d models, error %v: %s", r.Status, len(got), err, r.Body)
	}
	if want := []string{"carrier", "prediction"}; !slices.Equal(got[0].Splits, want) {
		t.Errorf("splits %v, want %v", got[0].Splits, want)
	}
	if got[0].Window != "7d" {
		t.Errorf("a query without a window compares %q, want 7d", got[0].Window)
	}
}

func TestEveryMeasureIsListed(t *testing.T) {
	r := call(t, flights, http.MethodGet, "measures")
	var got []resource.MeasureInfo
	if err := json.Unmarshal(r.Body, &got); err != nil || r.Status != http.StatusOK {
		t.Fatalf("status %d, error %v: %s", r.Status, err, r.Body)
	}
	if want := len(measure.All()); len(got) != want {
		t.Errorf("%d measures, want %d", len(got), want)
	}
	for _, m := range got {
		if m.Values == "" {
			t.Errorf("%s: the columns it is defined for have no name", m.ID)
		}
	}
}

func TestOnlyAdministratorsValidateAndInvalidate(t *testing.T) {
	for _, path := range []string{"validate", "invalidate"} {
		for role, want := range map[string]int{"": 403, "Viewer": 403, "Editor": 403, "Admin": 200} {
			f := &fake{}
			i := instance(t, flights, f)
			r := callAs(t, i, role, http.MethodPost, path, "[]")
			if r.Status != want {
				t.Errorf("%s as %q: status %d, want %d", path, role, r.Status, want)
			}
			if want := `{"message":"only administrators may do this"}`; r.Status == 403 &&
				strings.TrimSpace(string(r.Body)) != want {
				t.Errorf("%s as %q: %s, want %s", path, role, r.Body, want)
			}
		}
	}
}

func TestInvalidateReadsTheStoreAgain(t *testing.T) {
	f := &fake{}
	i := instance(t, flights, f)
	for range 2 {
		if r := send(i, rows, "Viewer", nil); r.Error != nil {
			t.Fatal(r.Error)
		}
	}
	first := f.ran.Load()
	if r := callAs(t, i, "Admin", http.MethodPost, "invalidate", ""); r.Status != http.StatusOK {
		t.Fatalf("status %d: %s", r.Status, r.Body)
	}
	send(i, rows, "Viewer", nil)
	if again := f.ran.Load(); again != 2*first {
		t.Errorf("%d statements, and %d after forgetting; want as many again", first, again-first)
	}
}

// The table of routes is fixed, whatever a path is written like.
func TestOtherRoutesAreNotThere(t *testing.T) {
	i := instance(t, flights, &fake{})
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "nothing", 404}, {"GET", "", 404}, {"GET", "models/delay", 404}, {"POST", "models/delay/resolved", 405},
		{"GET", "models//resolved", 404}, {"GET", "../models", 404}, {"GET", "invalidate", 405},
		{"POST", "models", 405}, {"DELETE", "models", 405}, {"GET", "validate", 405},
	} {
		if r := callAs(t, i, "Viewer", c.method, c.path, ""); r.Status != c.status && r.Status < 300 {
			t.Errorf("%s %q: status %d, want %d", c.method, c.path, r.Status, c.status)
		}
	}
	for _, path := range []string{"models/../invalidate", "//invalidate", "./invalidate", "invalidate?role=Admin"} {
		if r := callAs(t, i, "Viewer", "POST", path, ""); r.Status < 300 {
			t.Errorf("a viewer got %d for %q", r.Status, path)
		}
	}
}

func TestValuesAreListedByModelAndSegment(t *testing.T) {
	i := instance(t, flights, &fake{})
	for _, c := range []struct {
		query  string
		status int
		body   string
	}{
		{"values?model=delay&segment=carrier", 200, `[]`},
		{"values?model=dealy&segment=carrier", 400, `{"message":"models: \"dealy\" is not one of delay"}`},
		{"values?model=delay&segment=dest", 400, ""},
		{"values", 400, ""},
	} {
		r := callAs(t, i, "Viewer", http.MethodGet, c.query, "")
		if r.Status != c.status || c.body != "" && strings.TrimSpace(string(r.Body)) != c.body {
			t.Errorf("%s: status %d, %s; want %d, %s", c.query, r.Status, r.Body, c.status, c.body)
		}
	}
}

func TestWhatIsReadIsListedWithoutWaitingForTheStore(t *testing.T) {
	f := &fake{}
	i := instance(t, flights, f)
	if r := callAs(t, i, "Viewer", http.MethodGet, "reading", ""); r.Status != http.StatusOK ||
		strings.TrimSpace(string(r.Body)) != "[]" || f.ran.Load() > 0 {
		t.Errorf("before the first query: status %d, %s, %d statements", r.Status, r.Body, f.ran.Load())
	}
	var mu sync.Mutex
	during := map[string]bool{}
	f.query = func(context.Context, dialect.Statement) error {
		mu.Lock()
		defer mu.Unlock()
		during[strings.TrimSpace(string(callAs(t, i, "Viewer", http.MethodGet, "reading", "").Body))] = true
		return nil
	}
	if r := send(i, rows, "Viewer", nil); r.Error != nil {
		t.Fatal(r.Error)
	}
	if want := `[{"model":"delay","name":"delay","days":0}]`; !during[want] {
		t.Errorf("while rows are counted: %v, want %s", slices.Collect(maps.Keys(during)), want)
	}
}

func TestDefinitionsAreValidatedByPath(t *testing.T) {
	i := instance(t, flights, &fake{})
	const good = `
- id: good
  task: regression
  log: { table: p.parquet, time: { column: at }, prediction: y }
`
	for _, c := range []struct {
		name, text string
		models     []string
		errors     []spec.Fault
	}{
		{"nothing", "[]", []string{}, []spec.Fault{}},
		{"good", good, []string{"good"}, []spec.Fault{}},
		{"no list", "id: good", []string{}, []spec.Fault{{Path: "",
			Message: "the text is not a list of models; each begins with - schemaVersion: 1"}}},
		{"one bad beside a good one", good +
			"- { id: bad, task: rergession, log: { table: p.parquet, time: { column: at } } }", []string{"good"},
			[]spec.Fault{{Path: "models[1].task",
				Message: `"rergession" is not one of binary, multiclass, regression (did you mean regression?)`}}},
		{"one id twice", good + good, []string{"good"},
			[]spec.Fault{{Path: "models[1].id",
				Message: `"good" is also the id of an earlier model; every id must be unique`}}},
		{"an unknown measure", good + "  policies: [{ id: p, tier: page, measure: rsme, above: 1 }]", []string{},
			[]spec.Fault{{Path: "models[0].policies[0].measure", Message: `"rsme" is not one of ` +
				fault.List(measure.IDs())}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := callAs(t, i, "Admin", http.MethodPost, "validate", c.text)
			var got resource.Validation
			if err := json.Unmarshal(r.Body, &got); err != nil || r.Status != http.StatusOK {
				t.Fatalf("status %d, %v: %s", r.Status, err, r.Body)
			}
			right := []string{}
			for _, m := range got.Models {
				right = append(right, m.ID)
				if !watches(m, "log-silent") || !slices.Contains(m.Off,
					model.Unwatched{Policy: "error", Why: "needs outcomes"}) {
					t.Errorf("resolved: %+v", m)
				}
			}
			if diff := cmp.Diff(c.models, right); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.errors, got.Errors); diff != "" {
				t.Error(diff)
			}
		})
	}
	r := callAs(t, i, "Admin", http.MethodPost, "validate", "- id: [")
	var got resource.Validation
	if err := json.Unmarshal(r.Body, &got); err != nil || len(got.Errors) != 1 ||
		!strings.Contains(got.Errors[0].Message, "line 1") {
		t.Errorf("text that is no YAML: %s, want the line", r.Body)
	}
}

func watches(m spec.ModelSpec, policy string) bool {
	return slices.ContainsFunc(m.Policies, func(p spec.PolicySpec) bool { return p.ID == policy })
}

// What the settings, the editor and the pages show is what rules are generated from: the same specification, to the
// uid.
func TestAModelIsResolvedAsTheGeneratorResolvesIt(t *testing.T) {
	i := NewInstance(Environment{}, backend.DataSourceInstanceSettings{UID: "log", Name: "Log",
		JSONData: []byte(flights)})
	r := callAs(t, i, "Viewer", http.MethodGet, "models/delay/resolved", "")
	var got spec.ModelSpec
	if err := json.Unmarshal(r.Body, &got); err != nil || r.Status != http.StatusOK {
		t.Fatalf("status %d, %v: %s", r.Status, err, r.Body)
	}
	want := spec.Of("Log", "log", 7, i.settings.Models).Models[0]
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("resolved (-generator +route):\n%s", diff)
	}
	if !watches(got, "log-silent") || len(got.Off) == 0 || got.Judging.ModelHistory != model.DefaultHistory {
		t.Errorf("resolved %+v: want the defaults of its task", got)
	}
	for _, secret := range []string{"p.parquet", `"at"`, `"late"`} {
		if strings.Contains(string(r.Body), secret) {
			t.Errorf("a viewer reads %s, which names a table or a column", secret)
		}
	}
}

func TestAModelThatCannotBeResolvedSaysWhy(t *testing.T) {
	i := instance(t,
		`{"store": {"kind": "duckdb"}, "models": [{"id": "good", "task": "regression", "log": {"table": "p.parquet", "time": {"column": "at"}, "prediction": "y"}},
		{"id": "bad", "task": "rergession", "log": {"table": "p.parquet", "time": {"column": "at"}}}]}`, &fake{})
	for _, c := range []struct {
		id, body string
		status   int
	}{
		{"bad", `{"message":"models[1].task: \"rergession\" is not one of binary, multiclass, regression (did you mean regression?)"}`, 400},
		{"godo", `{"message":"model: \"godo\" is not one of good"}`, 404},
	} {
		r := callAs(t, i, "Viewer", http.MethodGet, "models/"+c.id+"/resolved", "")
		if r.Status != c.status || strings.TrimSpace(string(r.Body)) != c.body {
			t.Errorf("%s: status %d, %s; want %d, %s", c.id, r.Status, r.Body, c.status, c.body)
		}
	}
}

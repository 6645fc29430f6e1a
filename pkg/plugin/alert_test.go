package plugin

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store/duckdb/duckdbtest"
)

const breaches = `{"queryType": "policy", "policy": "few", "format": "number", "stats": ["breach"]}`

// pair is a data source with two models on Parquet files of their own.
type pair struct {
	*Instance
	root string
	now  time.Time
}

const log = `SELECT i AS id, TIMESTAMP '2024-04-01' + INTERVAL 1 HOUR * i AS at, i % 5 = 0 AS late, i % 7 * 100.0 AS distance FROM range(0, 24 * 30) t(i)`

// pairOn writes both files and opens the data source; change edits the settings.
func pairOn(t *testing.T, change func(string) string) *pair {
	t.Helper()
	p := &pair{root: t.TempDir(), now: april.To}
	p.write(t, "a", log)
	p.write(t, "b", log)
	var models []string
	for _, id := range []string{"a", "b"} {
		models = append(models, fmt.Sprintf(`{"id": %q, "task": "binary", "log": {"table": "%s.parquet", "id": ["id"],
			"time": {"column": "at", "zone": "UTC"}, "prediction": "late", "positive": true}, "features": [{"name": "distance", "kind": "numeric"}],
			"policies": [{"id": "few", "tier": "page", "target": "log", "measure": "rows", "stat": "current", "below": 1000, "minCount": 1, "window": "1d"}]}`, id, id))
	}
	settings := change(fmt.Sprintf(`{"store": {"kind": "duckdb"}, "models": [%s]}`, strings.Join(models, ",\n")))
	p.Instance = NewInstance(Environment{DuckDBRoot: p.root, Now: func() time.Time { return p.now }},
		backend.DataSourceInstanceSettings{JSONData: []byte(settings)})
	t.Cleanup(p.Dispose)
	return p
}

func (p *pair) write(t *testing.T, model, rows string) {
	t.Helper()
	file := filepath.Join(p.root, model+".parquet")
	duckdbtest.Exec(t, "", `COPY (`+rows+`) TO '`+file+`.new' (FORMAT parquet)`)
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

// values are the numbers of a frame by model; "null" where one is null.
func values(t *testing.T, r backend.DataResponse) map[string]string {
	t.Helper()
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	found := map[string]string{}
	for _, f := range r.Frames[0].Fields {
		found[f.Labels["model"]] = "null"
		if x, ok := f.ConcreteAt(0); ok {
			found[f.Labels["model"]] = fmt.Sprint(x)
		}
	}
	return found
}

func same(s string) string { return s }

// replaced edits the settings of model b alone.
func replaced(old, new string) func(string) string {
	return func(s string) string {
		first, second, _ := strings.Cut(s, `"id": "b"`)
		return first + `"id": "b"` + strings.Replace(second, old, new, 1)
	}
}

// Grafana resolves the alerts of a series that is missing: what cannot be read or parsed must be an error.
func TestAModelThatCannotBeReadIsAnErrorOfAlertRules(t *testing.T) {
	alert := map[string]string{"FromAlert": "true"}
	for _, c := range []struct {
		name     string
		settings func(string) string
		file     func(*testing.T, *pair)
		want     string // in the error; empty: model b has a null field
	}{
		{"the table was renamed", same, func(t *testing.T, p *pair) {
			if err := os.Rename(filepath.Join(p.root, "b.parquet"), filepath.Join(p.root, "c.parquet")); err != nil {
				t.Fatal(err)
			}
		}, "there is no table b.parquet"},
		{"a column was renamed", same, func(t *testing.T, p *pair) {
			p.write(t, "b", strings.Replace(log, "AS distance", "AS dist", 1))
		}, `model b: column "distance" is not in table "b.parquet"`},
		{"the time became a truth value", same, func(t *testing.T, p *pair) {
			p.write(t, "b", strings.Replace(log, "TIMESTAMP '2024-04-01' + INTERVAL 1 HOUR * i AS at",
				"i % 2 = 0 AS at", 1))
		}, `model b: column "at" cannot serve as a time`},
		{"the definition is broken", replaced(`"binary"`, `"binry"`), nil,
			`models[1].task: "binry" is not one of binary, multiclass, regression`},
		{"the definition has no id", func(s string) string { return strings.Replace(s, `"id": "b",`, ``, 1) }, nil,
			"models[1].id: is missing"},
		{"a policy cannot be resolved", replaced(`"measure": "rows"`, `"measure": "quantile"`), nil,
			`model b.policies.few.measure: measure "quantile" needs p, a number from 0 to 1`},
		{"the log is empty", same, func(t *testing.T, p *pair) { p.write(t, "b", log+" WHERE i < 0") }, ""},
	} {
		for _, warm := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, asked before: %v", c.name, warm), func(t *testing.T) {
				p := pairOn(t, c.settings)
				if warm {
					send(p.Instance, breaches, "", alert)
				}
				if c.file != nil {
					c.file(t, p)
				}
				p.now = p.now.Add(25 * time.Hour)
				r := send(p.Instance, breaches, "", alert)
				if c.want == "" {
					if got := values(t, r); got["a"] != "976" || got["b"] == "" {
						t.Errorf("the values are %v, want 976 of a and a field of b", got)
					}
					return
				}
				if r.Error == nil || !strings.Contains(r.Error.Error(), c.want) {
					t.Errorf("all models: %v, want %s", r.Error, c.want)
				}
				if r := send(p.Instance, strings.Replace(breaches, `{`, `{"models": ["a"], `, 1), "",
					alert); r.Error != nil {
					t.Errorf("model a alone: %v", r.Error)
				}
				if r := send(p.Instance, strings.Replace(breaches, `{`, `{"models": ["a", "b"], `, 1), "",
					alert); r.Error == nil {
					t.Error("both by name: no error")
				}
				if got := values(t, send(p.Instance, breaches, "Viewer", nil)); len(got) != 1 || got["a"] != "976" {
					t.Errorf("a panel shows %v, want model a", got)
				}
				healthy := values(t, send(p.Instance, `{"queryType": "health"}`, "", alert))
				delete(healthy, "models[1]")
				delete(healthy, "b")
				if !maps.Equal(healthy, map[string]string{"a": "0"}) {
					t.Errorf("besides b health says %v", healthy)
				}
			})
		}
	}
}

func TestTheErrorOfAnAlertRuleNamesEveryModelThatCannotBeRead(t *testing.T) {
	p := pairOn(t, same)
	for _, file := range []string{"a.parquet", "b.parquet"} {
		if err := os.Remove(filepath.Join(p.root, file)); err != nil {
			t.Fatal(err)
		}
	}
	r := send(p.Instance, breaches, "", map[string]string{"FromAlert": "true"})
	want := "2 models cannot be answered: model a.log.table: there is no table a.parquet; " +
		"model b.log.table: there is no table b.parquet"
	if r.Error == nil || r.Error.Error() != want {
		t.Errorf("it says %v\nwant %s", r.Error, want)
	}
}

// A rule on the accuracy of all models says nothing about those without outcomes, which never had a series.
func TestAModelThatAQueryDoesNotApplyToIsLeftOut(t *testing.T) {
	p := pairOn(t, replaced(`"features": [{"name": "distance", "kind": "numeric"}]`, `"features": []`))
	r := send(p.Instance,
		`{"measures": [{"id": "mean"}], "features": ["distance"], "format": "number", "window": "7d"}`, "", map[string]string{"FromAlert": "true"})
	if got := values(t, r); len(got) != 1 || got["a"] == "" {
		t.Errorf("the values are %v, want one of model a", got)
	}
}

func TestHealthIsOneForAModelThatCannotBeReadElseZero(t *testing.T) {
	ask := func(i *Instance, q string) backend.DataResponse {
		return send(i, q, "", map[string]string{"FromAlert": "true"})
	}
	p := pairOn(t, same)
	if got := values(t, ask(p.Instance, `{"queryType": "health"}`)); !maps.Equal(got,
		map[string]string{"a": "0", "b": "0"}) {
		t.Errorf("both can be read: %v", got)
	}
	if err := os.Remove(filepath.Join(p.root, "b.parquet")); err != nil {
		t.Fatal(err)
	}
	r := ask(p.Instance, `{"queryType": "health"}`)
	if got := values(t, r); !maps.Equal(got, map[string]string{"a": "0", "b": "1"}) {
		t.Errorf("b has no table any more: %v", got)
	}
	want := `model "b" cannot be read: log.table: there is no table b.parquet`
	if notices := r.Frames[0].Meta.Notices; len(notices) != 1 || notices[0].Text != want {
		t.Errorf("the notices are %v, want %s", notices, want)
	}
	p.write(t, "b", log)
	if got := values(t, ask(p.Instance, `{"queryType": "health", "models": ["b"]}`)); !maps.Equal(got,
		map[string]string{"b": "0"}) {
		t.Errorf("the table is back: %v", got)
	}
	if r := ask(p.Instance, `{"queryType": "health", "models": ["c"]}`); r.Error == nil ||
		r.Error.Error() != `models: "c" is not one of a, b` {
		t.Errorf("an unknown model: %v", r.Error)
	}
	for _, q := range []string{`{"queryType": "health", "format": "table"}`,
		`{"queryType": "health", "measures": [{"id": "psi"}]}`} {
		if r := ask(p.Instance, q); r.Error == nil {
			t.Errorf("%s was answered", q)
		}
	}
}

func TestHealthAnswersWhateverFails(t *testing.T) {
	refused := instance(t, flights, &fake{query: func(context.Context, dialect.Statement) error {
		return fault.Newf(fault.Forbidden, "the account may not read the table")
	}})
	settings := func(s string) *Instance {
		return NewInstance(Environment{DuckDBRoot: t.TempDir()},
			backend.DataSourceInstanceSettings{JSONData: []byte(s)})
	}
	for name, i := range map[string]*Instance{
		"the account may not read": refused,
		"the store cannot be opened": settings(strings.Replace(flights, `"duckdb"`,
			`"duckdb", "path": "gone.duckdb"`, 1)),
		"the settings are wrong":  settings(strings.Replace(flights, `"duckdb"`, `"oracle"`, 1)),
		"the definition is wrong": settings(strings.Replace(flights, `"binary"`, `"binry"`, 1)),
		"a policy names no measure": settings(strings.Replace(flights, `"segments"`,
			`"policies": [{"id": "x", "tier": "page", "measure": "luck", "above": 1}], "segments"`, 1)),
		"two definitions have the same": settings(strings.Replace(flights, `"models": [`,
			`"models": [{"id": "delay"}, `, 1)),
	} {
		if got := values(t, send(i, `{"queryType": "health"}`, "", nil)); !maps.Equal(got,
			map[string]string{"delay": "1"}) {
			t.Errorf("%s: %v, want 1 of delay", name, got)
		}
	}
	if r := send(settings(`{"store": 1}`), `{"queryType": "health"}`, "", nil); r.Error == nil {
		t.Error("settings without a list of models were answered")
	}
}

package plugin

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/resource"
)

// What a form says is tried before it is saved: the saved store has no such database.
func TestAFormIsCheckedBeforeItIsSaved(t *testing.T) {
	saved := onDisk(t, strings.Replace(flights, `"kind": "duckdb"`, `"kind": "duckdb", "path": "gone.duckdb"`, 1))
	ask := func(body string) resource.Check {
		t.Helper()
		r := callAs(t, saved, "Admin", http.MethodPost, "check", body)
		var c resource.Check
		if err := json.Unmarshal(r.Body, &c); err != nil || r.Status != http.StatusOK {
			t.Fatalf("status %d, %v: %s", r.Status, err, r.Body)
		}
		return c
	}
	if c := ask(`{}`); c.Healthy || !strings.HasPrefix(c.Message, "Database file (store.path): ") {
		t.Errorf("the saved settings: %+v", c)
	}
	c := ask(`{"draft": {"jsonData": ` + flights + `}}`)
	var names []string
	for _, step := range c.Steps {
		names = append(names, step.State+" "+step.Name)
	}
	want := "passed open, passed locked, passed clock, passed tables, passed model delay"
	if !c.Healthy || strings.Join(names, ", ") != want {
		t.Errorf("%v: %s; want %s", c.Healthy, strings.Join(names, ", "), want)
	}
	tables := callAs(t, saved, "Admin", http.MethodPost, "tables",
		`{"draft": {"jsonData": {"store": {"kind": "duckdb"}}}}`)
	if want := `["p.parquet"]`; strings.TrimSpace(string(tables.Body)) != want {
		t.Errorf("the form's tables are %s, want %s", tables.Body, want)
	}
}

// A model that fails does not hide how the others stand.
func TestACheckTriesEveryModel(t *testing.T) {
	p := pairOn(t, func(settings string) string {
		return strings.Replace(settings, `"table": "a.parquet"`, `"table": "gone.parquet"`, 1)
	})
	c := p.check(t.Context(), Caller{SeesSQL: true})
	states := map[string]string{}
	for _, step := range c.Steps {
		states[step.Name] = step.State
	}
	if c.Healthy || states["model a"] != resource.Failed || states["model b"] == resource.Failed {
		t.Errorf("%v %+v", c.Healthy, c.Steps)
	}
	if want := "model a.log.table: there is no table gone.parquet"; !strings.HasPrefix(c.Message, want) {
		t.Errorf("the message is %q, want %s …", c.Message, want)
	}
}

func TestASavedSecretGoesOnlyWhereItWasSavedFor(t *testing.T) {
	saved := backend.DataSourceInstanceSettings{URL: "db:5432", User: "reader",
		JSONData:                []byte(`{"store": {"kind": "postgres"}}`),
		DecryptedSecureJSONData: map[string]string{"password": "kept", "tlsCACert": "ca"}}
	same := draft{URL: "db:5432", User: "reader", JSONData: saved.JSONData, Kept: []string{"password"}}
	for name, c := range map[string]struct {
		change func(*draft)
		want   map[string]string // nil: refused
	}{
		"the same server":           {func(*draft) {}, map[string]string{"password": "kept"}},
		"another database":          {func(d *draft) { d.Database = "other" }, map[string]string{"password": "kept"}},
		"another address":           {func(d *draft) { d.URL = "elsewhere" }, nil},
		"another user":              {func(d *draft) { d.User = "admin" }, nil},
		"another kind":              {func(d *draft) { d.JSONData = []byte(`{"store": {"kind": "mysql"}}`) }, nil},
		"no encryption":             {func(d *draft) { d.JSONData = []byte(`{"store": {"kind": "postgres", "tls": "disable"}}`) }, nil},
		"no proxy, where one was":   {func(d *draft) { d.JSONData = []byte(`{"store": {"kind": "postgres"}, "enableSecureSocksProxy": true}`) }, nil},
		"a secret that was removed": {func(d *draft) { d.Kept = nil }, map[string]string{}},
		"a password that was typed": {func(d *draft) { d.URL, d.Secrets = "elsewhere", map[string]string{"password": "new"} },
			map[string]string{"password": "new"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := same
			c.change(&d)
			got, err := d.over(saved)
			if c.want == nil {
				if err == nil || !strings.HasPrefix(err.Error(), "Password (secureJsonData.password): type it again") {
					t.Errorf("it says %v", err)
				}
				return
			}
			if err != nil || !maps.Equal(got.DecryptedSecureJSONData, c.want) {
				t.Errorf("the secrets are %v (%v), want %v", got.DecryptedSecureJSONData, err, c.want)
			}
		})
	}
	if saved.DecryptedSecureJSONData["password"] != "kept" {
		t.Error("the saved secrets have changed")
	}
}

package plugin

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/model"
	"leeway/pkg/resource"
)

func TestAProposalIsTextThatTheSettingsTake(t *testing.T) {
	i := onDisk(t, `{"store": {"kind": "duckdb"}}`)
	r := callAs(t, i, "Admin", http.MethodPost, "tables", "{}")
	if want := `["p.parquet"]`; r.Status != http.StatusOK || strings.TrimSpace(string(r.Body)) != want {
		t.Errorf("status %d, %s; want %s", r.Status, r.Body, want)
	}
	for _, c := range []struct {
		body   string
		status int
		want   string
	}{
		{`{"table": "q.parquet"}`, 404, "there is no table q.parquet"},
		{`{"table": "../p.parquet"}`, 403, "is not below the directory that duckdb_root allows"},
		{`{"table": "p.parquet"}`, 501, "looks like a prediction or a score"},
		{`table`, 400, "the request is not valid JSON"},
	} {
		if r := callAs(t, i, "Admin", http.MethodPost, "propose", c.body); r.Status != c.status ||
			!strings.Contains(string(r.Body), c.want) {
			t.Errorf("%s: status %d, %s; want %d, %s", c.body, r.Status, r.Body, c.status, c.want)
		}
	}
}

func TestOnlyAdministratorsAskForProposals(t *testing.T) {
	i := onDisk(t, `{"store": {"kind": "duckdb"}}`)
	for _, role := range []string{"", "Viewer", "Editor"} {
		for _, path := range []string{"tables", "propose", "check"} {
			if r := callAs(t, i, role, http.MethodPost, path,
				`{"table": "p.parquet"}`); r.Status != http.StatusForbidden {
				t.Errorf("%s as %q: status %d, %s", path, role, r.Status, r.Body)
			}
		}
	}
}

func TestTheDemosLogIsProposed(t *testing.T) {
	root, err := filepath.Abs("../../demo/flights")
	if err != nil {
		t.Fatal(err)
	}
	i := NewInstance(Environment{DuckDBRoot: root},
		backend.DataSourceInstanceSettings{JSONData: []byte(`{"store": {"kind": "duckdb"}}`)})
	t.Cleanup(i.Dispose)
	r := callAs(t, i, "Admin", http.MethodPost, "propose", `{"table": "predictions.parquet"}`)
	var got resource.Proposal
	if err := json.Unmarshal(r.Body, &got); err != nil || r.Status != http.StatusOK {
		t.Fatalf("status %d, %v: %s", r.Status, err, r.Body)
	}
	if models, errs := parseModels([]byte(got.YAML)); len(errs) > 0 || len(models) != 1 ||
		models[0].Task != model.Binary {
		t.Errorf("%v\n%s", errs, got.YAML)
	}
	if got.Table != "predictions.parquet" || got.Sample != 2000 || len(got.Notes) < 20 ||
		got.Notes[0].Path != "log.time" {
		t.Errorf("%d rows of %s, notes %+v", got.Sample, got.Table, got.Notes)
	}
	if len(got.Left) != 1 || got.Left[0].Column != "incident" {
		t.Errorf("left out %+v", got.Left)
	}
}

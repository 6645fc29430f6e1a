package plugin

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/resource"
)

// The settings page shows what each policy finds, at the end of the log, to administrators alone.
func TestWhatPoliciesFindIsToldOfTheDemo(t *testing.T) {
	models := `[{"id":"delay","task":"binary","timezone":"America/New_York","log":{"table":"predictions.parquet","id":["prediction_id"],
		"time":{"column":"predicted_at","zone":"UTC"},"prediction":"late","positive":true},"features":[{"name":"distance","kind":"numeric"}],
		"baselines":{"rolling":{"kind":"rolling","periods":8,"every":"1w"}},"baseline":"rolling","defaults":"off",
		"policies":[{"id":"drift","tier":"explain","measure":"psi","above":0.2,"window":"7d"},{"id":"missing","tier":"notify","target":"features","measure":"missing_rate","stat":"change","above":0.05,"window":"7d"}]}]`
	root, err := filepath.Abs("../../demo/flights")
	if err != nil {
		t.Fatal(err)
	}
	i := NewInstance(Environment{DuckDBRoot: root},
		backend.DataSourceInstanceSettings{JSONData: []byte(`{"store": {"kind": "duckdb"}, "models": ` + models + `}`)})
	t.Cleanup(i.Dispose)
	if r := callAs(t, i, "Editor", http.MethodGet, "models/delay/policies", ""); r.Status != http.StatusForbidden {
		t.Errorf("an editor got %d", r.Status)
	}
	if r := callAs(t, i, "Admin", http.MethodGet, "models/other/policies", ""); r.Status != http.StatusNotFound {
		t.Errorf("a model that is not there: %d %s", r.Status, r.Body)
	}
	r := callAs(t, i, "Admin", http.MethodGet, "models/delay/policies", "")
	var got resource.Evaluations
	if err := json.Unmarshal(r.Body, &got); err != nil || r.Status != http.StatusOK {
		t.Fatalf("%d %s, %v", r.Status, r.Body, err)
	}
	found := map[string]resource.PolicyOutcome{}
	for _, p := range got.Policies {
		found[p.Policy] = p
	}
	if got.To != "2014-01-01T05:26:00Z" || len(got.Policies) != 3 {
		t.Errorf("%d policies at %s", len(got.Policies), got.To)
	}
	if p := found["missing"]; p.Subject != "feature=distance" || p.Bound != "change above 5.0 points" ||
		p.Finds == "" || p.Tier != "notify" || p.Verdict == "" {
		t.Errorf("%+v", p)
	}
}

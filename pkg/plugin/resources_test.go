package plugin

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/measure"
)

// call asks an instance with these jsonData for a resource, as nobody in particular.
func call(t *testing.T, jsonData, method, path string) *backend.CallResourceResponse {
	t.Helper()
	i := NewInstance(Environment{}, backend.DataSourceInstanceSettings{JSONData: []byte(jsonData)})
	var got *backend.CallResourceResponse
	err := i.CallResource(context.Background(), &backend.CallResourceRequest{Method: method, Path: path, URL: path},
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
	var got []modelInfo
	if err := json.Unmarshal(r.Body, &got); err != nil || r.Status != http.StatusOK || len(got) != 1 {
		t.Fatalf("status %d, %d models, error %v: %s", r.Status, len(got), err, r.Body)
	}
	if want := []string{"carrier", "prediction"}; !slices.Equal(got[0].Splits, want) {
		t.Errorf("splits %v, want %v", got[0].Splits, want)
	}
}

func TestEveryMeasureIsListed(t *testing.T) {
	r := call(t, flights, http.MethodGet, "measures")
	var got []measureInfo
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

func TestOnlyAdministratorsInvalidate(t *testing.T) {
	if r := call(t, flights, http.MethodPost, "invalidate"); r.Status != http.StatusForbidden {
		t.Errorf("status %d, want %d", r.Status, http.StatusForbidden)
	}
}

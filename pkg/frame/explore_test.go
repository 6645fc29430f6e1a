package frame

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

// Explore merges frames of one answer into a table unless they name a panel.
func TestAnswersNameThePanelThatIsMadeForThem(t *testing.T) {
	for _, c := range []struct {
		of   query.Type
		as   query.Format
		want string
	}{
		{query.TypeDistribution, query.Table, distributionPanel},
		{query.TypeDistribution, query.TimeSeries, distributionPanel},
		{query.TypeFeatures, query.Table, featuresPanel},
		{query.TypeFeatures, query.Number, ""}, // a count of features: one number
		{query.TypeSegments, query.Table, segmentsPanel},
		{query.TypeCalibration, query.Table, segmentsPanel},
		{query.TypeConfusion, query.Table, segmentsPanel},
		{query.TypeMeasure, query.Table, ""},
		{query.TypePolicy, query.Table, ""},
	} {
		frames, err := Build(&engine.Result{Query: query.Query{QueryType: c.of, Format: c.as}}, Options{})
		if err != nil || len(frames) == 0 {
			t.Fatal(c.of, err)
		}
		if got := frames[0].Meta.PreferredVisualizationPluginID; got != c.want {
			t.Errorf("%s as %s names %q, want %q", c.of, c.as, got, c.want)
		}
	}
}

func TestThePanelsThatAnswersNameExist(t *testing.T) {
	for _, id := range []string{distributionPanel, featuresPanel, segmentsPanel} {
		folder := strings.TrimSuffix(strings.TrimPrefix(id, "leeway-"), "-panel")
		text, err := os.ReadFile(filepath.Join("../../src/panels", folder, "plugin.json"))
		if err != nil || !strings.Contains(string(text), `"id": "`+id+`"`) {
			t.Errorf("no panel has the id %s: %v", id, err)
		}
	}
}

package frame

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

// queryType says how the answer to queries of one type is drawn.
type queryType struct {
	build func(*engine.Result) (data.Frames, error)
	// fields are those that its frames can have, in order; nil where they depend on the query.
	fields func() data.Fields
	// panel is the id of the panel that is made for its tables and heat maps; empty where Grafana's own serve well.
	panel string
}

// The panels of the plugin.
const (
	distributionPanel = "leeway-distribution-panel"
	featuresPanel     = "leeway-features-panel"
	segmentsPanel     = "leeway-segments-panel"
)

// typeOf returns how the answer to queries of a type is drawn.
func typeOf(t query.Type) queryType {
	switch t {
	case query.TypeDistribution:
		return queryType{build: binsOrHeatmap, fields: func() data.Fields { return binFields(nil, false) },
			panel: distributionPanel}
	case query.TypeFeatures:
		return queryType{build: only(featuresOrCount), fields: func() data.Fields { return featureFields(nil) },
			panel: featuresPanel}
	case query.TypeSegments: // the first field bears the name of its dimension
		return queryType{build: only(segments),
			fields: func() data.Fields { return breakdownFields(engine.Breakdown{}, "")[1:] }, panel: segmentsPanel}
	case query.TypeCalibration:
		return queryType{build: only(calibrations), fields: func() data.Fields { return calibration(engine.Series{}) },
			panel: segmentsPanel}
	case query.TypeConfusion:
		return queryType{build: only(confusions), fields: func() data.Fields { return confusion(engine.Series{}) },
			panel: segmentsPanel}
	case query.TypeRecords:
		return queryType{build: only(records)}
	case query.TypePolicy:
		return queryType{build: policyStats}
	}
	return queryType{build: stats}
}

// only is a build that cannot fail.
func only(build func(*engine.Result) data.Frames) func(*engine.Result) (data.Frames, error) {
	return func(r *engine.Result) (data.Frames, error) { return build(r), nil }
}

// binsOrHeatmap draws the bins of one window, or of several over time.
func binsOrHeatmap(r *engine.Result) (data.Frames, error) {
	if r.Query.Format == query.TimeSeries {
		return heatmap(r)
	}
	return distribution(r), nil
}

// featuresOrCount draws a row for each feature, or a number for each model.
func featuresOrCount(r *engine.Result) data.Frames {
	if r.Query.Format == query.Number {
		return driftedFeatures(r)
	}
	return features(r)
}

// policyStats draws stats of policies; a table that names none is in words.
func policyStats(r *engine.Result) (data.Frames, error) {
	if r.Query.Format == query.Table && len(r.Query.Stats) == 0 {
		return policyTable(r), nil
	}
	return stats(r)
}

// stats draws stats in the format of the query.
func stats(r *engine.Result) (data.Frames, error) {
	switch r.Query.Format {
	case query.Number:
		return number(r)
	case query.TimeSeries:
		return timeSeries(r)
	}
	return table(r), nil
}

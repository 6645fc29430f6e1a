package introspect

import (
	"context"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// recentDays is how far back versions are looked for, in days before the log's last row.
const recentDays = 90

// recentVersions lists the versions that predicted in the last days of a model's log, the most frequent first. A series
// of daily counts is compared with nothing, so nothing before these days is read.
func (n *Introspector) recentVersions(ctx context.Context, m *model.Model) ([]string, error) {
	end, err := n.LogEnd(ctx, m)
	if err != nil {
		return nil, err
	}
	day := model.Duration{Days: 1}
	q := query.Query{SchemaVersion: query.SchemaVersion, QueryType: query.TypeMeasure, Models: []string{m.ID},
		Target: query.Log, Measures: []query.Measure{{ID: "count"}}, Stats: []query.Stat{query.Current},
		SplitBy: []query.Split{{Name: "version"}}, Window: query.Length{Duration: day}, Every: day,
		Format: query.TimeSeries, Limit: query.DefaultLimit, Bins: query.DefaultBins}
	r, err := n.answer(ctx, q, window.Range{Start: end.AddDate(0, 0, -recentDays), End: end})
	if err != nil {
		return nil, err
	}
	versions := []string{}
	for _, s := range r.Series {
		if name := s.Segment[0].Value; name != plan.OtherValue && name != plan.MissingValue {
			versions = append(versions, name)
		}
	}
	return versions, nil
}

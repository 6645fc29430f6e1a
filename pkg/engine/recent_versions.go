package engine

import (
	"context"

	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// recentDays is how far back versions are looked for, in days before the log's last row.
const recentDays = 90

// recentVersions lists the versions that predicted in the last days of a model's log, the most frequent first.
func (e *Engine) recentVersions(ctx context.Context, m *model.Model) ([]string, error) {
	end, err := e.LogEnd(ctx, m)
	if err != nil {
		return nil, err
	}
	q := query.Query{SchemaVersion: query.SchemaVersion, QueryType: query.TypeMeasure, Models: []string{m.ID}, Target: query.Log,
		Measures: []query.Measure{{ID: "count"}}, Stats: []query.Stat{query.Current}, SplitBy: []query.Split{{Name: "version"}},
		Window: query.Length{Range: true}, Format: query.Table, Limit: query.DefaultLimit, Bins: query.DefaultBins}
	r, err := e.Answer(ctx, q, window.Range{Start: end.AddDate(0, 0, -recentDays), End: end})
	if err != nil {
		return nil, err
	}
	versions := []string{}
	for _, s := range r.Series {
		if n := len(s.Points); n > 0 && s.Points[n-1].Stats[query.Current] > 0 {
			versions = append(versions, s.Segment[0].Value)
		}
	}
	return versions, nil
}

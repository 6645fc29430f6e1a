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

// recentVersions lists the versions that predicted in the last days of a model's log, the most frequent first. A
// breakdown names what is in the current window, also a version that has just begun; what only earlier windows hold is
// left out.
func (n *Introspector) recentVersions(ctx context.Context, m *model.Model) ([]string, error) {
	end, err := n.LogEnd(ctx, m)
	if err != nil {
		return nil, err
	}
	q := query.Query{SchemaVersion: query.SchemaVersion, QueryType: query.TypeSegments, Models: []string{m.ID},
		Target:   query.Log,
		Measures: []query.Measure{{ID: "count"}}, SplitBy: []query.Split{{Name: "version"}}, Baseline: query.BaselineRef{Inline: &model.Baseline{Kind: model.BaselinePrevious}},
		Window: query.Length{Range: true}, Format: query.Table, Limit: query.DefaultLimit, Bins: query.DefaultBins}
	r, err := n.answer(ctx, q, window.Range{Start: end.AddDate(0, 0, -recentDays), End: end})
	if err != nil {
		return nil, err
	}
	versions := []string{}
	for _, part := range r.Breakdowns[0].Rows {
		if part.Current.N > 0 && part.Name != plan.OtherValue && part.Name != plan.MissingValue {
			versions = append(versions, part.Name)
		}
	}
	return versions, nil
}

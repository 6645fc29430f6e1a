package engine

import (
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// byOneDimension returns a query for each dimension of a segments query: those that it names, else every declared
// segment and the predicted class. Performance is also split by score, which distinguishes changed inputs from a changed
// relation.
func byOneDimension(a *resolve.Ask, q query.Query) []query.Query {
	splits := q.SplitBy
	if len(splits) == 0 {
		for _, s := range a.Model.Segments {
			splits = append(splits, query.Split{Name: s.Name})
		}
		if a.Model.Task != model.Regression && a.Model.Predicts() {
			splits = append(splits, query.Split{Name: "prediction"})
		}
		if a.Measure.Performance && a.Model.Log.Score != nil {
			splits = append(splits, query.Split{Name: plan.ScoreKey})
		}
	}
	parts := make([]query.Query, len(splits))
	for i, split := range splits {
		parts[i] = q
		parts[i].SplitBy = []query.Split{split}
	}
	return parts
}

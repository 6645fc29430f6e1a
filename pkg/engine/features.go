package engine

import (
	"context"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// resolveFeatures lists what a features query asks: the drift by bin, shares and means, and the policies on features. One
// scan counts all of it.
func resolveFeatures(m *model.Model, q query.Query, r window.Range) ([]asked, error) {
	if err := q.Validate(m); err != nil {
		return nil, err
	}
	named := q.Features
	q.Stats, q.Format = nil, query.Table // of the parts
	q.Features = nil                     // each measure takes those that it is defined for
	drift, numbers, policies := q, q, q
	drift.QueryType, drift.Target = query.TypeDistribution, query.Features
	numbers.QueryType, numbers.Target = query.TypeMeasure, query.Features
	for _, id := range []string{answers.MissingRate, answers.InvalidRate, answers.NewRate, "mean", "std"} {
		numbers.Measures = append(numbers.Measures, query.Measure{ID: id})
	}
	policies.QueryType, policies.Target = query.TypePolicy, ""
	var list []asked
	for _, part := range []query.Query{drift, numbers, policies} {
		asks, err := asksOf(m, part, r)
		if err != nil {
			return nil, err
		}
		for _, a := range asks {
			if a.ask.Target != query.Features {
				continue
			}
			a.ask.Subjects = slices.DeleteFunc(a.ask.Subjects, func(s resolve.Subject) bool {
				return len(named) > 0 && !slices.Contains(named, s.Feature) && !slices.Contains(named, s.With)
			})
			if len(a.ask.Subjects) > 0 {
				list = append(list, a)
			}
		}
	}
	shareScans(list)
	return list, nil
}

// joinFeatures makes a row of each feature that has a drift, in the order of the definition.
func (e *Engine) joinFeatures(_ context.Context, p *prepare.Prepared, asks []asked, joined *answers.Result) error {
	rows := map[string]*answers.FeatureRow{}
	for _, a := range asks {
		for _, s := range a.answer.Series {
			answers.AddToRows(rows, s)
		}
		joined.Notices = append(joined.Notices, a.answer.Notices...)
	}
	for _, f := range p.Model.Features {
		if row, ok := rows[f.Name]; ok && row.Drift.Model != nil {
			row.Conclude()
			joined.Features = append(joined.Features, *row)
		}
	}
	return nil
}

package engine

import (
	"context"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// featurePart is one of the queries that a features query is made of.
type featurePart struct {
	query query.Query
	asks  []resolve.Ask
}

// answerFeatures answers a features query for one model. All that its rows say is counted by the same scan.
func (e *Engine) answerFeatures(ctx context.Context, m *model.Model, q query.Query,
	r window.Range) (*answers.Result, error) {
	parts, err := resolveFeatures(m, q)
	if err != nil {
		return nil, err
	}
	p, err := e.preparer.Prepare(ctx, m, r)
	if err != nil {
		return nil, err
	}
	var asks []resolve.Ask
	for _, part := range parts {
		asks = append(asks, part.asks...)
	}
	resolve.ShareScans(asks)
	var list []asked
	for _, part := range parts {
		for range part.asks {
			list = append(list, asked{asks[len(list)], &answers.Result{Query: part.query, Range: r}})
		}
	}
	if err := answerFunc(e.answerAsk).inBatches(ctx, p, list, e.maxRows); err != nil {
		return nil, err
	}
	result := &answers.Result{Query: q, Range: r}
	rows := map[string]*answers.FeatureRow{}
	for _, one := range list {
		for _, s := range one.result.Series {
			answers.AddToRows(rows, s)
		}
		result.Notices = append(result.Notices, one.result.Notices...)
	}
	for _, f := range m.Features {
		if row, ok := rows[f.Name]; ok && row.Drift.Model != nil {
			row.Conclude()
			result.Features = append(result.Features, *row)
		}
	}
	notices, err := e.clockNotices(ctx, p, parts[0].asks, r)
	result.Notices = append(result.Notices, notices...)
	return result, err
}

// resolveFeatures takes a features query apart: the drift by bin, the shares and means, and the policies on features.
func resolveFeatures(m *model.Model, q query.Query) ([]featurePart, error) {
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
	parts := []featurePart{{query: drift}, {query: numbers}, {query: policies}}
	for i := range parts {
		asks, err := resolve.Resolve(m, parts[i].query, rulesOf(parts[i].query.QueryType))
		if err != nil {
			return nil, err
		}
		for _, a := range asks {
			if a.Target != query.Features {
				continue
			}
			a.Subjects = slices.DeleteFunc(a.Subjects, func(s resolve.Subject) bool {
				return len(named) > 0 && !slices.Contains(named, s.Feature) && !slices.Contains(named, s.With)
			})
			if len(a.Subjects) > 0 {
				parts[i].asks = append(parts[i].asks, a)
			}
		}
	}
	return parts, nil
}

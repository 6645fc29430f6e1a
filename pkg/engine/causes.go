package engine

import (
	"context"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/query"
)

// explainChanges adds to the series of an ask the stats of causes that its query asks for: the segment that changed
// most, and the effects of inputs and relation. It explains no change within one segment.
func (e *Engine) explainChanges(ctx context.Context, p *prepare.Prepared, a *asked, series []answers.Series) error {
	stats := a.answer.Query.Stats
	if !a.ask.AsksForCauses(stats) {
		return nil
	}
	for i := range series {
		point := &series[i].Points[len(series[i].Points)-1]
		if len(series[i].Segment) > 0 {
			point.Lack("the change within one segment is not explained", query.CauseStats...)
			continue
		}
		found := &answers.Result{}
		for _, split := range a.ask.CauseSplits(stats) {
			if err := e.breakDown(ctx, p, a, split, found); err != nil {
				return err
			}
		}
		answers.SetCauses(point, found.Breakdowns)
	}
	return nil
}

// breakDown adds the breakdown of an ask's change by one dimension.
func (e *Engine) breakDown(ctx context.Context, p *prepare.Prepared, a *asked, by query.Split,
	result *answers.Result) error {
	ask, q := a.ask, a.answer.Query
	ask.Along, q.SplitBy = &by, []query.Split{by}
	q.Limit = max(q.Limit, ask.MostDeclared()+1) // so that each declared value is counted by itself
	views, _, err := ask.Views(q, a.answer.Range)
	if err != nil {
		return err
	}
	found, _, err := e.gather(ctx, evidence.Question{Prepared: p, Ask: &ask, Query: q, Range: a.answer.Range,
		Views: views})
	if err != nil {
		return err
	}
	return e.assessBreakdowns(ctx, found, result)
}

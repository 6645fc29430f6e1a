package engine

import (
	"context"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// Answer answers one query over a range. For each model that the query names, it takes these steps:
//
//	resolve ─► prepare ─► for each ask, as many features at a time as fit in memory: ─► join
//	                      windows ─► gather ─► assess ─► explain
func (e *Engine) Answer(ctx context.Context, q query.Query, r window.Range) (*answers.Result, error) {
	kind, err := queryTypeOf(q.QueryType)
	if err != nil {
		return nil, err
	}
	result := &answers.Result{Query: q, Range: r, ReadAt: e.now()}
	ctx, ages := gather.WithAges(ctx)
	result.LeftOut, err = e.EachModel(q.Models, func(m *model.Model) error {
		asks, err := kind.resolve(m, q, r)
		if err != nil {
			return err
		}
		prepared, err := e.preparer.Prepare(ctx, m, r)
		if err != nil {
			return fault.As(err).At("model " + m.ID)
		}
		err = e.inBatches(ctx, prepared, asks, func(ctx context.Context, a *asked) error {
			questions, notices, err := a.questions(prepared)
			if err != nil {
				return err
			}
			part := &answers.Result{Notices: notices}
			for _, question := range questions {
				found, unread, err := e.gather(ctx, question)
				if err != nil {
					return err
				}
				part.Notices = append(part.Notices, unread...)
				if err := a.kind.assess(e, ctx, found, part); err != nil {
					return err
				}
			}
			if err := e.explainChanges(ctx, prepared, a, part.Series); err != nil {
				return err
			}
			a.answer.AddPart(part)
			return nil
		})
		if err != nil {
			return err
		}
		joined := &answers.Result{Query: q, Range: r}
		if err := kind.join(e, ctx, prepared, asks, joined); err != nil {
			return err
		}
		result.Add(joined)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(result.Features, answers.ByDifference)
	if read, overdue := ages.Oldest(); !read.IsZero() {
		result.ReadAt, result.Overdue = read, overdue
	}
	return result, nil
}

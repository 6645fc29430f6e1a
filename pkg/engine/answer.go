package engine

import (
	"context"
	"slices"
	"strings"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/assess"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// Answer answers one query over a range.
func (e *Engine) Answer(ctx context.Context, q query.Query, r window.Range) (*answers.Result, error) {
	kind, ok := queryTypeOf(q.QueryType)
	if !ok {
		return nil, unanswered(q.QueryType)
	}
	result := &answers.Result{Query: q, Range: r, ReadAt: e.now()}
	noted := &gather.Ages{}
	ctx = context.WithValue(ctx, gather.AgesKey{}, noted)
	var err error
	result.LeftOut, err = e.EachModel(q.Models, func(m *model.Model) error {
		one, err := kind.answer(e, ctx, m, q, r)
		if err == nil {
			result.Add(one)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(result.Features, answers.ByDifference)
	if !noted.Oldest.IsZero() {
		result.ReadAt, result.Overdue = noted.Oldest, noted.Overdue
	}
	return result, nil
}

// namingModel returns an error that names the model, unless the query itself is at fault, the caller has left or Leeway
// is wrong.
func namingModel(err error, m *model.Model) error {
	f := fault.As(err)
	switch f.Kind {
	case fault.BadQuery, fault.Canceled, fault.Internal, fault.TooLarge:
		return err
	}
	if strings.HasPrefix(f.Path, "model ") {
		return f
	}
	return f.At("model " + m.ID)
}

// ofTheModel reports whether an error lies in one model or in what a query asks of it, so that the others of "all
// models" can be answered. A store that fails leaves nobody out: an alert rule must hear of it.
func ofTheModel(err error) bool {
	switch fault.As(err).Kind {
	case fault.BadQuery, fault.BadModel, fault.NotFound, fault.Forbidden, fault.Unsupported:
		return true
	}
	return false
}

// answerAsks answers a query for one model: it resolves what is asked, prepares the model and answers each ask.
func (e *Engine) answerAsks(ctx context.Context, m *model.Model, q query.Query,
	r window.Range) (*answers.Result, error) {
	asks, err := resolve.Resolve(m, q, rulesOf(q.QueryType))
	if err != nil {
		return nil, err
	}
	p, err := e.preparer.Prepare(ctx, m, r)
	if err != nil {
		return nil, fault.As(err).At("model " + m.ID)
	}
	resolve.ShareScans(asks)
	result, list := &answers.Result{Query: q, Range: r}, make([]asked, len(asks))
	for i, a := range asks {
		list[i] = asked{a, &answers.Result{Query: q, Range: r}}
	}
	if err := answerFunc(e.answerAsk).inBatches(ctx, p, list, e.maxRows); err != nil {
		return nil, err
	}
	for _, one := range list {
		result.Add(one.result)
	}
	notices, err := e.clockNotices(ctx, p, asks, r)
	result.Notices = append(result.Notices, notices...)
	return result, err
}

// answerAsk adds the answer to one ask to the result: it resolves the windows, gathers counts, and has them assessed.
func (e *Engine) answerAsk(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, result *answers.Result) error {
	ctx = gather.WithUsage(ctx, e.maxRows)
	for _, s := range a.Subjects {
		if err := p.CheckColumn(s); err != nil {
			return err
		}
	}
	kind, _ := queryTypeOf(result.Query.QueryType)
	one := &answers.Result{}
	for _, q := range kind.parts(a, result.Query) {
		views, notices, err := a.Views(q, result.Range)
		if err != nil {
			return err
		}
		question := evidence.Question{Prepared: p, Ask: a, Query: q, Range: result.Range, Views: views}
		found, unread, err := e.gather(ctx, question)
		if err != nil {
			return err
		}
		one.Notices = append(notices, unread...) // all parts have the same windows
		if err := kind.assess(e, ctx, found, one); err != nil {
			return err
		}
	}
	if err := e.addCauses(ctx, p, a, result, one.Series); err != nil {
		return err
	}
	result.AddPart(one)
	return nil
}

// addCauses adds to the series of an ask which segment carries the change, and how much inputs and relation do, where the
// query asks for that. Of one segment alone it does not tell.
func (e *Engine) addCauses(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, result *answers.Result,
	series []answers.Series) error {
	if !a.AsksForCauses(result.Query.Stats) {
		return nil
	}
	for i := range series {
		point := &series[i].Points[len(series[i].Points)-1]
		if len(series[i].Segment) > 0 {
			point.Lack("the change within one segment is not taken apart", query.CauseStats...)
			continue
		}
		apart := &answers.Result{}
		for _, split := range a.CauseSplits(result.Query.Stats) {
			if err := e.takeApart(ctx, p, a, split, result, apart); err != nil {
				return err
			}
		}
		answers.SetCauses(point, apart.Breakdowns)
	}
	return nil
}

// takeApart adds to apart the change of an ask along one dimension.
func (e *Engine) takeApart(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, split query.Split,
	result, apart *answers.Result) error {
	along, q := *a, result.Query
	along.Along, q.SplitBy = &split, []query.Split{split}
	q.Limit = max(q.Limit, a.MostDeclared()+1) // so that each declared value is counted alone
	views, _, err := along.Views(q, result.Range)
	if err != nil {
		return err
	}
	found, _, err := e.gather(ctx, evidence.Question{Prepared: p, Ask: &along, Query: q, Range: result.Range,
		Views: views})
	if err != nil {
		return err
	}
	return e.assessBreakdowns(ctx, found, apart)
}

// gather gathers the evidence of a question, with as long a history as the store delivers in time, and says how much
// that is.
func (e *Engine) gather(ctx context.Context, q evidence.Question) (*evidence.Evidence, []answers.Notice, error) {
	if err := e.collector.CompleteLaunches(ctx, q); err != nil {
		return nil, nil, err
	}
	return e.histories.InTime(ctx, q, func(ctx context.Context, q evidence.Question) (*evidence.Evidence, error) {
		dims, err := e.dimensions(ctx, q)
		if err != nil {
			return nil, err
		}
		return e.collector.Collect(ctx, q, dims)
	})
}

// assessSeries adds the series of one question.
func (e *Engine) assessSeries(ctx context.Context, found *evidence.Evidence, result *answers.Result) error {
	series, err := assess.Series(ctx, found)
	if err != nil {
		return err
	}
	if limit := e.maxSeries(found.Ask.Model); len(series) > limit {
		return fault.Newf(fault.TooLarge,
			"the answer has %d series; at most %d are allowed: name fewer features or split by less", len(series), limit)
	}
	notices, err := e.collector.JoinNotices(ctx, found)
	result.Series = append(result.Series, series...)
	result.Notices = append(result.Notices, notices...)
	return err
}

// assessBreakdowns adds the breakdowns of one question along its one dimension.
func (e *Engine) assessBreakdowns(ctx context.Context, found *evidence.Evidence, result *answers.Result) error {
	breakdowns, err := assess.Breakdowns(ctx, found)
	result.Breakdowns = append(result.Breakdowns, breakdowns...)
	return err
}

// DefaultMaxSeries bounds an answer where the settings do not. A model with more features than that may have one series
// for each.
const DefaultMaxSeries = 200

func (e *Engine) maxSeries(m *model.Model) int {
	if e.limits.MaxSeries > 0 {
		return e.limits.MaxSeries
	}
	return max(DefaultMaxSeries, len(m.Features))
}

// EachModel answers for each of the models that are named, else for all. Of all, those that cannot be answered are left
// out.
func (e *Engine) EachModel(ids []string, answer func(m *model.Model) error) (left []answers.LeftOut, err error) {
	models, err := e.selected(ids)
	if err != nil {
		return nil, err
	}
	for _, m := range models {
		err := answer(m)
		if err != nil {
			e.preparer.Distrust(m, err)
		}
		switch {
		case err == nil:
		case len(ids) > 0 || !ofTheModel(err):
			return nil, namingModel(err, m)
		default:
			left = append(left, answers.LeftOut{Model: m.ID, Fault: fault.As(namingModel(err, m))})
		}
	}
	if n := len(left); n > 0 && n == len(models) {
		return nil, answers.Unanswered(left)
	}
	return left, nil
}

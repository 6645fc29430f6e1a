package engine

import (
	"context"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/summary"
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

// answerAsks answers a query for one model: what is asked is resolved, the model is prepared, and each ask is answered.
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

// answerAsk adds the answer to one ask to the result.
func (e *Engine) answerAsk(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, result *answers.Result) error {
	ctx = gather.WithUsage(ctx, e.maxRows)
	for _, s := range a.Subjects {
		if err := p.CheckColumn(s); err != nil {
			return err
		}
	}
	kind, _ := queryTypeOf(result.Query.QueryType)
	known := len(result.Notices)
	if err := kind.add(e, ctx, p, a, result); err != nil {
		return err
	}
	said, more := result.Notices[:known:known], result.Notices[known:]
	for _, n := range more { // other batches of the same ask may have said it
		if !slices.Contains(said, n) {
			said = append(said, n)
		}
	}
	result.Notices = said
	return nil
}

// addSeries adds the series of one ask.
func (e *Engine) addSeries(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, result *answers.Result) error {
	series, notices, err := e.answerSeries(ctx, p, a, result.Query, result.Range)
	result.Series = append(result.Series, series...)
	result.Notices = append(result.Notices, notices...)
	return err
}

func (e *Engine) answerSeries(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, q query.Query,
	r window.Range) ([]answers.Series, []answers.Notice, error) {
	views, notices, err := a.Views(q, r)
	if err != nil {
		return nil, nil, err
	}
	if err := e.launch(ctx, p, a, q, views); err != nil {
		return nil, nil, err
	}
	g, unread, err := e.groundInTime(ctx, p, a, q, views)
	if err != nil {
		return nil, nil, err
	}
	notices = append(notices, unread...)
	var series []answers.Series
	for _, s := range a.Subjects {
		for _, segment := range g.segments {
			one, err := seriesOf(ctx, g, views, contest{prepared: p, ask: a, query: q, asked: r, subject: s,
				segment: segment})
			if err != nil {
				return nil, nil, err
			}
			series = append(series, one)
		}
	}
	if limit := e.maxSeries(a.Model); len(series) > limit {
		return nil, nil, fault.Newf(fault.TooLarge,
			"the answer has %d series; at most %d are allowed: name fewer features or split by less",
			len(series), limit)
	}
	ids, err := e.idNotices(ctx, p, a, g, views[len(views)-1])
	return series, append(notices, ids...), err
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

// seriesOf answers for one subject in one segment, those of a contest that is filled for each view. It ends with ctx.
func seriesOf(ctx context.Context, g *ground, views []resolve.View, blank contest) (answers.Series, error) {
	a := blank.ask
	out := answers.Series{Model: a.Model, Target: a.Target, Feature: blank.subject.Feature, With: blank.subject.With,
		Measure: a.Measure, Param: a.Param, Policy: a.Policy}
	for i, value := range blank.segment.Values() {
		out.Segment = append(out.Segment, answers.Label{Name: g.names[i], Value: value})
	}
	contests := make([]contest, len(views))
	for i, v := range views {
		if ctx.Err() != nil {
			return out, context.Cause(ctx)
		}
		c := &contests[i]
		*c = blank
		c.view = v
		if err := c.fill(g); err != nil {
			return out, err
		}
		out.Points = append(out.Points, c.judge())
	}
	last := len(views) - 1
	out.Compare, out.Rate = contests[last].comparison(out.Points[last]), contests[last].now.Rate
	if a.Binned {
		return out, distribute(&out, contests)
	}
	tabulateOutcomes(&out, &contests[last])
	return out, nil
}

func micros(t time.Time) int64 { return t.UnixMicro() }

// columnOf returns a subject's column of a summary; the log itself has none.
func columnOf(s *summary.Summary, key string) *summary.Column {
	if s == nil || key == "" {
		return nil
	}
	return s.Column(key)
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

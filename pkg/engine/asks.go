package engine

import (
	"context"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// queryType says how queries of one type are answered, in the steps of Engine.Answer. pkg/query says what such a query
// may hold, pkg/frame how its answer is drawn.
type queryType struct {
	// resolve lists what a query asks of a model.
	resolve func(m *model.Model, q query.Query, r window.Range) ([]asked, error)
	// rules say how asksOf resolves a query.
	rules resolve.Rules
	// split returns the queries that one ask is answered by; nil: the query alone.
	split func(a *resolve.Ask, q query.Query) []query.Query
	// assess adds what the evidence of one such query says.
	assess func(e *Engine, ctx context.Context, found *evidence.Evidence, part *answers.Result) error
	// join adds the answers to all asks to the answer for the model.
	join func(e *Engine, ctx context.Context, p *prepare.Prepared, asks []asked, joined *answers.Result) error
}

// asked is one thing that a query asks of a model, with its answer so far.
type asked struct {
	kind   queryType
	ask    resolve.Ask
	answer *answers.Result // with the query that asks; the three parts of a features query have one each
}

// shareScans notes what all asks need, so that one scan counts it.
func shareScans(list []asked) {
	asks := make([]*resolve.Ask, len(list))
	for i := range list {
		asks[i] = &list[i].ask
	}
	resolve.ShareScans(asks)
}

// questions returns the questions that an ask is answered by, each with its windows, and notices about these windows.
// Columns of a type that cannot be counted are an error.
func (a *asked) questions(p *prepare.Prepared) ([]evidence.Question, []answers.Notice, error) {
	for _, s := range a.ask.Subjects {
		if err := p.CheckColumn(s); err != nil {
			return nil, nil, err
		}
	}
	queries := []query.Query{a.answer.Query}
	if a.kind.split != nil {
		queries = a.kind.split(&a.ask, a.answer.Query)
	}
	var list []evidence.Question
	var notices []answers.Notice
	for _, q := range queries {
		views, about, err := a.ask.Views(q, a.answer.Range)
		if err != nil {
			return nil, nil, err
		}
		notices = about
		list = append(list, evidence.Question{Prepared: p, Ask: &a.ask, Query: q, Range: a.answer.Range, Views: views})
	}
	return list, notices, nil
}

// joinAnswers adds the answers to all asks to the answer for a model.
func (e *Engine) joinAnswers(ctx context.Context, p *prepare.Prepared, asks []asked, joined *answers.Result) error {
	for _, a := range asks {
		joined.Add(a.answer)
	}
	notices, err := e.clockNotices(ctx, p, asks, joined.Range)
	joined.Notices = append(joined.Notices, notices...)
	return err
}

package engine

import (
	"context"
	"fmt"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/assess"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// gather gathers the evidence of a question, with as long a history as the store delivers in time, and says how much
// that is.
func (e *Engine) gather(ctx context.Context, q evidence.Question) (*evidence.Evidence, []answers.Notice, error) {
	if err := e.collector.CompleteLaunches(ctx, q); err != nil {
		return nil, nil, err
	}
	asked := q.Query.Limit
	q.Query.Limit = e.segmentLimit(q)
	found, notices, err := e.histories.InTime(ctx, q,
		func(ctx context.Context, q evidence.Question) (*evidence.Evidence, error) {
			dims, err := e.dimensions(ctx, q)
			if err != nil {
				return nil, err
			}
			return e.collector.Collect(ctx, q, dims)
		})
	if err == nil && q.Query.Limit < asked && found.LeftOut > 0 {
		notices = append(notices, answers.Notice{Text: fmt.Sprintf(
			"the %d most frequent of %d segments are shown: an answer has at most %d series. Name fewer features to see more",
			len(found.Segments), len(found.Segments)+found.LeftOut, e.maxSeries(q.Ask.Model))})
	}
	return found, notices, err
}

// segmentLimit is how many segments a question is answered for at most: those that the query asks for, but no more than
// an answer has series for. A policy is judged in all of its segments, or refused.
func (e *Engine) segmentLimit(q evidence.Question) int {
	limit := q.Query.Limit
	if len(q.Query.SplitBy) == 0 || q.Ask.Policy != nil || q.Ask.Along != nil {
		return limit
	}
	most := e.maxSeries(q.Ask.Model) / max(1, len(q.Ask.Subjects))
	if q.Query.SplitBy[0].Feature != "" {
		most -= 2 // other categories, and missing values
	}
	return min(limit, max(1, most))
}

// assessSeries adds the series of one question.
func (e *Engine) assessSeries(ctx context.Context, found *evidence.Evidence, result *answers.Result) error {
	series, err := assess.Series(ctx, found)
	if err != nil {
		return err
	}
	if limit := e.maxSeries(found.Ask.Model); len(series) > limit {
		return fault.Newf(fault.TooLarge,
			"the answer has %d series; at most %d are allowed: name fewer features or a smaller limit", len(series), limit)
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

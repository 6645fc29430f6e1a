package engine

import (
	"context"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/window"
)

// clockNotices tells of rows that no window holds because of their time, where freshness is asked for. All times are
// read only where the oldest or the newest is odd, which a store finds by its index.
func (e *Engine) clockNotices(ctx context.Context, p *prepare.Prepared, asks []asked,
	r window.Range) ([]answers.Notice, error) {
	if !slices.ContainsFunc(asks, func(a asked) bool { return a.ask.Measure.Needs.Has(measure.NeedLatest) }) {
		return nil, nil
	}
	if odd, err := e.times.HasOddTimes(ctx, p.Tables, r); err != nil || !odd {
		return nil, err
	}
	texts, err := e.times.WrongTexts(ctx, p.Tables)
	var notices []answers.Notice
	for _, text := range texts {
		notices = append(notices, answers.Notice{Warning: true, Text: text})
	}
	if kind := fault.As(err).Kind; err != nil && (kind == fault.Timeout || kind == fault.TooLarge) {
		return []answers.Notice{{Warning: true,
			Text: "time_out_of_range: some rows have a wrong clock; all times could not be read in time to count them"}}, nil
	}
	return notices, err
}

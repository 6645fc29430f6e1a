package engine

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/window"
)

// beginning returns when the log began if a baseline may reach before that: if one of its windows has no row in its first
// span. Else it is the zero time, and the log is not asked.
func (e *Engine) beginning(ctx context.Context, p *prepared, a *ask, log *book, views []view) (time.Time, error) {
	if a.measure.Needs.OfOutcomes() {
		return time.Time{}, nil // its rows are the outcomes
	}
	switch a.baseline.Kind {
	case model.BaselineRolling, model.BaselineFixed, model.BaselineOffset, model.BaselinePrevious:
	default:
		return time.Time{}, nil
	}
	for _, v := range views {
		for _, c := range v.baseline.Candidates {
			// A period of a rolling baseline that holds no row at all is left out anyway.
			if log.startsEmpty(c.Interval) && (a.baseline.Kind != model.BaselineRolling || log.total(c.Interval) > 0) {
				times, err := e.logTimes(ctx, p)
				return times.First, err
			}
		}
	}
	return time.Time{}, nil
}

// early reports whether an interval begins before the log's first row.
func (g *ground) early(i window.Interval) bool {
	return i.Start.Before(g.begin) && g.log.startsEmpty(i)
}

// startsEmpty reports whether the first span of an interval was read and holds no rows.
func (b *book) startsEmpty(i window.Interval) bool {
	j, found := slices.BinarySearchFunc(b.spans, i.Start, func(s window.Interval, at time.Time) int { return s.Start.Compare(at) })
	if !found {
		return false
	}
	for _, c := range b.rows[j] {
		if c.Rows > 0 {
			return false
		}
	}
	return true
}

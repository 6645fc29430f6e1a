package engine

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/window"
)

// beginning returns when the log began if a window that is compared may reach before that: if it has no row in its first span, but for
// windows of the history that hold no row at all, which only count where an empty window is a count of 0. Else it is the zero
// time, and the log is not asked.
func (e *Engine) beginning(ctx context.Context, p *prepared, a *ask, log *book, views []view) (time.Time, error) {
	if a.measure.Needs.OfOutcomes() {
		return time.Time{}, nil // its rows are the outcomes
	}
	reaches := func(v view) bool {
		if v.baseline != nil && a.baseline.Kind != model.BaselineVersion && a.baseline.Kind != model.BaselineLaunch && log.startsEmpty(v.baseline.Interval) {
			return true
		}
		return slices.ContainsFunc(v.history, func(h window.Window) bool {
			return log.startsEmpty(h.Interval) && (a.measure.Extensive || log.total(h.Interval) > 0)
		})
	}
	if !slices.ContainsFunc(views, reaches) {
		return time.Time{}, nil
	}
	times, err := e.logTimes(ctx, p)
	return times.First, err
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

package engine

import (
	"context"
	"sync"
	"time"

	"leeway/pkg/store"
	"leeway/pkg/window"
)

type traceKey struct{}

// ages finds the oldest time among those at which the rows of an answer were read, or last known to be as they were read.
type ages struct {
	mu      sync.Mutex
	oldest  time.Time
	overdue bool // one of them is longer ago than the refresh time of its span
}

type agesKey struct{}

func (a *ages) note(at time.Time, overdue bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.overdue = a.overdue || overdue
	if a.oldest.IsZero() || at.Before(a.oldest) {
		a.oldest = at
	}
}

// noteAges notes how old parts are that an answer uses.
func (e *Engine) noteAges(ctx context.Context, parts [][]part, spans []window.Interval, from basis) {
	noted, ok := ctx.Value(agesKey{}).(*ages)
	if !ok {
		return
	}
	for j, f := range e.freshnessOf(from, spans) {
		for i := range parts {
			p := parts[i][j]
			at, fresh := f.at(p.read, p.source)
			if !fresh {
				at = p.read
			}
			noted.note(at, f.now.Sub(at) > f.within)
		}
	}
}

// WithTrace returns a context whose queries report every statement they run. A query that shares another's scan, or
// finds everything in the cache, reports none.
func WithTrace(ctx context.Context, seen func(store.Stats)) context.Context {
	return context.WithValue(ctx, traceKey{}, seen)
}

package gather

import (
	"context"
	"sync"
	"time"

	"leeway/pkg/store"
)

type traceKey struct{}

// Ages finds the oldest time among those at which the rows of an answer were read, or last known to be as they were
// read.
type Ages struct {
	mu      sync.Mutex
	Oldest  time.Time
	Overdue bool // one of them is longer ago than the refresh time of its span
}

// AgesKey is the key of the Ages in a context.
type AgesKey struct{}

func (a *Ages) note(at time.Time, overdue bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.Overdue = a.Overdue || overdue
	if a.Oldest.IsZero() || at.Before(a.Oldest) {
		a.Oldest = at
	}
}

// WithTrace returns a context whose queries report every statement they run. A query that shares another's scan, or
// finds everything in the cache, reports none.
func WithTrace(ctx context.Context, seen func(store.Stats)) context.Context {
	return context.WithValue(ctx, traceKey{}, seen)
}

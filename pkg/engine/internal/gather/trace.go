package gather

import (
	"context"
	"sync"
	"time"

	"leeway/pkg/store"
)

type traceKey struct{}

// Ages holds when the rows of an answer were read, or last known to be as they were read.
type Ages struct {
	mu      sync.Mutex
	oldest  time.Time
	overdue bool // one of them is longer ago than the refresh time of its span
}

type agesKey struct{}

// WithAges returns a context and the ages that queries with this context note: when the parts they use were read.
func WithAges(ctx context.Context) (context.Context, *Ages) {
	a := &Ages{}
	return context.WithValue(ctx, agesKey{}, a), a
}

// Oldest returns the oldest time, and whether one of all is longer ago than the refresh time of its span. It is zero
// where no rows were read.
func (a *Ages) Oldest() (at time.Time, overdue bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.oldest, a.overdue
}

func (a *Ages) note(at time.Time, overdue bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.overdue = a.overdue || overdue
	if a.oldest.IsZero() || at.Before(a.oldest) {
		a.oldest = at
	}
}

// WithTrace returns a context whose queries report every statement they run. A query that shares another's scan, or
// finds everything in the cache, reports none.
func WithTrace(ctx context.Context, seen func(store.Stats)) context.Context {
	return context.WithValue(ctx, traceKey{}, seen)
}

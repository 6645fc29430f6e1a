package engine

import (
	"context"

	"leeway/pkg/store"
)

type traceKey struct{}

// WithTrace returns a context whose queries report every statement they run. A query that shares another's scan, or
// finds everything in the cache, reports none.
func WithTrace(ctx context.Context, seen func(store.Stats)) context.Context {
	return context.WithValue(ctx, traceKey{}, seen)
}

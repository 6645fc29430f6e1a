package introspect

import (
	"context"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/collect"
	"leeway/pkg/engine/internal/logtimes"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// Answer answers a query over a range, as the engine does. What a measure says of a log is asked by it.
type Answer func(ctx context.Context, q query.Query, r window.Range) (*answers.Result, error)

// Introspector says what models and their logs are. It is safe for concurrent use.
type Introspector struct {
	store     store.Store
	catalog   *catalog.Catalog
	times     *logtimes.Reader
	preparer  *prepare.Preparer
	collector *collect.Collector
	answer    Answer
}

// New returns an introspector that reads through the caches of others.
func New(s store.Store, tables *catalog.Catalog, times *logtimes.Reader, preparer *prepare.Preparer,
	collector *collect.Collector, answer Answer) *Introspector {
	return &Introspector{store: s, catalog: tables, times: times, preparer: preparer, collector: collector,
		answer: answer}
}

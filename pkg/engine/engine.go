// Package engine answers queries: it decides which windows to compare, gathers their summaries through a cache that
// lives across requests, and finishes them with the measures.
package engine

import (
	"context"
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/collect"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/logtimes"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/model"
	"leeway/pkg/store"
)

// Engine serves the models of one data source. It is safe for concurrent use. What its models and their logs are is
// said by the methods of the introspector.
type Engine struct {
	*introspector

	store    store.Store
	models   []*model.Model
	limits   model.Limits
	counts   *gather.Gatherer
	now      func() time.Time
	catalog  *catalog.Catalog
	preparer *prepare.Preparer
	times    *logtimes.Reader
	maxRows  int // of counts that one measure of a query may read

	collector *collect.Collector
	histories *collect.Histories
}

// Values lists the known values of a model's segment, the most frequent first; of "version" those that predicted
// lately. at is any time of the quarter whose reference is meant where the model declares none.
func (e *Engine) Values(ctx context.Context, id, segment string, at time.Time) ([]string, error) {
	models, err := e.selected([]string{id})
	if err != nil {
		return nil, err
	}
	return e.ValuesOf(ctx, models[0], segment, at)
}

// Invalidate forgets everything that was counted, so that the next query reads the store again.
func (e *Engine) Invalidate() {
	e.catalog.Clear()
	e.preparer.Clear()
	e.times.Clear()
	e.histories.Clear()
	e.counts.Clear()
}

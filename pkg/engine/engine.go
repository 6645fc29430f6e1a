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
	"leeway/pkg/fault"
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

// Models returns the models in the order of the settings.
func (e *Engine) Models() []*model.Model { return e.models }

// ModelsNamed returns the model with an id, or all models if the id is empty. Its error names the models there are; it
// is about the command line's option --model.
func (e *Engine) ModelsNamed(id string) ([]*model.Model, error) {
	if id == "" {
		return e.models, nil
	}
	var ids []string
	for _, m := range e.models {
		if m.ID == id {
			return []*model.Model{m}, nil
		}
		ids = append(ids, m.ID)
	}
	return nil, fault.NoneOf(fault.BadQuery, "--model", id, ids)
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

// selected returns the models a query names; none means all.
func (e *Engine) selected(ids []string) ([]*model.Model, error) {
	if len(ids) == 0 {
		return e.models, nil
	}
	var chosen []*model.Model
	for _, id := range ids {
		found := false
		for _, m := range e.models {
			if m.ID == id {
				chosen, found = append(chosen, m), true
			}
		}
		if !found {
			var known []string
			for _, m := range e.models {
				known = append(known, m.ID)
			}
			return nil, fault.NoneOf(fault.BadQuery, "models", id, known)
		}
	}
	return chosen, nil
}

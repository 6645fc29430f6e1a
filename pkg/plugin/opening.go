package plugin

import (
	"context"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store"
)

// opened is a store with the engine that asks it.
type opened struct {
	store  store.Store
	engine *engine.Engine
}

// opening is an attempt to open the store, which all queries share that come while it is under way.
type opening struct {
	done   chan struct{}
	result opened
	err    error
}

// open returns the store and the engine, opening them if need be. It waits no longer than its caller does; an attempt
// that nobody waits for any more goes on.
func (i *Instance) open(ctx context.Context) (opened, error) {
	i.mu.Lock()
	switch {
	case i.opened.engine != nil:
		defer i.mu.Unlock()
		return i.opened, nil
	case i.disposed:
		defer i.mu.Unlock()
		return opened{}, errDisposed
	case len(i.faults) > 0:
		defer i.mu.Unlock()
		return opened{}, i.faults[0]
	}
	attempt := i.opening
	if attempt == nil {
		attempt = &opening{done: make(chan struct{})}
		i.opening = attempt
		go i.attempt(context.WithoutCancel(ctx), attempt)
	}
	i.mu.Unlock()
	select {
	case <-attempt.done:
		return attempt.result, attempt.err
	case <-ctx.Done():
		return opened{}, notWaiting(ctx)
	}
}

// errDisposed is the error of a data source that was saved anew while it was asked.
var errDisposed = fault.Newf(fault.Canceled, "the settings of the data source have changed; ask again")

// notWaiting is the error of a caller that left while the store was being opened.
func notWaiting(ctx context.Context) error {
	if ctx.Err() == context.DeadlineExceeded {
		return fault.Newf(fault.Timeout, "opening the store takes longer than the query may take").Because(ctx.Err())
	}
	return fault.Newf(fault.Canceled, "the query was cancelled").Because(ctx.Err())
}

// attempt opens the store for all that wait. A store that was disposed of meanwhile is closed again.
func (i *Instance) attempt(ctx context.Context, a *opening) {
	var result opened
	err := safely(ctx, "opening the store", func() (err error) {
		result, err = i.reopen(ctx)
		return err
	})
	i.mu.Lock()
	disposed := i.disposed
	if err == nil && !disposed {
		i.opened = result
	}
	i.opening = nil
	i.mu.Unlock()
	if err == nil && disposed {
		_ = result.store.Close()
		result, err = opened{}, errDisposed
	}
	a.result, a.err = result, err
	close(a.done)
}

func (i *Instance) reopen(ctx context.Context) (opened, error) {
	s, err := i.connect(ctx)
	if err != nil {
		return opened{}, err
	}
	if i.env.Observe != nil {
		s = store.Observe(s, i.env.Observe)
	}
	models := make([]*model.Model, len(i.settings.Models))
	for j := range i.settings.Models {
		models[j] = &i.settings.Models[j]
	}
	e, err := engine.New(engine.Options{Store: s, Models: models, Limits: i.settings.Limits, Now: i.env.Now})
	if err == nil && i.settings.Store.MoveTo != "" {
		err = e.Move(ctx, i.settings.Store.MoveTo, i.env.Now())
	}
	if err != nil {
		_ = s.Close()
		return opened{}, err
	}
	return opened{s, e}, nil
}

// Dispose closes the store for good and ends what runs in it. Grafana calls it some seconds after the settings changed.
func (i *Instance) Dispose() {
	i.mu.Lock()
	i.disposed = true
	closing := i.opened.store
	i.opened = opened{}
	i.mu.Unlock()
	if closing != nil {
		_ = closing.Close()
	}
}

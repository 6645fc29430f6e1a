package engine

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"leeway/pkg/fault"
)

// flights lets callers that want the same result at the same time share one computation. Unlike x/sync's singleflight
// it ends the computation when the last caller has left, so that a closed dashboard stops its query in the store.
type flights[T any] struct {
	mu    sync.Mutex
	under map[string]*flight[T]
}

type flight[T any] struct {
	done    chan struct{}
	cancel  context.CancelFunc
	callers int
	value   T
	err     error
}

// once returns what known has, else what work returns, which makes it known before it is done. known is asked again under way:
// the flight before this one may have landed since the caller looked.
func (f *flights[T]) once(ctx context.Context, key string, known func() (T, bool), work func(context.Context) (T, error)) (T, error) {
	if value, ok := known(); ok {
		return value, nil
	}
	return f.join(ctx, key, func(ctx context.Context) (T, error) {
		if value, ok := known(); ok {
			return value, nil
		}
		return work(ctx)
	})
}

// join returns what work returns, for this caller and all that join before it is done.
func (f *flights[T]) join(ctx context.Context, key string, work func(context.Context) (T, error)) (T, error) {
	own := f.board(ctx, key, work)
	select {
	case <-own.done:
		f.leave(key, own)
		return own.value, own.err
	case <-ctx.Done():
		f.leave(key, own)
		var none T
		return none, context.Cause(ctx)
	}
}

// board joins the flight of that key or starts it.
func (f *flights[T]) board(ctx context.Context, key string, work func(context.Context) (T, error)) *flight[T] {
	f.mu.Lock()
	defer f.mu.Unlock()
	if running, ok := f.under[key]; ok {
		running.callers++
		return running
	}
	shared, cancel := context.WithCancel(context.WithoutCancel(ctx))
	own := &flight[T]{done: make(chan struct{}), cancel: cancel, callers: 1}
	if f.under == nil {
		f.under = map[string]*flight[T]{}
	}
	f.under[key] = own
	go func() {
		own.value, own.err = guard(shared, work)
		f.mu.Lock()
		if f.under[key] == own {
			delete(f.under, key)
		}
		f.mu.Unlock()
		close(own.done)
	}()
	return own
}

func (f *flights[T]) leave(key string, own *flight[T]) {
	f.mu.Lock()
	defer f.mu.Unlock()
	own.callers--
	if own.callers > 0 {
		return
	}
	own.cancel()
	if f.under[key] == own {
		delete(f.under, key)
	}
}

// guard turns a panic of work into an error. Work runs on goroutines of its own, where nobody else could recover, and
// one bad query must not end the process that serves all data sources.
func guard[T any](ctx context.Context, work func(context.Context) (T, error)) (value T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.As(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	return work(ctx)
}

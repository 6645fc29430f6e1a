// Package shared lets callers who want the same at the same time share one computation.
package shared

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"leeway/pkg/fault"
)

// Loads lets callers that want the same result at the same time share one computation. Unlike x/sync's singleflight
// it ends the computation when the last caller has left, so that a closed dashboard stops its query in the store.
type Loads[K comparable, T any] struct {
	mu      sync.Mutex
	running map[K]*load[T]
}

type load[T any] struct {
	done    chan struct{}
	cancel  context.CancelFunc
	callers int
	value   T
	err     error
}

// Load returns what known has, else what work returns, which makes it known before it is done. known is checked again
// inside the shared call, because a previous call may have completed meanwhile.
func (l *Loads[K, T]) Load(ctx context.Context, key K, known func() (T, bool),
	work func(context.Context) (T, error)) (T, error) {
	if value, ok := known(); ok {
		return value, nil
	}
	return l.Do(ctx, key, func(ctx context.Context) (T, error) {
		if value, ok := known(); ok {
			return value, nil
		}
		return work(ctx)
	})
}

// Do returns what work returns, for this caller and all that join before it is done.
func (l *Loads[K, T]) Do(ctx context.Context, key K, work func(context.Context) (T, error)) (T, error) {
	own := l.joinOrStart(ctx, key, work)
	select {
	case <-own.done:
		l.leave(key, own)
		return own.value, own.err
	case <-ctx.Done():
		l.leave(key, own)
		var none T
		return none, context.Cause(ctx)
	}
}

// joinOrStart joins the computation of that key or starts it.
func (l *Loads[K, T]) joinOrStart(ctx context.Context, key K, work func(context.Context) (T, error)) *load[T] {
	l.mu.Lock()
	defer l.mu.Unlock()
	if running, ok := l.running[key]; ok {
		running.callers++
		return running
	}
	shared, cancel := context.WithCancel(context.WithoutCancel(ctx))
	own := &load[T]{done: make(chan struct{}), cancel: cancel, callers: 1}
	if l.running == nil {
		l.running = map[K]*load[T]{}
	}
	l.running[key] = own
	go func() {
		own.value, own.err = Guard(shared, work)
		l.mu.Lock()
		if l.running[key] == own {
			delete(l.running, key)
		}
		l.mu.Unlock()
		close(own.done)
	}()
	return own
}

func (l *Loads[K, T]) leave(key K, own *load[T]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	own.callers--
	if own.callers > 0 {
		return
	}
	own.cancel()
	if l.running[key] == own {
		delete(l.running, key)
	}
}

// Guard turns a panic of work into an error. Work runs on goroutines of its own, where nobody else could recover, and
// one bad query must not end the process that serves all data sources.
func Guard[T any](ctx context.Context, work func(context.Context) (T, error)) (value T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.As(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	return work(ctx)
}

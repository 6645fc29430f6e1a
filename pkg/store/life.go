package store

import (
	"context"
	"errors"
	"time"

	"leeway/pkg/fault"
)

// errLimit is the cause of a context that ran into limits.queryTimeout, and not into a deadline of the caller.
var errLimit = errors.New("limits.queryTimeout")

// errClosed is the cause of a context that ended with the store.
var errClosed = errors.New("the store is closed")

// Life ties statements to the store's own life and to its time limit.
type Life struct {
	limit time.Duration
	open  context.Context
	close context.CancelCauseFunc
}

// NewLife begins the life of a store whose statements may take as long as limit.
func NewLife(limit time.Duration) *Life {
	l := &Life{limit: limit}
	l.open, l.close = context.WithCancelCause(context.Background())
	return l
}

// End ends every statement; they report Canceled.
func (l *Life) End() { l.close(errClosed) }

// Statement is the context of one statement. It ends with the caller's, with the limit and with the store.
type Statement struct {
	context.Context
	life   *Life
	caller bool // the caller's deadline comes before the limit
	stop   func()
}

// Statement begins a statement; call Stop when it is over.
func (l *Life) Statement(ctx context.Context) Statement {
	deadline, bounded := ctx.Deadline()
	s := Statement{life: l, caller: bounded && time.Until(deadline) < l.limit}
	ctx, cancel := context.WithCancelCause(ctx)
	unhook := context.AfterFunc(l.open, func() { cancel(errClosed) })
	ctx, expire := context.WithTimeoutCause(ctx, l.limit, errLimit)
	s.Context = ctx
	s.stop = func() {
		unhook()
		cancel(context.Canceled)
		expire()
	}
	return s
}

// Stop ends the statement. While it still runs, the server stops too.
func (s Statement) Stop() { s.stop() }

// ServerLimit is how long the server may work on the statement: a tenth less than the context has left, and at most a
// second less. So the server's own limit ends the statement first, also when the connection is lost.
func (s Statement) ServerLimit() time.Duration {
	deadline, _ := s.Deadline() // it always has one
	left := time.Until(deadline)
	return max(left-min(left/10, time.Second), time.Millisecond)
}

// Ended says why the statement's context ended; nil while it has not. When the store has ended, that is the reason,
// although the context may end a moment later.
func (s Statement) Ended(err error) *fault.Error {
	closed := s.life.open.Err() != nil
	if s.Err() == nil && !closed {
		return nil
	}
	switch cause := context.Cause(s); {
	case closed:
		return fault.Newf(fault.Canceled, "the data source was closed or changed while the query ran").Because(err)
	case errors.Is(cause, errLimit), errors.Is(cause, context.DeadlineExceeded):
		return s.TimedOut(err)
	}
	return fault.Newf(fault.Canceled, "the query was cancelled").Because(err)
}

// TimedOut is the fault of a statement that ran into its time limit, here or in the server.
func (s Statement) TimedOut(err error) *fault.Error {
	if s.caller {
		return fault.Newf(fault.Timeout, "the store took longer than the query may take").Because(err)
	}
	return fault.Newf(fault.Timeout, "the store took longer than %s (limits.queryTimeout)", s.life.limit).Because(err)
}

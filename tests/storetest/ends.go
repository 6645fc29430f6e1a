package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// administer has the server say what ends the statements about table t, but for those ended before, and does it as soon
// as there is one. It returns what it did.
func (r *runner) administer(t *testing.T, database string, s store.Store, statement string, before ...string) []string {
	t.Helper()
	for start := time.Now(); time.Since(start) < starts; time.Sleep(10 * time.Millisecond) {
		var ends []string
		if err := r.Ask(context.Background(), s, statement, func(row store.Row) error {
			if text, _ := row.Text(0); !slices.Contains(before, text) {
				ends = append(ends, text)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if len(ends) > 0 {
			r.server.Exec(t, database, ends...)
			return ends
		}
	}
	t.Fatal("there is no statement to end")
	return nil
}

// ends: whatever ends a statement, it says so, the server is free of it within two seconds, and the next one runs.
func (r *runner) ends(t *testing.T) {
	for name, c := range map[string]struct {
		limit time.Duration
		end   func(t *testing.T, database string, s store.Store, cancel func())
		Fault
	}{
		"cancelled": {0, func(_ *testing.T, _ string, _ store.Store, cancel func()) { cancel() },
			Fault{fault.Canceled, "was cancelled"}},
		"closed": {0, func(_ *testing.T, _ string, s store.Store, _ func()) { _ = s.Close() },
			Fault{fault.Canceled, "closed or changed"}},
		"own limit": {5 * time.Second, func(*testing.T, string, store.Store, func()) {},
			Fault{fault.Timeout, "5s (limits.queryTimeout)"}},
		"cancelled there": {0, func(t *testing.T, database string, s store.Store, _ func()) {
			r.administer(t, database, s, r.SQL.Cancel)
		}, Fault{fault.Canceled, "an administrator"}},
		"hung up on there, twice": {0, func(t *testing.T, database string, s store.Store, _ func()) {
			first := r.administer(t, database, s, r.SQL.HangUp)
			r.administer(t, database, s, r.SQL.HangUp, first...) // it was asked again
		}, Fault{fault.Unreachable, "ended the connection"}},
	} {
		t.Run(name, func(t *testing.T) {
			r.possible(t, name)
			at := r.server.Make(t, "CREATE VIEW t AS "+r.SQL.Slow, r.one("u"))
			s := r.open(t, at, store.Limits{QueryTimeout: c.limit})
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			failed := make(chan error, 1)
			go func() {
				_, err := s.Query(ctx, both, Nothing)
				failed <- err
			}()
			await(t, r.server, at.Database, 1, starts, failed)
			within(t, func() {
				c.end(t, at.Database, s, cancel)
				want(t, <-failed, r.expectedFault(name, c.Fault))
				await(t, r.server, at.Database, 0, gone, nil)
			})
			if name != "closed" {
				if n, err := CountOf(s, "u"); n != 1 || err != nil {
					t.Errorf("afterwards: %d rows, %v", n, err)
				}
			}
		})
	}
}

// callersDeadline: who waits for less than the limit learns so.
func (r *runner) callersDeadline(t *testing.T) {
	at := r.server.Make(t, "CREATE VIEW t AS "+r.SQL.Slow)
	s := r.open(t, at, store.Limits{})
	ctx, cancel := context.WithTimeout(context.Background(), 700*time.Millisecond)
	defer cancel()
	within(t, func() {
		_, err := s.Query(ctx, both, Nothing)
		WantFault(t, err, fault.Timeout, "the query may take")
		await(t, r.server, at.Database, 0, gone, nil)
	})
}

// ownLimit: the server's own limit lies below the context's, so that it is free even when nobody can tell it to stop.
func (r *runner) ownLimit(t *testing.T) {
	s := r.open(t, r.server.Make(t), store.Limits{QueryTimeout: 20 * time.Second})
	for wait, bounds := range r.Limits {
		ctx, cancel := context.WithTimeout(context.Background(), wait)
		limit, err := r.ServerLimit(ctx, s)
		cancel()
		if got := limit.Seconds(); err != nil || got < bounds[0] || got > bounds[1] {
			t.Errorf("a caller who waits %s: the server's limit is %gs, %v; want %v", wait, got, err, bounds)
		}
	}
}

// dies: a server that dies while it answers, and is not there afterwards.
func (r *runner) dies(t *testing.T) {
	mortal := r.Mortal(t)
	s := r.open(t, mortal.Make(t, "CREATE VIEW t AS "+r.SQL.Long), store.Limits{})
	rows := 0
	_, err := s.Query(context.Background(), both, func(store.Row) error {
		if rows++; rows == 100 {
			mortal.Kill(t)
		}
		return nil
	})
	want(t, err, r.expectedFault("a server that dies", Fault{fault.Unreachable, "ended the connection"}))
	within(t, func() {
		_, err = CountOf(s, "t")
		WantFault(t, err, fault.Unreachable)
	})
}

package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// pool: everybody waits for the few connections there are, and nobody fails but for time.
func (r *runner) pool(t *testing.T) {
	s := r.open(t, r.server.Make(t, "CREATE VIEW t AS "+r.SQL.Nap), store.Limits{MaxOpenConns: 2})
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			if _, err := s.Query(context.Background(), both, Nothing); err != nil {
				t.Error(err, fault.As(err).Cause)
			}
		})
	}
	most := 0
	for range 20 {
		most = max(most, r.Connections(s))
		time.Sleep(10 * time.Millisecond)
	}
	wait.Wait()
	if most == 0 || most > 2 {
		t.Errorf("%d connections", most)
	}
}

// tooMany: an account that may have one connection is not told to try again for nothing.
func (r *runner) tooMany(t *testing.T) {
	a := r.accounts(t)
	admin := a.Make(t, "CREATE VIEW t AS "+r.SQL.Slow)
	at := as(t, a, admin, "SELECT ON t")
	a.Exec(t, at.Database, fmt.Sprintf(r.SQL.OneConnection, at.User))
	s := r.open(t, at, store.Limits{QueryTimeout: 5 * time.Second})
	ctx, cancel := context.WithCancel(context.Background())
	first := make(chan error, 1)
	go func() {
		_, err := s.Query(ctx, both, Nothing)
		first <- err
	}()
	await(t, a, at.Database, 1, starts, first)
	_, err := s.Query(context.Background(), both, Nothing)
	cancel()
	<-first
	want(t, err, r.expectedFault("too many connections", Fault{fault.Unreachable, "in use"}))
}

// caps: an answer beyond the limits ends the statement, in the server too; so does an error of who reads it.
func (r *runner) caps(t *testing.T) {
	at := r.server.Make(t, "CREATE VIEW t AS "+r.SQL.Long)
	mine := errors.New("mine")
	for name, c := range map[string]struct {
		limits store.Limits
		each   func(store.Row) error
		Fault
	}{
		"rows":  {store.Limits{MaxRows: 10}, Nothing, Fault{fault.TooLarge, "more than 10 rows"}},
		"bytes": {store.Limits{MaxBytes: 1_000_000}, Nothing, Fault{fault.TooLarge, "larger than 1 MB"}},
		"own":   {store.Limits{}, func(store.Row) error { return mine }, Fault{}},
	} {
		t.Run(name, func(t *testing.T) {
			within(t, func() {
				s := r.open(t, at, c.limits)
				stats, err := s.Query(context.Background(), both, c.each)
				if name == "own" {
					if err != mine || stats.Rows != 1 {
						t.Errorf("after %d rows the callback's error came back as %v", stats.Rows, err)
					}
				} else {
					want(t, err, r.expectedFault(name, c.Fault))
				}
				if stats.Rows > 1000 {
					t.Errorf("it goes on for %d rows", stats.Rows)
				}
				if !strings.Contains(stats.SQL, "FROM "+quoted(t, s, "t")) {
					t.Errorf("%+v", stats)
				}
				await(t, r.server, at.Database, 0, gone, nil)
			})
		})
	}
}

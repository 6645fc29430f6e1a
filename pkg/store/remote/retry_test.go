package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

func TestAStatementIsRunAgainOnceAfterALostConnection(t *testing.T) {
	lost := fault.Newf(fault.Unreachable, "the server ended the connection").Because(errors.Join(ErrLost, io.EOF))
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		errs []error // of each run
		rows int     // that a run hands out before it ends
		runs int
		want error
	}{
		{"it works", context.Background(), []error{nil}, 2, 1, nil},
		{"a lost connection", context.Background(), []error{lost, nil}, 0, 2, nil},
		{"a lost connection that the driver tells of", context.Background(),
			[]error{fmt.Errorf("reading: %w", io.ErrUnexpectedEOF), nil}, 0, 2, nil},
		{"lost twice", context.Background(), []error{lost, lost, nil}, 0, 2, lost},
		{"lost after rows were handed out", context.Background(), []error{lost, nil}, 1, 1, lost},
		{"lost when nobody waits", ended, []error{lost, nil}, 0, 1, lost},
		{"not let in", context.Background(), []error{errors.Join(ErrConnecting, io.EOF), nil}, 0, 1, ErrConnecting},
		{"an error of the statement", context.Background(),
			[]error{fault.Newf(fault.Store, "a value does not fit"), nil}, 0, 1, errAny},
	} {
		runs := 0
		err := Retry(c.ctx, func(store.Row) error { return nil }, func(each func(store.Row) error) error {
			runs++
			for range c.rows {
				_ = each(nil)
			}
			return c.errs[runs-1]
		})
		if runs != c.runs || (err == nil) != (c.want == nil) || c.want != errAny && !errors.Is(err, c.want) {
			t.Errorf("%s: %d runs and %v, want %d and %v", c.name, runs, err, c.runs, c.want)
		}
	}
}

// errAny stands for any error.
var errAny = errors.New("any")

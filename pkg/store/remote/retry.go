package remote

import (
	"context"
	"errors"

	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// ErrLost is in the cause of faults that say that a connection broke while the server was asked.
var ErrLost = errors.New("the connection was lost")

// Retry runs a statement again, once, if its connection was lost before the first row: the server was restarted, or a
// balancer closed an idle connection. Statements only read, so that it does no harm to run one twice. ask hands the
// rows to each.
func Retry(ctx context.Context, each func(store.Row) error, ask func(each func(store.Row) error) error) error {
	begun := false
	watched := func(row store.Row) error {
		begun = true
		return each(row)
	}
	err := ask(watched)
	if err == nil || begun || ctx.Err() != nil || !isLost(err) {
		return err
	}
	return ask(watched)
}

// isLost reports whether an error, of a driver or a fault, means that a connection broke while the server was asked.
func isLost(err error) bool {
	if errors.Is(err, ErrLost) {
		return true
	}
	var known *fault.Error
	if errors.As(err, &known) {
		return false
	}
	f := Fault(err)
	return f != nil && errors.Is(f, ErrLost)
}

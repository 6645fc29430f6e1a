package gather

import (
	"context"
	"errors"
	"sync/atomic"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
	"leeway/pkg/store"
)

// errWholeQuery marks a query that reads too much over all its statements.
var errWholeQuery = errors.New("the query as a whole is too large")

// ReadsTooMuch reports whether an error says that a query reads too much over all its statements.
func ReadsTooMuch(err error) bool { return errors.Is(err, errWholeQuery) }

type usageKey struct{}

// usage is how many rows of counts one measure of a query reads from the store, and how many it may. They are held in
// memory until it is answered.
type usage struct {
	rows atomic.Int64
	most int64
}

// WithUsage returns a context whose statements together may read most rows.
func WithUsage(ctx context.Context, most int) context.Context {
	return context.WithValue(ctx, usageKey{}, &usage{most: int64(most)})
}

// bounded returns add, which fails once the statements of ctx have read too many rows.
func bounded(ctx context.Context, add func(plan.Row) error) func(store.Row) error {
	used, ok := ctx.Value(usageKey{}).(*usage)
	if !ok {
		return func(row store.Row) error { return add(row) }
	}
	return func(row store.Row) error {
		if used.rows.Add(1) > used.most {
			return fault.Newf(fault.TooLarge,
				"the query reads more than %d rows of counts; ask for fewer segments, fewer features, "+
					"a shorter range or longer buckets", used.most).Because(errWholeQuery)
		}
		return add(row)
	}
}

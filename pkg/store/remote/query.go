package remote

import (
	"context"
	"errors"
	"time"

	"leeway/pkg/dialect"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// Query is the frame of Store.Query: it renders q, runs it, counts the rows against the limits, tells an error of
// each from one of the store, which describe turns into a fault.
func Query(ctx context.Context, d *dialect.Dialect, l store.Limits, q sqlast.Query, each func(store.Row) error,
	run func(context.Context, dialect.Statement, func(store.Row) error) error,
	describe func(context.Context, sqlast.Query, error) error) (store.Stats, error) {
	var stats store.Stats
	statement, err := dialect.Render(d, q)
	if err != nil {
		return stats, err
	}
	stats.SQL = statement.SQL
	start := time.Now()
	counted := func(row store.Row) error {
		err := l.Add(&stats, row)
		if err == nil {
			err = each(row)
		}
		if err != nil {
			return callback{err}
		}
		return nil
	}
	err = Retry(ctx, counted, func(each func(store.Row) error) error { return run(ctx, statement, each) })
	stats.Elapsed = time.Since(start)
	var returned callback
	switch {
	case err == nil:
		return stats, nil
	case errors.As(err, &returned):
		return stats, returned.error
	}
	return stats, describe(ctx, q, err)
}

// callback marks an error that is not the store's.
type callback struct{ error }

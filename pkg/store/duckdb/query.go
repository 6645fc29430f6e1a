package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/dialect"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/tally"
)

// Query runs one SELECT. See store.Store.
func (s *Store) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	var stats store.Stats
	shown, err := dialect.Render(s.shown, q)
	if err != nil {
		return stats, err
	}
	stats.SQL = shown.SQL
	start := time.Now()
	err = s.count(ctx, q, func(ctx context.Context, rows sqldriver.Rows) error {
		return scan(ctx, rows, func(row store.Row) error {
			if err := s.limits.Add(&stats, row); err != nil {
				return callback{err}
			}
			if err := each(row); err != nil {
				return callback{err}
			}
			return nil
		})
	})
	stats.Elapsed = time.Since(start)
	var returned callback
	switch {
	case err == nil:
		return stats, nil
	case errors.As(err, &returned):
		return stats, returned.error
	}
	return stats, s.describeMissing(ctx, err, q)
}

// count executes a query that may count by key. One that finds the memory for counting in use by others runs again,
// alone, once they have ended: what is answered does not depend on who else asks.
func (s *Store) count(ctx context.Context, q sqlast.Query, read readRows) error {
	statement := s.life.Statement(ctx)
	defer statement.Stop()
	return endReason(statement, s.countWithin(statement, q, read))
}

// countWithin is count within the time limit of ctx.
func (s *Store) countWithin(ctx context.Context, q sqlast.Query, read readRows) error {
	number, err := s.counters.Take(ctx)
	if err != nil {
		return err
	}
	err = s.countAs(ctx, q, read, number)
	var e *driver.Error
	if !errors.As(err, &e) || !tally.OverBudget(e.Msg) {
		return err
	}
	numbers, err := s.counters.TakeAll(ctx)
	if err != nil {
		return err
	}
	return s.countAs(ctx, q, read, numbers...)
}

// countAs executes a query with the aggregates of the first number, and gives the numbers back when DuckDB has left it.
func (s *Store) countAs(ctx context.Context, q sqlast.Query, read readRows, numbers ...int) error {
	ended := func() { s.counters.End(numbers...) }
	statement, err := dialect.Render(s.counting[numbers[0]], q)
	if err != nil {
		ended()
		return err
	}
	return s.execute(ctx, s.of(sqlast.Tables(q)...), statement, read, ended)
}

package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"math/big"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/tally"
)

// errLimit is the cause of a context that ran into limits.queryTimeout, and not into a deadline of the caller.
var errLimit = errors.New("limits.queryTimeout")

// errClosed is the cause of a context that ended with Close.
var errClosed = errors.New("the store is closed")

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

// callback marks an error that is not the store's.
type callback struct{ error }

// count executes a query that may count by key. One that finds the memory for counting in use by others runs again,
// alone, once they have ended: what is answered does not depend on who else asks.
func (s *Store) count(ctx context.Context, q sqlast.Query, read readRows) error {
	ctx, end := s.limited(ctx)
	defer end()
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

// contextual puts the reason why ctx ended before the driver's error about it.
func contextual(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return errors.Join(context.Cause(ctx), err)
	}
	return err
}

func bound(args []any) []sqldriver.NamedValue {
	named := make([]sqldriver.NamedValue, len(args))
	for i, a := range args {
		named[i] = sqldriver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return named
}

// scan hands out the rows. The driver has the whole result by now, so the context is looked at now and then only.
func scan(ctx context.Context, rows sqldriver.Rows, each func(store.Row) error) error {
	const between = 4096
	values := make([]sqldriver.Value, len(rows.Columns()))
	row := make(store.Row, len(values))
	for n := 0; ; n++ {
		if n%between == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := rows.Next(values); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		for i, v := range values {
			if err := fill(&row[i], v); err != nil {
				return err
			}
		}
		if err := each(row); err != nil {
			return err
		}
	}
}

// fill turns a value of the driver into a cell.
func fill(cell *store.Value, v sqldriver.Value) error {
	switch v := v.(type) {
	case nil:
		cell.SetNull()
	case int64:
		cell.SetInt(v)
	case float64:
		cell.SetFloat(v)
	case string:
		cell.SetText(v)
	case int32:
		cell.SetInt(int64(v))
	case bool:
		cell.SetInt(0)
		if v {
			cell.SetInt(1)
		}
	default:
		return fillRare(cell, v)
	}
	return nil
}

// fillRare covers the types that only bare columns have; the engine's own expressions make none of them.
func fillRare(cell *store.Value, v sqldriver.Value) error {
	switch v := v.(type) {
	case int8:
		cell.SetInt(int64(v))
	case int16:
		cell.SetInt(int64(v))
	case uint8:
		cell.SetInt(int64(v))
	case uint16:
		cell.SetInt(int64(v))
	case uint32:
		cell.SetInt(int64(v))
	case uint64:
		fillBig(cell, new(big.Int).SetUint64(v))
	case *big.Int:
		fillBig(cell, v)
	case float32:
		cell.SetFloat(float64(v))
	case driver.Decimal:
		cell.SetFloat(v.Float64())
	case time.Time:
		cell.SetInt(v.UnixMicro())
	default:
		return fault.Newf(fault.Unsupported, "duckdb cannot hand out a value of this type (%T)", v)
	}
	return nil
}

// fillBig keeps whole numbers exact where 64 bits hold them.
func fillBig(cell *store.Value, v *big.Int) {
	if v.IsInt64() {
		cell.SetInt(v.Int64())
		return
	}
	f, _ := new(big.Float).SetInt(v).Float64()
	cell.SetFloat(f)
}

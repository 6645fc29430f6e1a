package clickhouse

import (
	"context"
	"errors"
	"strconv"
	"time"

	clickhouse "github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"leeway/pkg/dialect"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Query runs one SELECT. See store.Store.
func (s *Store) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	able, unknown := s.abilities(ctx)
	run := func(ctx context.Context, statement dialect.Statement, each func(store.Row) error) error {
		if unknown != nil {
			return unknown
		}
		return s.run(ctx, able, statement, each)
	}
	return remote.Query(ctx, s.Dialect(), s.limits, q, each, run, s.describeMissing)
}

// run executes a statement and hands out its rows. Its errors are the driver's, a fault where the statement ran into a
// limit or was ended, or the error of each.
func (s *Store) run(ctx context.Context, able *abilities, statement dialect.Statement,
	each func(store.Row) error) error {
	life := s.life.Statement(ctx)
	defer life.Stop()
	var own error
	err := s.rows(life, able, statement, func(row store.Row) error {
		own = each(row)
		return own
	})
	if own != nil || err == nil {
		return own
	}
	return ended(life, err)
}

// ended is the fault of a statement that ran into a limit or was ended; any other error stays as it is.
func ended(life store.Statement, err error) error {
	if f := life.Ended(err); f != nil {
		return f
	}
	var e *clickhouse.Exception
	if errors.As(err, &e) && e.Code == timeoutExceeded {
		return life.TimedOut(err)
	}
	return err
}

func (s *Store) rows(life store.Statement, able *abilities, statement dialect.Statement,
	each func(store.Row) error) error {
	ctx, stop := context.WithCancel(life)
	defer stop()
	rows, err := s.conn.Query(clickhouse.Context(undated{ctx},
		clickhouse.WithSettings(s.settings(life.ServerLimit(), able))), statement.SQL, bound(statement.Args)...)
	if err != nil {
		return err
	}
	if err := scan(rows, each); err != nil {
		stop() // before closing, which would read the rest of the answer
		_ = rows.Close()
		return err
	}
	return errors.Join(rows.Close(), rows.Err())
}

// bound names the arguments as the dialect's placeholders do. The server parses them as values of the placeholder's
// type; they never become part of the text.
func bound(args []any) []any {
	named := make([]any, len(args))
	for i, a := range args {
		if t, ok := a.(time.Time); ok {
			a = t.UnixMicro()
		}
		named[i] = clickhouse.Named("p"+strconv.Itoa(i+1), a)
	}
	return named
}

// scan hands out the rows. An answer without rows may have no columns.
func scan(rows driver.Rows, each func(store.Row) error) error {
	columns := rows.ColumnTypes()
	cells := make([]cell, len(columns))
	targets := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = newCell(c.ScanType())
		targets[i] = cells[i].target
	}
	row := make(store.Row, len(columns))
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		for i := range cells {
			if err := cells[i].fill(&row[i]); err != nil {
				return err
			}
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

package trino

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// run executes a statement in a transaction that cannot write. Its errors are faults, or the error of each.
func (s *Store) run(ctx context.Context, statement dialect.Statement, each func(store.Row) error) error {
	life := s.life.Statement(ctx)
	defer life.Stop()
	var own error
	err := s.rows(life, statement, func(row store.Row) error {
		own = each(row)
		return own
	})
	if own != nil || err == nil {
		return own
	}
	if ended := life.Ended(err); ended != nil {
		return ended
	}
	if name, _ := trinoError(err); name == exceededTimeLimit {
		return life.TimedOut(err)
	}
	return err
}

func (s *Store) rows(life store.Statement, statement dialect.Statement, each func(store.Row) error) error {
	tx, err := s.db.BeginTx(life, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // what was read is read; a transaction that cannot end times out in the server
	rows, err := tx.QueryContext(life, statement.SQL, append(slices.Clone(statement.Args),
		limited(life.ServerLimit()))...)
	if err != nil {
		return err
	}
	if err := scan(rows, each); err != nil {
		_ = rows.Close() // has the server stop, unless the context has ended: then the driver does not ask it to
		return err
	}
	return errors.Join(rows.Close(), rows.Err())
}

// limited is an argument that the driver sends beside the statement: how long the server may work on it.
func limited(to time.Duration) sql.NamedArg {
	return sql.Named("X-Trino-Session", fmt.Sprintf("query_max_run_time=%dms", max(1, to.Milliseconds())))
}

// scan hands out the rows.
func scan(rows *sql.Rows, each func(store.Row) error) error {
	types, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	values, targets := make([]any, len(types)), make([]any, len(types))
	for i := range values {
		targets[i] = &values[i]
	}
	row := make(store.Row, len(types))
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		for i, v := range values {
			if err := fill(&row[i], v, types[i].DatabaseTypeName()); err != nil {
				return err
			}
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// fill turns a value of the driver into a cell; decimals come as text.
func fill(cell *store.Value, v any, kind string) error {
	switch v := v.(type) {
	case nil:
		cell.SetNull()
	case int64:
		cell.SetInt(v)
	case float64:
		cell.SetFloat(v)
	case bool:
		cell.SetInt(0)
		if v {
			cell.SetInt(1)
		}
	case time.Time:
		cell.SetInt(v.UnixMicro())
	case string:
		if kind != "DECIMAL" {
			cell.SetText(v)
			return nil
		}
		return cell.SetDecimal(v)
	default:
		return fault.Newf(fault.Unsupported, "trino cannot hand out a value of this type (%T)", v)
	}
	return nil
}

package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"encoding/json"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// run executes a statement within the time limit. A session whose statement was ended early is not used again: the
// KILL might otherwise meet its next statement.
func (s *Store) run(ctx context.Context, statement dialect.Statement, each func(store.Row) error) error {
	args, err := bound(statement.Args)
	if err != nil {
		return err
	}
	life := s.life.Statement(ctx)
	defer life.Stop()
	conn, err := s.db.Conn(life)
	if err != nil {
		return s.sorted(life, err)
	}
	defer conn.Close()
	var failed error
	_ = conn.Raw(func(raw any) error {
		own, ok := raw.(*session)
		if !ok {
			failed = fault.Newf(fault.Internal, "the pool holds a connection of another driver")
			return nil
		}
		killed := make(chan struct{})
		spare := context.AfterFunc(life, func() {
			defer close(killed)
			s.sessions.kill(own)
		})
		if failed = own.limit(life, life.ServerLimit()); failed == nil {
			failed = own.query(life, statement.SQL, args, func(row store.Row) error {
				err := each(row)
				if err != nil {
					life.Stop() // what is not read yet is not worth waiting for
				}
				return err
			})
		}
		if failed == nil {
			failed = own.verify(life)
		}
		if spare() {
			return nil
		}
		<-killed
		return sqldriver.ErrBadConn
	})
	return s.sorted(life, failed)
}

// bound turns arguments into those of the driver; a list is one JSON array.
func bound(args []any) ([]sqldriver.NamedValue, error) {
	named := make([]sqldriver.NamedValue, len(args))
	for i, a := range args {
		if list, ok := a.([]string); ok {
			text, err := json.Marshal(list)
			if err != nil {
				return nil, fault.As(err)
			}
			a = string(text)
		}
		named[i] = sqldriver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return named, nil
}

package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"encoding/json"
	"sync"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// run executes a statement within the time limit. A session whose statement was ended early is killed, and not used
// again.
func (s *Store) run(ctx context.Context, statement dialect.Statement, each func(store.Row) error) error {
	args, err := bound(statement.Args)
	if err != nil {
		return err
	}
	life := s.life.Statement(ctx)
	defer life.Stop()
	conn, err := s.db.Conn(life)
	if err != nil {
		return s.classify(life, err)
	}
	defer conn.Close()
	var failed error
	_ = conn.Raw(func(raw any) error {
		own, ok := raw.(*session)
		if !ok {
			failed = fault.Newf(fault.Internal, "the pool holds a connection of another driver")
			return nil
		}
		run := func() { failed = own.statement(life, statement.SQL, args, each) }
		if watched(life, run, func() { s.sessions.kill(own) }) {
			return sqldriver.ErrBadConn
		}
		return nil
	})
	return s.classify(life, failed)
}

// watched runs a statement, and reports whether its context ended. If so, kill has run, once: the driver hangs up by
// itself, and may be back before anybody else has heard of the end.
func watched(ctx context.Context, run, kill func()) (ended bool) {
	once := sync.OnceFunc(kill)
	unwatch := context.AfterFunc(ctx, once)
	run()
	if unwatch() && ctx.Err() == nil {
		return false
	}
	once()
	return true
}

// statement runs one within the server's own limit, and asks what the server warns of.
func (s *session) statement(life store.Statement, text string, args []sqldriver.NamedValue,
	each func(store.Row) error) error {
	if err := s.limit(life, life.ServerLimit()); err != nil {
		return err
	}
	err := s.query(life, text, args, func(row store.Row) error {
		err := each(row)
		if err != nil {
			life.Stop() // what is not read yet is not worth waiting for
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.verify(life)
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

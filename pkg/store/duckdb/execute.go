package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// readRows reads the result of a statement.
type readRows func(context.Context, sqldriver.Rows) error

// run executes a statement within the time limit.
func (s *session) run(ctx context.Context, of scope, text dialect.Statement, read readRows) error {
	statement := s.life.Statement(ctx)
	defer statement.Stop()
	return endReason(statement, s.execute(statement, of, text, read, func() {}))
}

// endReason returns the reason why a statement was ended, in place of what DuckDB says about that; else the error as it
// is.
func endReason(statement store.Statement, err error) error {
	var known *fault.Error
	var returned callback
	if err == nil || errors.As(err, &known) || errors.As(err, &returned) {
		return err
	}
	if why := statement.Ended(err); why != nil {
		return why
	}
	return err
}

// callback marks an error that is not the store's.
type callback struct{ error }

// errClosed is the error of a statement that comes after Close.
var errClosed = errors.New("the store is closed")

// execute runs a statement and has its rows read. It returns when ctx ends, whatever DuckDB does: a statement that
// waits for a file that does not answer is left behind, on a thread of its own. Ended is called when DuckDB has left
// the statement, which may be after execute has returned.
func (s *session) execute(ctx context.Context, of scope, statement dialect.Statement, read readRows,
	ended func()) error {
	if err := s.left.admit(ctx, of.subject); err != nil {
		ended()
		return err
	}
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		ended()
		return context.Cause(ctx)
	}
	if !s.calls.begin() {
		ended()
		return errClosed
	}
	c := &call{rows: make(chan sqldriver.Rows), read: make(chan struct{}), result: make(chan error, 1)}
	go func() {
		err := guard(func() error { return s.inScope(ctx, of, statement, c.deliverRows) })
		ended()
		s.calls.end()
		c.result <- err
	}()
	return s.wait(ctx, of, c, read)
}

// call is a statement under way.
type call struct {
	rows   chan sqldriver.Rows // given to whoever waits
	read   chan struct{}       // closed when rows are read, or nobody waits for them
	result chan error          // of the statement
}

// deliverRows gives the rows to whoever waits for them and returns when they are read.
func (c *call) deliverRows(rows sqldriver.Rows) {
	select {
	case c.rows <- rows:
		<-c.read
	case <-c.read:
	}
}

// wait reads the rows of a call, or leaves it behind when ctx ends and DuckDB does not.
func (s *session) wait(ctx context.Context, of scope, c *call, read readRows) error {
	var tooLong <-chan time.Time
	ends := ctx.Done()
	for {
		select {
		case rows := <-c.rows:
			err := readOnce(ctx, c, rows, read)
			if failed := <-c.result; err == nil {
				err = failed
			}
			return err
		case err := <-c.result:
			return err
		case <-ends:
			ends = nil
			timer := time.NewTimer(interruptFor)
			defer timer.Stop()
			tooLong = timer.C
		case <-tooLong:
			s.leave(of, c)
			return errLeft
		}
	}
}

// readOnce has the rows read, and lets the call end also when reading panics.
func readOnce(ctx context.Context, c *call, rows sqldriver.Rows, read readRows) error {
	defer close(c.read)
	return read(ctx, rows)
}

// errLeft is the error of a statement that was left behind.
var errLeft = errors.New("DuckDB did not end the statement")

// leave notes a call that is left behind until it ends.
func (s *session) leave(of scope, c *call) {
	close(c.read)
	s.left.add(of.subject, time.Now())
	go func() {
		<-c.result
		s.left.remove(of.subject)
	}()
}

// guard turns a panic into an error: no statement may end the process that serves all data sources.
func guard(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.As(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	return work()
}

// inScope runs a statement while what it reads is attached.
func (s *session) inScope(ctx context.Context, of scope, statement dialect.Statement,
	deliver func(sqldriver.Rows)) error {
	if of.database {
		reader, err := s.file.acquire(ctx, s)
		if err != nil {
			return err
		}
		defer s.file.release(reader)
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(raw any) error {
		return selectOn(ctx, raw.(*driver.Conn), statement, deliver)
	})
}

// selectOn runs one SELECT on a connection. It refuses anything else once more: DuckDB could still write files into the
// allowed directory by COPY, which no setting forbids.
func selectOn(ctx context.Context, conn *driver.Conn, statement dialect.Statement,
	deliver func(sqldriver.Rows)) error {
	prepared, err := conn.Prepare(statement.SQL)
	if err != nil {
		return err
	}
	defer prepared.Close()
	stmt := prepared.(*driver.Stmt)
	if kind, err := stmt.StatementType(); err != nil || kind != driver.STATEMENT_TYPE_SELECT {
		return fault.Newf(fault.Internal, "a statement is no SELECT").Because(err)
	}
	rows, err := stmt.QueryContext(ctx, bound(statement.Args))
	if err != nil {
		return err
	}
	defer rows.Close()
	deliver(rows)
	return nil
}

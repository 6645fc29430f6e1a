package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"fmt"
	"strings"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// connector opens sessions: it sets what every statement relies on and notes what ending one needs.
type connector struct{ sqldriver.Connector }

// session is one connection.
type session struct {
	sqldriver.Conn
	id      int64  // of the connection in the server, for KILL CONNECTION
	host    string // the server's own name: behind a balancer a second connection may reach another server
	mariaDB bool
}

// settings are what every statement relies on. Escapes in string constants stay on because NO_BACKSLASH_ESCAPES is not
// among the modes; differences of unsigned numbers may be negative.
var settings = []string{
	"SET NAMES utf8mb4",
	"SET SESSION TRANSACTION READ ONLY",
	"SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,NO_UNSIGNED_SUBTRACTION,NO_ENGINE_SUBSTITUTION'",
}

// HashJoins lets MariaDB join predictions and outcomes by hash where no index serves, as MySQL does by itself. The
// least level that does.
const HashJoins = "SET SESSION join_cache_level = 3"

// Connect opens a session.
func (c *connector) Connect(ctx context.Context) (sqldriver.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, remote.ConnectTimeout)
	defer cancel()
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, whileConnecting(err)
	}
	s := &session{Conn: conn}
	if err := s.begin(ctx); err != nil {
		_ = conn.Close() // the reason for closing is the error that matters
		return nil, err
	}
	return s, nil
}

func (s *session) begin(ctx context.Context) error {
	for _, statement := range settings {
		if err := s.set(ctx, statement); err != nil {
			return err
		}
	}
	err := s.query(ctx, "SELECT CONNECTION_ID(), @@hostname, VERSION()", nil, func(row store.Row) error {
		s.id, _ = row.Int(0)
		s.host, _ = row.Text(1)
		version, _ := row.Text(2)
		s.mariaDB = strings.Contains(version, "MariaDB")
		return nil
	})
	if err != nil || !s.mariaDB {
		return err
	}
	return s.set(ctx, HashJoins)
}

// set runs a statement without a result.
func (s *session) set(ctx context.Context, statement string) error {
	runs, ok := s.Conn.(sqldriver.ExecerContext)
	if !ok {
		return fault.Newf(fault.Internal, "the driver cannot run a statement")
	}
	_, err := runs.ExecContext(ctx, statement, nil)
	return err
}

// limit tells the server how long it may work on the next statement.
func (s *session) limit(ctx context.Context, d time.Duration) error {
	if s.mariaDB {
		return s.set(ctx, fmt.Sprintf("SET SESSION max_statement_time = %.3f", d.Seconds()))
	}
	return s.set(ctx, fmt.Sprintf("SET SESSION max_execution_time = %d", d.Milliseconds()))
}

// query prepares a statement and reads its rows. Nothing is ever written into the text.
func (s *session) query(ctx context.Context, text string, args []sqldriver.NamedValue,
	each func(store.Row) error) error {
	prepares, ok := s.Conn.(sqldriver.ConnPrepareContext)
	if !ok {
		return fault.Newf(fault.Internal, "the driver cannot prepare a statement")
	}
	prepared, err := prepares.PrepareContext(ctx, text)
	if err != nil {
		return err
	}
	defer prepared.Close()
	queries, ok := prepared.(sqldriver.StmtQueryContext)
	if !ok {
		return fault.Newf(fault.Internal, "the driver cannot bind values")
	}
	rows, err := queries.QueryContext(ctx, args)
	if err != nil {
		return err
	}
	defer rows.Close()
	return scan(rows, each)
}

// ResetSession and IsValid let the pool look at the connection behind the session.
func (s *session) ResetSession(ctx context.Context) error {
	if r, ok := s.Conn.(sqldriver.SessionResetter); ok {
		return r.ResetSession(ctx)
	}
	return nil
}

// IsValid reports whether the connection can be used again.
func (s *session) IsValid() bool {
	v, ok := s.Conn.(sqldriver.Validator)
	return !ok || v.IsValid()
}

// kill ends another session of this server: the driver only hangs up, and the server would work on. KILL QUERY would be
// forgotten if it came between preparing the statement and running it.
func (c *connector) kill(other *session) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	conn, err := c.Connect(ctx)
	if err != nil {
		return // the server's own limit is left
	}
	defer conn.Close()
	if s, ok := conn.(*session); ok && s.host == other.host {
		_ = s.set(ctx, fmt.Sprintf("KILL CONNECTION %d", other.id)) // it may have ended by itself
	}
}

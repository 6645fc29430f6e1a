// Package postgres is the store of PostgreSQL servers: read-only transactions, a bounded pool, and limits that the
// server keeps too. It is the only package that knows the driver.
package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// Options say which server to use, and how much of it.
type Options struct {
	Server remote.Server
	Limits store.Limits
}

const defaultPort = 5432

// Store is a Postgres server. It implements store.Store.
type Store struct {
	server remote.Server
	host   string
	port   uint16
	limits store.Limits
	life   *store.Life
	pool   *pgxpool.Pool
}

var _ store.Store = (*Store)(nil)

// Open reads the options; the first statement connects, so that a server that is down now is found when it is up.
// Errors: BadSettings naming the field.
func Open(o Options) (*Store, error) {
	host, port, err := remote.Address(o.Server.URL, defaultPort)
	if err != nil {
		return nil, err
	}
	s := &Store{server: o.Server, host: host, port: port, limits: o.Limits.WithDefaults()}
	config, err := s.config()
	if err != nil {
		return nil, err
	}
	s.life = store.NewLife(s.limits.QueryTimeout)
	s.pool, err = pgxpool.NewWithConfig(context.Background(), config)
	if err != nil {
		return nil, fault.Newf(fault.Internal, "the connection pool did not start").Because(err)
	}
	return s, nil
}

// config says everything itself: the driver would fill what is left open from environment variables and files.
func (s *Store) config() (*pgxpool.Config, error) {
	encryption, err := s.server.TLS.Config(s.host)
	if err != nil {
		return nil, err
	}
	config, err := pgxpool.ParseConfig("host=none port=1 user=none password=none dbname=none sslmode=disable " +
		"passfile='' servicefile='' target_session_attrs=any")
	if err != nil { // its text holds nothing of the settings
		return nil, fault.Newf(fault.Internal, "the driver cannot be set up").Because(err)
	}
	c := config.ConnConfig
	c.Host, c.Port, c.Database = s.host, s.port, s.server.Database
	c.User, c.Password = s.server.User, s.server.Password
	c.TLSConfig, c.Fallbacks, c.ConnectTimeout = encryption, nil, remote.ConnectTimeout
	c.RuntimeParams = map[string]string{"application_name": "leeway"}
	c.DialFunc = pgconn.DialFunc(s.server.Dialer())
	if s.server.Dial != nil {
		c.LookupFunc = func(_ context.Context, host string) ([]string, error) { return []string{host}, nil }
	}
	c.ValidateConnect, c.AfterConnect, c.OnNotice = nil, nil, nil
	// A plan of a statement that was prepared once may be a worse one, and poolers do not keep prepared statements.
	c.DefaultQueryExecMode = pgx.QueryExecModeExec
	c.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, DeadlineDelay: time.Second}
	}
	config.MaxConns = int32(min(s.limits.MaxOpenConns, 1000))
	config.MinConns, config.MinIdleConns = 0, 0
	config.MaxConnIdleTime = 5 * time.Minute
	return config, nil
}

// Kind is "postgres".
func (s *Store) Kind() string { return dialect.Postgres.Name }

// Dialect is dialect.Postgres.
func (s *Store) Dialect() *dialect.Dialect { return dialect.Postgres }

// Table splits `table` or `schema.table`; without a schema the account's search path is looked through.
func (s *Store) Table(ref string) ([]string, error) { return store.SplitName(ref, 2) }

// Close ends running statements, which report Canceled, and lets go of all connections.
func (s *Store) Close() error {
	s.life.End()
	s.pool.Close()
	return nil
}

// Query runs one SELECT in a read-only transaction. See store.Store.
func (s *Store) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	run := func(ctx context.Context, statement dialect.Statement, each func(store.Row) error) error {
		return s.run(ctx, statement, Settings(q), each)
	}
	return remote.Query(ctx, dialect.Postgres, s.limits, q, each, run, s.describeMissing)
}

// run executes a statement in a transaction of its own that cannot write. Everything the statement relies on is set
// there, not for the session: a pooler between may give every transaction another session.
func (s *Store) run(ctx context.Context, statement dialect.Statement, settings []string,
	each func(store.Row) error) error {
	life := s.life.Statement(ctx)
	defer life.Stop()
	conn, err := s.pool.Acquire(life)
	if err != nil {
		return s.classify(life, err)
	}
	defer conn.Release() // closes a connection whose transaction is still open
	tx, err := conn.BeginTx(life, pgx.TxOptions{BeginQuery: begin(life.ServerLimit(), settings)})
	if err != nil {
		return s.classify(life, err)
	}
	defer rollback(tx)
	rows, err := tx.Query(life, statement.SQL, statement.Args...)
	if err != nil {
		return s.classify(life, err)
	}
	defer rows.Close()
	if err := scan(rows, each); err != nil {
		life.Stop() // what is not read yet is not worth waiting for
		return err
	}
	return s.classify(life, rows.Err())
}

// begin is the beginning of every transaction.
func begin(limit time.Duration, settings []string) string {
	text := fmt.Sprintf("BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = %d", limit.Milliseconds())
	for _, s := range settings {
		text += "; SET LOCAL " + s
	}
	return text
}

// common are the settings of every transaction. Estimates of groups are far too high where their number is not known,
// and tables of counts are hashed in one pass only where the estimate fits work_mem; what is used is a fraction. Rows
// of many doubles cost more to hand to another process than the planner takes (0.1): it is to hand on counts instead.
var common = []string{"timezone = 'UTC'", "datestyle = 'ISO'", "standard_conforming_strings = on", "jit = off",
	"work_mem = '64MB'", "parallel_tuple_cost = 0.2"}

// Settings are those of the transaction that runs q. Between two analyzes the planner expects no rows that are newer
// than the last one, and would compare each prediction of these with each label. Where times bound both sides of a
// join, it may not.
func Settings(q sqlast.Query) []string {
	if !sqlast.JoinsRanges(q) {
		return common
	}
	return append(slices.Clone(common), "enable_nestloop = off")
}

// rollback gives the connection back; one that does not answer is closed by the pool.
func rollback(tx pgx.Tx) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = tx.Rollback(ctx)
}

// Package duckdb is the store of DuckDB files and Parquet files: read-only, confined to one directory, and locked
// before the first query. It is the only package that knows the driver.
package duckdb

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	driver "github.com/duckdb/duckdb-go/v2"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/tally"
)

// Options say what to open and how much it may use.
type Options struct {
	// Root is the absolute path of the directory that everything lies in; the operator of Grafana sets it
	// (plugin setting duckdb_root). Nothing outside it can be read, whatever a model says.
	Root string

	// Path is the database file, relative to Root. Empty: tables are Parquet files or globs, relative to Root.
	Path string

	Limits   store.Limits
	Threads  int // 0: as many as there are cores
	MemoryMB int // of DuckDB and of the tables that count; 0: 1280
}

// catalog is the name under which the database file is attached.
const catalog = "log"

// Store is an open DuckDB. It implements store.Store and store.Mover.
type Store struct {
	root   string
	path   string
	limits store.Limits
	memory int64 // MB
	db     *sql.DB

	executed *dialect.Dialect // tables are at their place in the file system
	shown    *dialect.Dialect // tables are as a model writes them

	// counters are the aggregates that count by key; counting are the dialects that name those of each number.
	counters *tally.Pool
	counting []*dialect.Dialect

	// moved holds the sources of the tables that Move shifted, by joined name; nil: none.
	moved  atomic.Pointer[map[string]string]
	moving sync.Mutex

	suggested suggestions
	versions  versions

	file  *sharedFile   // the database file; nil without one
	slots chan struct{} // full while as many statements run as may at one time
	left  *leftBehind   // of the file, if there is one, also when other stores have left statements behind on it
	calls calls

	closing error // of DuckDB, once it is closed

	// open ends with Close, and every statement with it.
	open  context.Context
	close context.CancelCauseFunc
}

var (
	_ store.Store = (*Store)(nil)
	_ store.Mover = (*Store)(nil)
)

// Open opens the store and locks it: only Root can be read, nothing can be written into the database, no extension
// loaded, no setting changed. Errors: BadSettings naming duckdb_root or store.path, Forbidden for a path that leaves
// Root, NotFound naming the database files there are, Unreachable for a file that another process writes.
func Open(ctx context.Context, o Options) (*Store, error) {
	root, err := cleanRoot(o.Root)
	if err != nil {
		return nil, err
	}
	s := &Store{root: root, path: o.Path, limits: o.Limits.WithDefaults(), memory: o.memoryMB()}
	s.executed, s.shown = s.placed(), s.shownDialect()
	s.counting = s.numbered()
	s.left = &leftBehind{}
	s.slots = make(chan struct{}, s.limits.MaxOpenConns)
	s.open, s.close = context.WithCancelCause(context.Background())
	connector, err := driver.NewConnector(dsn(o), nil)
	if err != nil {
		return nil, fault.Newf(fault.Internal, "DuckDB did not start").Because(err)
	}
	s.db = sql.OpenDB(connector)
	s.db.SetMaxIdleConns(s.limits.MaxOpenConns)
	if err := s.prepare(ctx, o); err != nil {
		s.shut() // the reason for closing is the error that matters
		return nil, err
	}
	return s, nil
}

// numbers is how many statements may count by key at one time. Those that were left behind keep theirs.
func (s *Store) numbers() int {
	const spare = 16
	return s.limits.MaxOpenConns + spare
}

// prepare adds the aggregates and locks the database.
func (s *Store) prepare(ctx context.Context, o Options) error {
	connection, err := s.db.Conn(ctx)
	if err != nil {
		return s.fault(ctx, err)
	}
	s.counters, err = tally.Register(connection, o.forCounting(), s.numbers())
	if err := errors.Join(err, connection.Close()); err != nil { // the pool may have this one alone
		return s.fault(ctx, err)
	}
	return s.lock(ctx)
}

// DefaultMemoryMB is the memory that a store may use where the settings do not say.
const DefaultMemoryMB = 1280

// memoryMB is how much memory the store may use.
func (o Options) memoryMB() int64 {
	if o.MemoryMB <= 0 {
		return DefaultMemoryMB
	}
	return int64(o.MemoryMB)
}

// countingShare is the part of the memory that counting tables have, which DuckDB does not see: one in 5. The rest is
// DuckDB's.
const countingShare = 5

func (o Options) forCounting() int64 { return o.memoryMB() * 1_000_000 / countingShare }

func (o Options) forDuckDB() int64 { return o.memoryMB()*1_000_000 - o.forCounting() }

// dsn holds the settings that only take effect at the start. The database itself is in memory, and empty: the file
// is attached to it, so that the sandbox stands before the file is opened.
func dsn(o Options) string {
	v := url.Values{
		"memory_limit":                 {strconv.FormatInt(o.forDuckDB(), 10) + "B"},
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
	}
	if o.Threads > 0 {
		v.Set("threads", strconv.Itoa(o.Threads))
	}
	return "?" + v.Encode()
}

// lock confines the database. The order matters: directories can be allowed only while access is open, and nothing can
// be set after the last statement. The file is attached after it, so that a link out of Root is refused.
func (s *Store) lock(ctx context.Context) error {
	for _, statement := range []string{
		"SET GLOBAL TimeZone = 'UTC'",
		"SET temp_directory = ''", // no spilling: nothing is ever written
		"SET allowed_directories = [" + literal(s.root) + "]",
		"SET enable_external_access = false",
	} {
		if _, err := s.db.ExecContext(ctx, statement); err != nil {
			return s.fault(ctx, err)
		}
	}
	if _, err := s.db.ExecContext(ctx, "SET lock_configuration = true"); err != nil {
		return s.fault(ctx, err)
	}
	if s.path == "" {
		return nil
	}
	full, err := s.inside(s.path)
	if err != nil {
		return fault.As(err).AtSetting("store.path")
	}
	s.file = shareFile(full)
	s.left = &s.file.left
	if _, err := s.text(ctx, "SELECT version()"); err != nil { // the file is there and can be read
		return fault.As(s.fault(ctx, err))
	}
	return nil
}

// Kind is "duckdb".
func (s *Store) Kind() string { return dialect.DuckDB.Name }

// Dialect is DuckDB's, with globs of Parquet files read by the names of their columns.
func (s *Store) Dialect() *dialect.Dialect { return s.shown }

// closeFor is how long Close waits for statements to end.
const closeFor = 5 * time.Second

// Close ends running statements, which report Canceled, and lets go of the database once they have ended. It waits for
// them 5 seconds at most: a statement that waits for a file that does not answer keeps the database open until it does.
func (s *Store) Close() error {
	select {
	case <-s.shut():
	case <-time.After(closeFor):
		return nil
	}
	if s.closing != nil {
		return fault.Newf(fault.Store, "DuckDB did not close").Because(s.closing)
	}
	return nil
}

// shut begins to close. The channel is closed when the database is.
func (s *Store) shut() <-chan struct{} {
	s.close(errClosed)
	return s.calls.close(func() {
		free := func() { s.closing = s.db.Close() }
		if s.file == nil {
			free()
			return
		}
		s.file.leave(free)
	})
}

// literal writes a string constant; DuckDB knows no escape but the doubled quote.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

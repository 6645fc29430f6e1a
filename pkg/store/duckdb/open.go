package duckdb

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strconv"

	driver "github.com/duckdb/duckdb-go/v2"

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
	MemoryMB int // of DuckDB and of the tables that count; 0: store.DefaultMemoryMB
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
	limits := o.Limits.WithDefaults()
	s := &Store{session: &session{location: location{root: root, path: o.Path}, limits: limits, memory: o.memoryMB(),
		life: store.NewLife(limits.QueryTimeout), left: &leftBehind{}, slots: make(chan struct{}, limits.MaxOpenConns)}}
	s.executed, s.shown = s.statementDialect(&s.moved), s.shownDialect()
	s.counting = numbered(s.executed, s.numbers())
	connector, err := driver.NewConnector(dsn(o), nil)
	if err != nil {
		return nil, fault.Newf(fault.Internal, "DuckDB did not start").Because(err)
	}
	s.db = sql.OpenDB(connector)
	s.db.SetMaxIdleConns(s.limits.MaxOpenConns)
	if err := s.prepare(ctx, o); err != nil {
		s.startClosing() // the reason for closing is the error that matters
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
		return s.classify(err)
	}
	s.counters, err = tally.Register(connection, o.forCounting(), s.numbers())
	if err := errors.Join(err, connection.Close()); err != nil { // the pool may have this one alone
		return s.classify(err)
	}
	return s.lock(ctx)
}

// memoryMB is how much memory the store may use.
func (o Options) memoryMB() int64 {
	if o.MemoryMB <= 0 {
		return store.DefaultMemoryMB
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
			return s.classify(err)
		}
	}
	if _, err := s.db.ExecContext(ctx, "SET lock_configuration = true"); err != nil {
		return s.classify(err)
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
		return s.explain(ctx, err)
	}
	return nil
}

package duckdb

import (
	"sync"

	"leeway/pkg/dialect"
	"leeway/pkg/store/duckdb/tally"
)

// Store is an open DuckDB. It implements store.Store and store.Mover.
type Store struct {
	*session

	executed *dialect.Dialect // tables are at their place in the file system
	shown    *dialect.Dialect // tables are as a model writes them

	// counters are the aggregates that count by key; counting are the dialects that name those of each number.
	counters *tally.Pool
	counting []*dialect.Dialect

	moved  movedTables
	moving sync.Mutex

	suggested suggestions
	versions  versions
}

// Kind is "duckdb".
func (s *Store) Kind() string { return dialect.DuckDB.Name }

// Dialect is DuckDB's, with globs of Parquet files read by the names of their columns.
func (s *Store) Dialect() *dialect.Dialect { return s.shown }

package duckdb

import (
	"regexp"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
)

// parquetEnds are the ends of names of Parquet files, in any case, as a pattern of both Go's and DuckDB's.
const parquetEnds = `(?i)\.(parquet|parq|pq)$`

var parquetName = regexp.MustCompile(parquetEnds)

// isGlob reports whether a table can be several files.
func isGlob(ref string) bool { return strings.ContainsAny(ref, "*?[") }

// readParquet is the source text of a file or glob. The files of a glob are read by the names of their columns, each
// with the widest type that any file gives it. By default DuckDB takes the types of the first file, and rounds what
// later files hold to them.
func readParquet(path string) string {
	if isGlob(path) {
		return "read_parquet(" + literal(path) + ", union_by_name = true)"
	}
	return "read_parquet(" + literal(path) + ")"
}

// parquetPath is the full path of a table of Parquet files.
func (s *Store) parquetPath(name []string) (string, error) {
	if len(name) != 1 {
		return "", fault.Newf(fault.Internal, "a Parquet table has one name, not %d", len(name))
	}
	if _, err := s.Table(name[0]); err != nil {
		return "", err
	}
	return s.inside(name[0])
}

// shownDialect is the dialect that statements are shown in: tables are as a model writes them.
func (s *Store) shownDialect() *dialect.Dialect {
	if s.path != "" {
		return dialect.DuckDB
	}
	d := *dialect.DuckDB
	d.Source = func(name []string) (string, error) {
		if _, err := s.parquetPath(name); err != nil {
			return "", err
		}
		if isGlob(name[0]) || !strings.HasSuffix(name[0], ".parquet") {
			return readParquet(name[0]), nil
		}
		return dialect.DuckDB.Names.Apply(name[0])
	}
	return &d
}

package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// unreadableFiles explains why a table of Parquet files has no columns: no file is there, or one of them cannot be
// read.
func (s *Store) unreadableFiles(ctx context.Context, table []string, f *fault.Error) error {
	full, err := s.parquetPath(table)
	if err != nil {
		return err
	}
	files, err := s.names(ctx, s.of(table), "SELECT file AS name FROM glob(?)", "", full)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		there, err := s.suggestFiles(ctx, parquetEnds, table[0])
		if err != nil {
			return err
		}
		return noTable(table[0], there).Because(f.Cause)
	}
	if named := s.namedFile(files, f.Cause); named != "" {
		return s.describeDamage(named, f.Cause)
	}
	for _, file := range files {
		err := s.run(ctx, s.of(table), dialect.Statement{SQL: "SELECT count(*) FROM parquet_schema(?)",
			Args: []any{file}},
			func(ctx context.Context, rows sqldriver.Rows) error {
				return scan(ctx, rows, func(store.Row) error { return nil })
			})
		if ctx.Err() != nil {
			return s.explain(ctx, err)
		}
		if err != nil {
			return s.describeDamage(file, err)
		}
	}
	return f
}

// namedFile returns the file that DuckDB's error names, "" if it names none of them.
func (s *Store) namedFile(files []string, cause error) string {
	if cause == nil {
		return ""
	}
	var named string
	for _, file := range files {
		if len(file) > len(named) && strings.Contains(cause.Error(), file) {
			named = file
		}
	}
	return named
}

// describeDamage says in words what is wrong with a file.
func (s *Store) describeDamage(file string, cause error) *fault.Error {
	why := "is damaged"
	text := cause.Error()
	for _, known := range []struct{ sign, why string }{
		{"too small", "is empty or cut off, so it is not a Parquet file; a job may still be writing it"},
		{"No magic bytes", "is not a Parquet file, or is cut off; a job may still be writing it"},
		{"is encrypted", "is encrypted, which Leeway does not read"},
		{"Permission denied", "may not be read by the account that Leeway runs under"},
	} {
		if strings.Contains(text, known.sign) {
			why = known.why
			break
		}
	}
	return fault.Newf(fault.Store, "the file %s %s", strings.TrimPrefix(file, s.root+"/"), why).Because(cause)
}

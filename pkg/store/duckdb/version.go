package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"time"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
)

// Version is made of the names, sizes and times of a table's Parquet files. See store.Versioner. It is not known of
// tables of a database: looking at the file would give up the lock on it.
func (s *Store) Version(ctx context.Context, table []string) (string, error) {
	if s.path != "" {
		return "", nil
	}
	s.versions.mu.Lock()
	known, ok := s.versions.known[key(table)]
	s.versions.mu.Unlock()
	if ok && time.Since(known.read) < versionFor {
		return known.text, nil
	}
	text, err := s.filesVersion(ctx, table)
	if err != nil {
		switch f := s.explain(ctx, err); f.Kind {
		case fault.Timeout, fault.Canceled:
			return "", f
		}
		return "", nil // the query says what is wrong with the table
	}
	s.versions.mu.Lock()
	defer s.versions.mu.Unlock()
	if s.versions.known == nil {
		s.versions.known = map[string]version{}
	}
	s.versions.known[key(table)] = version{text: text, read: time.Now()}
	return text, nil
}

func (s *Store) filesVersion(ctx context.Context, table []string) (string, error) {
	full, err := s.parquetPath(table)
	if err != nil {
		return "", err
	}
	const listing = "SELECT md5(string_agg(concat_ws('/', filename, size, epoch_us(last_modified)), chr(10) ORDER BY filename)) FROM read_blob(?)"
	var text string
	err = s.run(ctx, s.of(table), dialect.Statement{SQL: listing, Args: []any{full}},
		func(ctx context.Context, rows sqldriver.Rows) error {
			return scan(ctx, rows, func(row store.Row) error {
				text, _ = row.Text(0)
				return nil
			})
		})
	return text, err
}

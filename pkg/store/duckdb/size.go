package duckdb

import (
	"context"
	sqldriver "database/sql/driver"

	"leeway/pkg/dialect"
	"leeway/pkg/store"
)

// Size is DuckDB's estimate of a table, or the sum of what Parquet files say in their footers. See store.Sizer.
func (s *Store) Size(ctx context.Context, table []string) (rows int64, known bool, err error) {
	statement := dialect.Statement{SQL: "SELECT estimated_size FROM duckdb_tables() WHERE database_name = ? AND schema_name = ? AND table_name = ?"}
	if s.path == "" {
		full, err := s.inside(table[0])
		if err != nil {
			return 0, false, err
		}
		statement = dialect.Statement{SQL: "SELECT CAST(sum(num_rows) AS BIGINT) FROM parquet_file_metadata(?)",
			Args: []any{full}}
	} else {
		schema := "main"
		if len(table) > 1 {
			schema = table[0]
		}
		statement.Args = []any{catalog, schema, table[len(table)-1]}
	}
	rows, known, err = store.OneSize(func(each func(store.Row) error) error {
		return s.run(ctx, s.of(table), statement,
			func(ctx context.Context, found sqldriver.Rows) error { return scan(ctx, found, each) })
	})
	if err != nil {
		return 0, false, s.explain(ctx, err)
	}
	return rows, known, nil
}

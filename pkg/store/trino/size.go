package trino

import (
	"context"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/store"
)

// Size is the row count of the connector's statistics, where it keeps any. See store.Sizer.
func (s *Store) Size(ctx context.Context, table []string) (rows int64, known bool, err error) {
	catalog, schema, name, err := s.full(table)
	if err != nil {
		return 0, false, err
	}
	quoted := make([]string, 3)
	for i, part := range []string{catalog, schema, name} {
		if quoted[i], err = dialect.Trino.Names.Apply(part); err != nil {
			return 0, false, err
		}
	}
	// A line for each column, and one without a column for the table.
	const column, rowCount = 0, 4
	err = s.queryCatalog(ctx, "SHOW STATS FOR "+strings.Join(quoted, "."), nil, func(row store.Row) error {
		if n, ok := row.Float(rowCount); ok && row.Null(column) {
			rows, known = int64(n), true
		}
		return nil
	})
	return rows, known, err
}

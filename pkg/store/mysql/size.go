package mysql

import (
	"context"

	"leeway/pkg/store"
)

// tableSize is what the storage engine believes; it knows nothing of views.
const tableSize = `SELECT TABLE_ROWS FROM information_schema.TABLES
WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?`

// Size is the storage engine's estimate. See store.Sizer.
func (s *Store) Size(ctx context.Context, table []string) (rows int64, known bool, err error) {
	var database any
	if len(table) > 1 {
		database = table[0]
	}
	return store.OneSize(func(each func(store.Row) error) error {
		return s.ask(ctx, tableSize, each, database, table[len(table)-1])
	})
}

package clickhouse

import (
	"context"

	"leeway/pkg/store"
)

// Size is the number of rows that the table's engine keeps; views have none. See store.Sizer.
func (s *Store) Size(ctx context.Context, table []string) (rows int64, known bool, err error) {
	database, args := databaseOf(table)
	statement := "SELECT total_rows FROM system.tables WHERE name = {p1:String} AND database = " + database
	return store.OneSize(func(each func(store.Row) error) error { return s.queryCatalog(ctx, statement, args, each) })
}

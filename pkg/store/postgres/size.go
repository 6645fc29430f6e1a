package postgres

import (
	"context"

	"leeway/pkg/store"
)

// tableSize adds up what the planner believes of a table and its partitions. Before the first ANALYZE it believes
// nothing, which is -1, or 0 in old versions.
const tableSize = `SELECT CAST(sum(c.reltuples) AS float8) FROM pg_catalog.pg_class AS c
WHERE c.relkind IN ('r', 'm', 'f') AND c.reltuples > 0
  AND c.oid IN (SELECT to_regclass($1::text) UNION ALL SELECT relid FROM pg_partition_tree(to_regclass($1::text)))`

// Size is the planner's estimate. See store.Sizer.
func (s *Store) Size(ctx context.Context, table []string) (rows int64, known bool, err error) {
	name, err := regclass(table)
	if err != nil {
		return 0, false, err
	}
	return store.OneSize(func(each func(store.Row) error) error { return s.ask(ctx, tableSize, each, name) })
}

package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5/pgtype"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// types maps Postgres's types to Leeway's. What is not here is Unknown.
var types = map[int64]sqlast.Type{
	pgtype.Float4OID: sqlast.Float, pgtype.Float8OID: sqlast.Float, pgtype.NumericOID: sqlast.Decimal,
	pgtype.Int2OID: sqlast.Integer, pgtype.Int4OID: sqlast.Integer, pgtype.Int8OID: sqlast.Integer,
	pgtype.TextOID: sqlast.Text, pgtype.VarcharOID: sqlast.Text, pgtype.BPCharOID: sqlast.Text, pgtype.NameOID: sqlast.Text,
	pgtype.QCharOID: sqlast.Text, pgtype.UUIDOID: sqlast.UUID, pgtype.BoolOID: sqlast.Bool,
	pgtype.TimestampOID: sqlast.Timestamp, pgtype.TimestamptzOID: sqlast.TimestampTZ, pgtype.DateOID: sqlast.DateOnly,
	pgtype.JSONOID: sqlast.JSON, pgtype.JSONBOID: sqlast.JSON, pgtype.ByteaOID: sqlast.Blob, anyEnum: sqlast.Enum,
	pgtype.Float8ArrayOID: sqlast.Array, pgtype.Float4ArrayOID: sqlast.Array, pgtype.Int4ArrayOID: sqlast.Array, pgtype.Int8ArrayOID: sqlast.Array,
}

// anyEnum is the number of the pseudo-type that stands for every enumeration.
const anyEnum = 3500

// listColumns finds a table as a query would, search path and all; domains count as what they are made of. Citext has
// no number of its own, so it goes by name.
const listColumns = `SELECT a.attname, format_type(a.atttypid, a.atttypmod),
  CASE WHEN t.typtype = 'e' THEN 3500 WHEN t.typname = 'citext' THEN 25 ELSE CAST(CAST(t.oid AS bigint) AS integer) END,
  CASE WHEN d.typtype = 'd' THEN d.typtypmod ELSE a.atttypmod END
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_type AS d ON d.oid = a.atttypid
JOIN pg_catalog.pg_type AS t ON t.oid = CASE WHEN d.typtype = 'd' THEN d.typbasetype ELSE d.oid END
WHERE a.attrelid = to_regclass($1::text) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum`

// fitsDouble reports whether every numeric of a declared precision and scale has a double. limit is Postgres's own
// number for both, of which the scale is the signed lowest 11 bits; -1: none is declared.
func fitsDouble(limit int64) bool {
	const header, most = 4, 300 // digits
	precision, scale := (limit-header)>>16, (limit-header)<<53>>53
	return limit >= header && precision-scale <= most && scale <= most
}

// Columns lists the columns of a table. See store.Store.
func (s *Store) Columns(ctx context.Context, table []string) ([]store.Column, error) {
	name, err := regclass(table)
	if err != nil {
		return nil, err
	}
	var columns []store.Column
	err = s.ask(ctx, listColumns, func(row store.Row) error {
		column := store.Column{}
		column.Name, _ = row.Text(0)
		column.Raw, _ = row.Text(1)
		oid, _ := row.Int(2)
		column.Type = types[oid]
		if limit, _ := row.Int(3); oid == pgtype.NumericOID && !fitsDouble(limit) {
			column.Type = sqlast.BigDecimal
		}
		columns = append(columns, column)
		return nil
	}, name)
	if err != nil || len(columns) > 0 {
		return columns, err
	}
	return nil, s.noTable(ctx, table)
}

// regclass is a table's name as to_regclass reads it.
func regclass(table []string) (string, error) {
	name := ""
	for i, part := range table {
		quoted, err := dialect.Postgres.Names.Apply(part)
		if err != nil {
			return "", err
		}
		if i > 0 {
			name += "."
		}
		name += quoted
	}
	return name, nil
}

// noTable says which table is missing and what there is.
func (s *Store) noTable(ctx context.Context, table []string) error {
	ref := store.WriteName(table)
	tables, err := s.Tables(ctx)
	if err != nil {
		return err
	}
	if slices.Contains(tables, ref) {
		return fault.Newf(fault.Store, "the table %s has no columns", ref)
	}
	return store.NoTable(ref, tables)
}

// listTables lists what the account may read: tables, views, materialized views, foreign and partitioned tables.
const listTables = `SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN '' ELSE n.nspname END, c.relname
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT')
LIMIT 10000`

// Tables lists what a model can name, sorted; tables outside the search path with their schema.
func (s *Store) Tables(ctx context.Context) ([]string, error) {
	var tables []string
	err := s.ask(ctx, listTables, func(row store.Row) error {
		schema, _ := row.Text(0)
		table, _ := row.Text(1)
		name := []string{table}
		if schema != "" {
			name = []string{schema, table}
		}
		tables = append(tables, store.WriteName(name))
		return nil
	})
	slices.Sort(tables)
	return tables, err
}

// ask runs a statement of this package.
func (s *Store) ask(ctx context.Context, statement string, each func(store.Row) error, args ...any) error {
	return remote.Retry(ctx, each, func(each func(store.Row) error) error {
		return s.run(ctx, dialect.Statement{SQL: statement, Args: args}, common, each)
	})
}

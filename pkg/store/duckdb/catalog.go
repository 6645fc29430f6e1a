package duckdb

import (
	"context"
	sqldriver "database/sql/driver"
	"slices"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// types maps DuckDB's types, without their parameters, to Leeway's. What is not here is Unknown.
var types = map[string]sqlast.Type{
	"DOUBLE": sqlast.Float, "FLOAT": sqlast.Float, "DECIMAL": sqlast.Decimal,
	"TINYINT": sqlast.Integer, "SMALLINT": sqlast.Integer, "INTEGER": sqlast.Integer, "BIGINT": sqlast.Integer,
	"UTINYINT": sqlast.Integer, "USMALLINT": sqlast.Integer, "UINTEGER": sqlast.Integer, "UBIGINT": sqlast.Integer,
	"HUGEINT": sqlast.Integer, "UHUGEINT": sqlast.Integer,
	"VARCHAR": sqlast.Text, "ENUM": sqlast.Enum, "UUID": sqlast.UUID, "BLOB": sqlast.Blob, "BOOLEAN": sqlast.Bool,
	"TIMESTAMP": sqlast.Timestamp, "TIMESTAMP_S": sqlast.Timestamp, "TIMESTAMP_MS": sqlast.Timestamp,
	"TIMESTAMP_NS": sqlast.Timestamp, "TIMESTAMPTZ": sqlast.TimestampTZ, "DATE": sqlast.DateOnly,
	"JSON": sqlast.JSON, "STRUCT": sqlast.JSON, "MAP": sqlast.JSON,
}

// typeOf is Leeway's type of a column. Of lists only those of numbers are read.
func typeOf(raw string) sqlast.Type {
	if at := strings.LastIndex(raw, "["); at >= 0 && strings.HasSuffix(raw, "]") {
		switch typeOf(raw[:at]) {
		case sqlast.Float, sqlast.Integer, sqlast.Decimal:
			return sqlast.Array
		}
		return sqlast.Unknown
	}
	plain, _, _ := strings.Cut(raw, "(")
	return types[plain]
}

// Columns lists the columns of a table. See store.Store.
func (s *Store) Columns(ctx context.Context, table []string) ([]store.Column, error) {
	source, err := s.executed.Source(table)
	if err != nil {
		return nil, err
	}
	var columns []store.Column
	statement := dialect.Statement{SQL: "SELECT * FROM " + source + " LIMIT 0"}
	err = s.run(ctx, s.of(table), statement, func(_ context.Context, rows sqldriver.Rows) error {
		named := rows.(sqldriver.RowsColumnTypeDatabaseTypeName)
		for i, name := range rows.Columns() {
			raw := named.ColumnTypeDatabaseTypeName(i)
			columns = append(columns, store.Column{Name: name, Type: typeOf(raw), Raw: raw})
		}
		return nil
	})
	if err == nil && s.path == "" {
		err = s.refuseLake(ctx, table)
	}
	if err == nil && s.path == "" {
		err = s.refuseColumns(ctx, table, columns)
	}
	if err == nil {
		return columns, nil
	}
	f := s.fault(ctx, err)
	if f.Kind != fault.NotFound && f.Kind != fault.Store {
		return nil, f
	}
	if s.path == "" {
		return nil, s.unreadableFiles(ctx, table, f)
	}
	return nil, s.missingTable(ctx, table, f)
}

// missingTable says which table is missing and what there is, unless the table is listed: then it cannot be read.
func (s *Store) missingTable(ctx context.Context, table []string, f *fault.Error) error {
	ref := s.written(table)
	tables, err := s.tables(ctx, ref)
	if err != nil {
		return err
	}
	if slices.Contains(tables, ref) {
		return fault.Newf(fault.Store, "the table %s is there but cannot be read", ref).Because(f.Cause)
	}
	return noTable(ref, tables).Because(f.Cause)
}

// noTable is the fault of a table that is not there.
func noTable(ref string, there []string) *fault.Error {
	return fault.Newf(fault.NotFound, "there is no table %s", ref).Listing("there are", there)
}

// Tables lists what a model can name, sorted: tables and views, or Parquet files.
func (s *Store) Tables(ctx context.Context) ([]string, error) { return s.tables(ctx, "") }

func (s *Store) tables(ctx context.Context, near string) ([]string, error) {
	if s.path == "" {
		return s.listFiles(ctx, parquetEnds, near, everyFile)
	}
	list := "SELECT CASE WHEN table_schema = 'main' THEN '' ELSE " + quotedPart("table_schema") + " || '.' END || " +
		quotedPart("table_name") + " AS name FROM information_schema.tables WHERE table_catalog = ?"
	return s.names(ctx, s.of(), list, near, catalog)
}

// quotedPart is SQL for a part of a name as written writes it and store.SplitName reads it.
func quotedPart(column string) string {
	return "CASE WHEN contains(" + column + ", '.') OR contains(" + column + `, '"') THEN '"' || replace(` + column +
		`, '"', '""') || '"' ELSE ` + column + " END"
}

// written is a name as a model writes it.
func (s *Store) written(name []string) string {
	if s.path == "" {
		return key(name)
	}
	parts := make([]string, len(name))
	for i, p := range name {
		parts[i] = p
		if strings.ContainsAny(p, `."`) {
			parts[i] = `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
		}
	}
	return strings.Join(parts, ".")
}

// names runs a statement that lists names in a column "name" and orders them: by similarity to near, else by name.
func (s *Store) names(ctx context.Context, of scope, list, near string, args ...any) ([]string, error) {
	statement := "SELECT name FROM (" + list + ") ORDER BY "
	if near != "" {
		statement += "jaro_winkler_similarity(lower(name), lower(?)) DESC, "
		args = append(args, near)
	}
	statement += "name LIMIT 10000"
	var found []string
	err := s.run(ctx, of, dialect.Statement{SQL: statement, Args: args},
		func(ctx context.Context, rows sqldriver.Rows) error {
			return scan(ctx, rows, func(row store.Row) error {
				name, _ := row.Text(0)
				found = append(found, name)
				return nil
			})
		})
	if err != nil {
		return nil, s.fault(ctx, err)
	}
	return found, nil
}

// nearest orders names by similarity.
func (s *Store) nearest(ctx context.Context, names []string, to string) ([]string, error) {
	return s.names(ctx, anywhere, "SELECT DISTINCT unnest(CAST(? AS VARCHAR[])) AS name", to, names)
}

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
	f := s.explain(ctx, err)
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
		return fault.Newf(fault.Store, "the table %s exists but cannot be read", ref).Because(f.Cause)
	}
	return noTable(ref, tables).Because(f.Cause)
}

// Tables lists what a model can name, sorted: tables and views, or Parquet files.
func (s *Store) Tables(ctx context.Context) ([]string, error) { return s.tables(ctx, "") }

func (s *Store) tables(ctx context.Context, near string) ([]string, error) {
	if s.path == "" {
		return s.listFiles(ctx, parquetEnds, near, everyFile)
	}
	list := "SELECT CASE WHEN table_schema = 'main' THEN '' ELSE " + quotedPart("table_schema") + " || '.' END || " +
		quotedPart("table_name") + " AS name FROM information_schema.tables WHERE table_catalog = ?"
	names, err := s.names(ctx, s.of(), list, near, catalog)
	if err != nil {
		return nil, s.explain(ctx, err)
	}
	return names, nil
}

// quotedPart is SQL for a part of a name as written writes it and store.SplitName reads it.
func quotedPart(column string) string {
	return "CASE WHEN contains(" + column + ", '.') OR contains(" + column + `, '"') THEN '"' || replace(` + column +
		`, '"', '""') || '"' ELSE ` + column + " END"
}

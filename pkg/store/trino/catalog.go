package trino

import (
	"context"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// types maps Trino's types, without their parameters, to Leeway's. What is not here is Unknown.
var types = map[string]sqlast.Type{
	"double": sqlast.Float, "real": sqlast.Float, "decimal": sqlast.Decimal,
	"tinyint": sqlast.Integer, "smallint": sqlast.Integer, "integer": sqlast.Integer, "bigint": sqlast.Integer,
	"varchar": sqlast.Text, "char": sqlast.Text, "uuid": sqlast.UUID, "ipaddress": sqlast.Text, "boolean": sqlast.Bool, "varbinary": sqlast.Blob,
	"date": sqlast.DateOnly, "timestamp": sqlast.Timestamp, "timestamp with time zone": sqlast.TimestampTZ,
	"json": sqlast.JSON, "map": sqlast.JSON, "row": sqlast.JSON, "array": sqlast.JSON,
}

// typeOf is Leeway's type of one of Trino's, such as timestamp(6) with time zone.
func typeOf(raw string) sqlast.Type {
	name, rest, parameters := strings.Cut(raw, "(")
	if parameters {
		_, after, _ := strings.Cut(rest, ")")
		if name == "timestamp" {
			name += after
		}
	}
	return types[name]
}

// full is the catalog, schema and name of a table; NotFound of the database field where none is known.
func (s *Store) full(table []string) (catalog, schema, name string, err error) {
	known := []string{s.catalog, s.schema}
	for len(known)+len(table) > 3 {
		known = known[:len(known)-1]
	}
	all := append(known, table...)
	if len(all) != 3 || all[0] == "" || all[1] == "" {
		return "", "", "", byName("MISSING_SCHEMA_NAME")
	}
	return all[0], all[1], all[2], nil
}

// Columns lists the columns of a table in its own order. Trino keeps all names in lower case. See store.Store.
func (s *Store) Columns(ctx context.Context, table []string) ([]store.Column, error) {
	catalog, schema, name, err := s.full(table)
	if err != nil {
		return nil, err
	}
	quoted, err := dialect.Trino.Names.Apply(catalog)
	if err != nil {
		return nil, err
	}
	statement := "SELECT column_name, data_type FROM " + quoted + ".information_schema.columns" +
		" WHERE table_schema = lower(?) AND table_name = lower(?) ORDER BY ordinal_position"
	var columns []store.Column
	err = s.queryCatalog(ctx, statement, []any{schema, name}, func(row store.Row) error {
		c := store.Column{}
		c.Name, _ = row.Text(0)
		c.Raw, _ = row.Text(1)
		c.Type = typeOf(c.Raw)
		columns = append(columns, c)
		return nil
	})
	if err != nil || len(columns) > 0 {
		return columns, err
	}
	tables, err := s.Tables(ctx)
	if err != nil {
		return nil, err
	}
	return nil, store.NoTable(store.WriteName(table), tables)
}

// Tables lists tables and views of the data source's catalog, sorted; those of its schema by their bare names. Without
// a catalog there is none: a cluster may have thousands.
func (s *Store) Tables(ctx context.Context) ([]string, error) {
	if s.catalog == "" {
		return nil, nil
	}
	quoted, err := dialect.Trino.Names.Apply(s.catalog)
	if err != nil {
		return nil, err
	}
	statement := "SELECT table_schema, table_name FROM " + quoted + ".information_schema.tables" +
		" WHERE table_schema <> 'information_schema' ORDER BY table_schema = lower(?) DESC, table_schema, table_name LIMIT 10000"
	var tables []string
	err = s.queryCatalog(ctx, statement, []any{s.schema}, func(row store.Row) error {
		schema, _ := row.Text(0)
		name, _ := row.Text(1)
		if strings.EqualFold(schema, s.schema) {
			tables = append(tables, store.WriteName([]string{name}))
			return nil
		}
		tables = append(tables, store.WriteName([]string{schema, name}))
		return nil
	})
	return tables, err
}

// queryCatalog runs a statement of this package; its errors are faults.
func (s *Store) queryCatalog(ctx context.Context, statement string, args []any, each func(store.Row) error) error {
	ask := func(each func(store.Row) error) error {
		return s.run(ctx, dialect.Statement{SQL: statement, Args: args}, each)
	}
	if err := remote.Retry(ctx, each, ask); err != nil {
		f := s.fault(err)
		if f.Kind == fault.NotFound {
			return fault.Newf(fault.NotFound, "there is no catalog of this name").AtSetting("database").Because(err)
		}
		return f
	}
	return nil
}

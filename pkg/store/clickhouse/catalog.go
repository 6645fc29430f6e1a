package clickhouse

import (
	"context"
	"regexp"
	"strings"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// types maps ClickHouse's types, without wrappers and parameters, to Leeway's. What is not here is Unknown.
var types = map[string]sqlast.Type{
	"Float32": sqlast.Float, "Float64": sqlast.Float, "BFloat16": sqlast.Float,
	"Int8": sqlast.Integer, "Int16": sqlast.Integer, "Int32": sqlast.Integer, "Int64": sqlast.Integer,
	"Int128": sqlast.Integer, "Int256": sqlast.Integer, "UInt8": sqlast.Integer, "UInt16": sqlast.Integer,
	"UInt32": sqlast.Integer, "UInt64": sqlast.Integer, "UInt128": sqlast.Integer, "UInt256": sqlast.Integer,
	"Decimal": sqlast.Decimal, "Decimal32": sqlast.Decimal, "Decimal64": sqlast.Decimal, "Decimal128": sqlast.Decimal,
	"Decimal256": sqlast.Decimal,
	"String":     sqlast.Text, "FixedString": sqlast.Text, "Enum8": sqlast.Enum, "Enum16": sqlast.Enum, "UUID": sqlast.UUID,
	"IPv4": sqlast.Text, "IPv6": sqlast.Text,
	"Bool": sqlast.Bool, "Date": sqlast.DateOnly, "Date32": sqlast.DateOnly,
	"DateTime": sqlast.TimestampTZ, "DateTime64": sqlast.TimestampTZ,
	"JSON": sqlast.JSON, "Map": sqlast.JSON, "Tuple": sqlast.JSON, "Array": sqlast.JSON, "Nested": sqlast.JSON,
}

// wrapper is a type that changes how values are kept, not what they are.
var wrapper = regexp.MustCompile(`^(?:Nullable|LowCardinality|SimpleAggregateFunction)\((?:\w+, )?(.*)\)$`)

// zoneOf is the zone in the parameters of a date and time type.
var zoneOf = regexp.MustCompile(`'([^']+)'`)

// typeOf is Leeway's type of a column. Date and time values are instants in ClickHouse, with a zone to show them in.
// Where that zone is UTC they read as clocks without zone, so that a model can say whose clock it is; where it is
// another one, they are instants for certain.
func typeOf(raw, serverZone string) sqlast.Type {
	for {
		inner := wrapper.FindStringSubmatch(raw)
		if inner == nil {
			break
		}
		raw = inner[1]
	}
	name, parameters, _ := strings.Cut(raw, "(")
	t := types[name]
	if t != sqlast.TimestampTZ {
		return t
	}
	zone := serverZone
	if match := zoneOf.FindStringSubmatch(parameters); match != nil {
		zone = match[1]
	}
	if zone == "UTC" || zone == "Etc/UTC" {
		return sqlast.Timestamp
	}
	return t
}

// database is the text for the database of a table: its own, or the one of the session.
func databaseOf(table []string) (text string, args []any) {
	if len(table) > 1 {
		return "{p2:String}", []any{table[len(table)-1], table[0]}
	}
	return "currentDatabase()", []any{table[0]}
}

// Columns lists the columns of a table in its own order. See store.Store.
func (s *Store) Columns(ctx context.Context, table []string) ([]store.Column, error) {
	database, args := databaseOf(table)
	statement := "SELECT name, type, timezone() FROM system.columns WHERE table = {p1:String} AND database = " +
		database +
		" AND default_kind NOT IN ('ALIAS', 'EPHEMERAL') ORDER BY position"
	var columns []store.Column
	err := s.queryCatalog(ctx, statement, args, func(row store.Row) error {
		name, _ := row.Text(0)
		raw, _ := row.Text(1)
		zone, _ := row.Text(2)
		columns = append(columns, store.Column{Name: name, Type: typeOf(raw, zone), Raw: raw})
		return nil
	})
	if err != nil || len(columns) > 0 {
		return columns, err
	}
	return nil, s.missingTable(ctx, table)
}

// missingTable says which table is missing and what there is, unless the table is listed: then it cannot be read.
func (s *Store) missingTable(ctx context.Context, table []string) error {
	tables, err := s.Tables(ctx)
	if err != nil {
		return err
	}
	ref := store.WriteName(table)
	for _, t := range tables {
		if t == ref {
			return fault.Newf(fault.Forbidden,
				"the account may not see the columns of table %s; GRANT it SELECT on the table", ref)
		}
	}
	return store.NoTable(ref, tables)
}

// Tables lists tables and views, sorted; those of the session's database by their bare names.
func (s *Store) Tables(ctx context.Context) ([]string, error) {
	const statement = "SELECT database = currentDatabase() AS own, database, name FROM system.tables" +
		" WHERE database NOT IN ('system', 'information_schema', 'INFORMATION_SCHEMA') AND NOT is_temporary" +
		" AND NOT startsWith(name, '.inner') ORDER BY own DESC, database, name LIMIT 10000"
	var tables []string
	err := s.queryCatalog(ctx, statement, nil, func(row store.Row) error {
		own, _ := row.Int(0)
		database, _ := row.Text(1)
		name, _ := row.Text(2)
		if own == 1 {
			tables = append(tables, store.WriteName([]string{name}))
			return nil
		}
		tables = append(tables, store.WriteName([]string{database, name}))
		return nil
	})
	return tables, err
}

// queryCatalog runs a statement of this package; its errors are faults.
func (s *Store) queryCatalog(ctx context.Context, statement string, args []any, each func(store.Row) error) error {
	able, err := s.abilities(ctx)
	if err == nil {
		err = remote.Retry(ctx, each, func(each func(store.Row) error) error {
			return s.run(ctx, able, dialect.Statement{SQL: statement, Args: args}, each)
		})
	}
	if err != nil {
		return s.fault(err)
	}
	return nil
}

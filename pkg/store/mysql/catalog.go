package mysql

import (
	"context"
	"errors"
	"slices"
	"strings"

	driver "github.com/go-sql-driver/mysql"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/remote"
)

// types maps MySQL's types, without what follows their first word, to Leeway's. What is not here is Unknown.
var types = map[string]sqlast.Type{
	"double": sqlast.Float, "float": sqlast.Float, "decimal": sqlast.Decimal,
	"tinyint": sqlast.Integer, "smallint": sqlast.Integer, "mediumint": sqlast.Integer, "int": sqlast.Integer,
	"bigint": sqlast.Integer, "year": sqlast.Integer,
	"char": sqlast.Text, "varchar": sqlast.Text, "tinytext": sqlast.Text, "text": sqlast.Text, "mediumtext": sqlast.Text,
	"longtext": sqlast.Text, "enum": sqlast.Enum, "set": sqlast.Enum, "uuid": sqlast.UUID, "binary": sqlast.Blob, "varbinary": sqlast.Blob,
	"datetime": sqlast.Timestamp, "timestamp": sqlast.TimestampTZ, "date": sqlast.DateOnly, "json": sqlast.JSON,
}

// typeOf reads a column's type. TINYINT(1) and BIT(1) are how MySQL writes truth values.
func typeOf(raw string) sqlast.Type {
	if raw == "tinyint(1)" || raw == "bit(1)" {
		return sqlast.Bool
	}
	word := strings.FieldsFunc(raw, func(r rune) bool { return r == '(' || r == ' ' })
	if len(word) == 0 {
		return sqlast.Unknown
	}
	return types[word[0]]
}

// Columns lists the columns of a table. See store.Store.
func (s *Store) Columns(ctx context.Context, table []string) ([]store.Column, error) {
	quoted := make([]string, len(table))
	for i, part := range table {
		name, err := dialect.MySQL.Names.Apply(part)
		if err != nil {
			return nil, err
		}
		quoted[i] = name
	}
	var columns []store.Column
	err := s.ask(ctx, "SHOW COLUMNS FROM "+strings.Join(quoted, "."), func(row store.Row) error {
		name, _ := row.Text(0)
		raw, _ := row.Text(1)
		columns = append(columns, store.Column{Name: name, Type: typeOf(raw), Raw: raw})
		return nil
	})
	if err == nil || !isMissingTable(err) {
		return columns, err
	}
	tables, listing := s.Tables(ctx)
	if listing != nil {
		return nil, listing
	}
	return nil, store.NoTable(store.WriteName(table), tables).Because(err)
}

// isMissingTable: no such table, unknown database, or a name that cannot be one.
func isMissingTable(err error) bool {
	var e *driver.MySQLError
	return errors.As(err, &e) && slices.Contains([]uint16{1146, 1049, 1102, 1103}, e.Number)
}

// listTables lists what the account may see; the servers' own schemas hold no prediction logs.
const listTables = `SELECT CASE WHEN TABLE_SCHEMA = DATABASE() THEN '' ELSE TABLE_SCHEMA END, TABLE_NAME
FROM information_schema.TABLES
WHERE TABLE_SCHEMA NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')
LIMIT 10000`

// Tables lists what a model can name, sorted; tables of other databases with theirs.
func (s *Store) Tables(ctx context.Context) ([]string, error) {
	var tables []string
	err := s.ask(ctx, listTables, func(row store.Row) error {
		database, _ := row.Text(0)
		table, _ := row.Text(1)
		name := []string{table}
		if database != "" {
			name = []string{database, table}
		}
		tables = append(tables, store.WriteName(name))
		return nil
	})
	slices.Sort(tables)
	return tables, err
}

// ask runs a statement of this package and sorts its error.
func (s *Store) ask(ctx context.Context, statement string, each func(store.Row) error, args ...any) error {
	err := remote.Retry(ctx, each, func(each func(store.Row) error) error {
		return s.run(ctx, dialect.Statement{SQL: statement, Args: args}, each)
	})
	if err != nil {
		return fault.As(err)
	}
	return nil
}

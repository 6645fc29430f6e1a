package stores

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/model"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/mysqltest"
)

// MariaDB is the harness of a MariaDB server: a database each time.
func MariaDB(t testing.TB) Harness {
	t.Helper()
	h := mysqlHarness("MariaDB", mysqltest.New(t, mysqltest.Options{}))
	h.Types[UUID] = []string{"UUID"} // MySQL has none
	return h
}

// MySQL is that of a MySQL server.
func MySQL(t testing.TB) Harness {
	t.Helper()
	return mysqlHarness("MySQL", mysqltest.New(t, mysqltest.Options{MySQL: true}))
}

func mysqlHarness(name string, server *mysqltest.Server) Harness {
	h := Harness{Name: name, Finite: true,
		Types: map[Type][]string{
			BigInt: {"BIGINT", "DECIMAL(20)"}, Double: {"DOUBLE"}, Numeric: {"DECIMAL(38,10)"},
			Text: {"TEXT", "VARCHAR(99)", "VARCHAR(99) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"},
			Boolean: {"BOOLEAN",
				"BIT(1)"}, Timestamp: {"DATETIME(6)"}, TimestampTZ: {"TIMESTAMP(6) NULL"}, JSON: {"JSON", "TEXT"},
			Bytes: {"BINARY(16)", "VARBINARY(16)"}, Enumeration: {"ENUM('a', 'b', 'c')"}},
		// Characters beyond the first plane, and spaces at the ends.
		Refuses: func(name string) bool {
			return strings.TrimSpace(name) != name || strings.ContainsFunc(name,
				func(r rune) bool { return r > 0xFFFF })
		}}
	h.Make = func(t testing.TB, tables ...Table) Database {
		t.Helper()
		name := server.Database(t)
		for _, table := range tables {
			columns, rows := mysqlRows(h, table)
			server.Exec(t, name, fmt.Sprintf("CREATE TABLE %s (%s) CHARACTER SET utf8mb4 STATS_AUTO_RECALC = 0",
				backticks(table.Name), h.definitions(columns, backticks)))
			server.Insert(t, name, backticks(table.Name), rows[:len(table.Rows)])
			if !table.Unknown {
				server.Exec(t, name, "ANALYZE TABLE "+backticks(table.Name))
			}
			server.Insert(t, name, backticks(table.Name), rows[len(table.Rows):])
		}
		return Database{Kind: model.MySQL, Server: remote.Server{URL: server.URL(), User: server.User,
			Password: server.Password,
			Database: name, TLS: remote.TLS{Mode: remote.Disable}}}
	}
	return h
}

func backticks(name string) string {
	quoted, err := dialect.MySQL.Names.Apply(name)
	if err != nil {
		panic(err) // a suite asks Refuses first
	}
	return quoted
}

// mysqlRows are a table's columns and rows as the driver takes them: a column that holds NaN or infinities is what it
// would be in such a database, text.
func mysqlRows(h Harness, table Table) ([]Column, [][]any) {
	columns := slices.Clone(table.Columns)
	rows := table.all()
	for i, row := range rows {
		rows[i] = slices.Clone(row)
	}
	for i := range columns {
		if !slices.ContainsFunc(rows, func(row []any) bool { return isSpecial(row[i]) }) {
			continue
		}
		columns[i].Raw = h.Types[Text][0]
		for _, row := range rows {
			if isSpecial(row[i]) {
				row[i] = fmt.Sprint(row[i])
			}
		}
	}
	return columns, rows
}

func isSpecial(v any) bool {
	f, ok := v.(float64)
	return ok && (math.IsNaN(f) || math.IsInf(f, 0))
}

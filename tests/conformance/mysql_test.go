package conformance

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/store"
	"leeway/pkg/store/mysql"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/mysqltest"
)

func TestMariaDB(t *testing.T) { Run(t, onMariaDB{mysqltest.New(t, mysqltest.Options{})}) }

// What is NaN or infinite elsewhere is NULL here.
func TestMariaDBNodes(t *testing.T) {
	s := onMariaDB{mysqltest.New(t, mysqltest.Options{})}.Open(t)
	special := []string{"number too large", "NaN", "infinite", "text of NaN", "infinity clamped"}
	for _, c := range nodes() {
		if slices.Contains(special, c.name) {
			c.want = nil
		}
		t.Run(c.name, func(t *testing.T) { c.run(t, s) })
	}
}

// onMariaDB is the harness of a MariaDB server: a database each time.
type onMariaDB struct{ server *mysqltest.Server }

var mysqlTypes = map[Type]string{BigInt: "BIGINT", Double: "DOUBLE", Numeric: "DECIMAL(38,10)", Text: "TEXT",
	Boolean: "BOOLEAN", Timestamp: "DATETIME(6)", TimestampTZ: "TIMESTAMP(6) NULL", JSON: "JSON"}

func (h onMariaDB) Open(t *testing.T, tables ...Table) store.Store {
	t.Helper()
	database := h.server.Database(t)
	for _, table := range tables {
		h.create(t, database, table)
	}
	s, err := mysql.Open(mysql.Options{Server: remote.Server{URL: h.server.URL(), User: h.server.User,
		Password: h.server.Password, Database: database, TLS: remote.TLS{Mode: remote.Disable}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// Refuses: characters beyond the first plane, and spaces at the ends.
func (onMariaDB) Refuses(name string) bool {
	return strings.TrimSpace(name) != name || strings.ContainsFunc(name, func(r rune) bool { return r > 0xFFFF })
}

// create makes a table. A DOUBLE can be neither NaN nor infinite here, so a column that holds such values is what it
// would be in such a database: text.
func (h onMariaDB) create(t *testing.T, database string, table Table) {
	t.Helper()
	var columns []string
	rows := make([][]any, len(table.Rows))
	for i, row := range table.Rows {
		rows[i] = slices.Clone(row)
	}
	for i, c := range table.Columns {
		quoted, err := dialect.MySQL.Names.Apply(c.Name)
		if err != nil {
			t.Fatal(err)
		}
		kind := mysqlTypes[c.Type]
		if slices.ContainsFunc(rows, func(row []any) bool { return isSpecial(row[i]) }) {
			kind = mysqlTypes[Text]
		}
		columns = append(columns, quoted+" "+kind)
		for _, row := range rows {
			row[i] = mysqlValue(row[i])
		}
	}
	quoted, err := dialect.MySQL.Names.Apply(table.Name)
	if err != nil {
		t.Fatal(err)
	}
	h.server.Exec(t, database, "CREATE TABLE "+quoted+" ("+strings.Join(columns, ", ")+") CHARACTER SET utf8mb4")
	h.server.Insert(t, database, quoted, rows)
}

func isSpecial(v any) bool {
	f, ok := v.(float64)
	return ok && (math.IsNaN(f) || math.IsInf(f, 0))
}

// mysqlValue is a value as the driver takes it.
func mysqlValue(v any) any {
	if isSpecial(v) {
		return fmt.Sprint(v)
	}
	return v
}

package conformance

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/store"
	"leeway/pkg/store/postgres"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/postgrestest"
)

func TestPostgres(t *testing.T) { Run(t, onPostgres{postgrestest.New(t, postgrestest.Options{})}) }

func TestPostgresNodes(t *testing.T) {
	Nodes(t, onPostgres{postgrestest.New(t, postgrestest.Options{})}.Open(t))
}

// onPostgres is the harness of a Postgres server: a database each time.
type onPostgres struct{ server *postgrestest.Server }

var postgresTypes = map[Type]string{BigInt: "bigint", Double: "double precision", Numeric: "numeric(38,10)", Text: "text",
	Boolean: "boolean", Timestamp: "timestamp", TimestampTZ: "timestamptz", JSON: "jsonb"}

func (h onPostgres) Open(t *testing.T, tables ...Table) store.Store {
	t.Helper()
	var statements []string
	for _, table := range tables {
		statements = append(statements, createSQL(table, postgresTypes), postgresInsert(table))
	}
	database := h.server.Database(t, statements...)
	s, err := postgres.Open(postgres.Options{Server: remote.Server{URL: h.server.URL(), User: h.server.User,
		Password: h.server.Password, Database: database, TLS: remote.TLS{Mode: remote.Disable}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func postgresInsert(t Table) string {
	rows := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		literals := make([]string, len(row))
		for j, v := range row {
			literals[j] = postgresLiteral(v, t.Columns[j].Type)
		}
		rows[i] = "(" + strings.Join(literals, ", ") + ")"
	}
	return fmt.Sprintf("INSERT INTO %s VALUES %s", quoted(t.Name), strings.Join(rows, ", "))
}

func postgresLiteral(v any, as Type) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case time.Time:
		return "'" + v.UTC().Format("2006-01-02 15:04:05.000000+00") + "'::" + postgresTypes[as]
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'::" + postgresTypes[as]
	}
	return fmt.Sprintf("'%v'::%s", v, postgresTypes[as])
}

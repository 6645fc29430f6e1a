package stores

import (
	"fmt"
	"testing"

	"leeway/pkg/model"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/postgrestest"
)

// Postgres is the harness of a Postgres server: a database each time.
func Postgres(t testing.TB) Harness {
	t.Helper()
	server := postgrestest.New(t, postgrestest.Options{})
	h := Harness{Name: "Postgres", Types: map[Type][]string{
		BigInt: {"bigint", "numeric(20)"}, Double: {"double precision"}, Numeric: {"numeric(38,10)",
			"numeric"}, Text: {"text", "varchar(99)"},
		Boolean: {"boolean"}, Timestamp: {"timestamp"}, TimestampTZ: {"timestamptz"}, JSON: {"jsonb", "json", "text"},
		UUID: {"uuid"}, Bytes: {"bytea"}, Enumeration: {"abc"}}}
	h.Make = func(t testing.TB, tables ...Table) Database {
		t.Helper()
		name := server.Database(t, "CREATE TYPE abc AS ENUM ('a', 'b', 'c')")
		for _, table := range tables {
			server.Exec(t, name, fmt.Sprintf("CREATE TABLE %s (%s) WITH (autovacuum_enabled = off)",
				standard(table.Name), h.definitions(table.Columns, standard)))
			columns := make([]string, len(table.Columns))
			for i, c := range table.Columns {
				columns[i] = c.Name
			}
			server.Insert(t, name, table.Name, columns, table.Rows)
			if !table.Unknown {
				server.Exec(t, name, "ANALYZE "+standard(table.Name))
			}
			server.Insert(t, name, table.Name, columns, table.Later)
		}
		return Database{Kind: model.Postgres, Server: remote.Server{URL: server.URL(), User: server.User,
			Password: server.Password,
			Database: name, TLS: remote.TLS{Mode: remote.Disable}}}
	}
	return h
}

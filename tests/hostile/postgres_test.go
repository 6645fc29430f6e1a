package hostile

import (
	"fmt"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/store/postgres"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/postgrestest"
)

func onPostgres(t *testing.T, names []string) under {
	t.Helper()
	server := postgrestest.New(t, postgrestest.Options{})
	statements := []string{"CREATE TABLE canary AS SELECT 7 AS x"}
	refused := map[int]bool{}
	for i, name := range names {
		quoted, err := dialect.Postgres.Names.Apply(name)
		if err != nil {
			refused[i] = true
			continue
		}
		statements = append(statements, fmt.Sprintf("CREATE TABLE t%d AS SELECT %d AS %s", i, i, quoted))
	}
	database := server.Database(t, statements...)
	s, err := postgres.Open(postgres.Options{Server: remote.Server{URL: server.URL(), User: server.User,
		Password: server.Password, Database: database, TLS: remote.TLS{Mode: remote.Disable}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return under{name: "postgres", store: s, refused: refused, secret: server.URL()}
}

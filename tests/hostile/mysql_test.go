package hostile

import (
	"fmt"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/store/mysql"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/mysqltest"
)

func onMariaDB(t *testing.T, names []string) under {
	t.Helper()
	server := mysqltest.New(t, mysqltest.Options{})
	statements := []string{"CREATE TABLE canary AS SELECT 7 AS x"}
	refused := map[int]bool{}
	for i, name := range names {
		quoted, err := dialect.MySQL.Names.Apply(name)
		if err != nil {
			refused[i] = true
			continue
		}
		statements = append(statements, fmt.Sprintf("CREATE TABLE t%d AS SELECT %d AS %s", i, i, quoted))
	}
	database := server.Database(t, statements...)
	s, err := mysql.Open(mysql.Options{Server: remote.Server{URL: server.URL(), User: server.User,
		Password: server.Password, Database: database, TLS: remote.TLS{Mode: remote.Disable}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return under{name: "mariadb", store: s, refused: refused, secret: server.URL()}
}

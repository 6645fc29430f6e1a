package mysql

import (
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"

	"leeway/pkg/store/remote"
	"leeway/tests/servers/mysqltest"
)

// server is the MariaDB of all tests that do not need one of their own; nil where it is not installed.
var server *mysqltest.Server

func TestMain(m *testing.M) {
	var err error
	if server, err = mysqltest.Start(mysqltest.Options{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if server != nil {
		server.Stop()
	}
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// installed skips the test where MariaDB is not.
func installed(t testing.TB) {
	t.Helper()
	if server == nil {
		t.Skip("SKIPPED: MariaDB is not installed; apt-get install mariadb-server-core mariadb-client-core")
	}
}

// open opens a database as the administrator does.
func open(t *testing.T, at remote.Server) *Store {
	t.Helper()
	s, err := Open(Options{Server: at})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

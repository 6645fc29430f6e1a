package postgres

import (
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"

	"leeway/pkg/store/remote"
	"leeway/tests/servers/postgrestest"
)

// server is the Postgres of all tests that do not need one of their own; nil where it is not installed.
var server *postgrestest.Server

func TestMain(m *testing.M) {
	var err error
	if server, err = postgrestest.Start(postgrestest.Options{Settings: map[string]string{"max_connections": "40"}}); err != nil {
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

// installed skips the test where Postgres is not.
func installed(t testing.TB) {
	t.Helper()
	if server == nil {
		t.Skip("SKIPPED: Postgres is not installed; apt-get install postgresql")
	}
}

// open opens a database as the superuser does.
func open(t *testing.T, at remote.Server) *Store {
	t.Helper()
	s, err := Open(Options{Server: at})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

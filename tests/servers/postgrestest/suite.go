package postgrestest

import (
	"context"
	"fmt"
	"testing"

	"leeway/pkg/store/remote"
)

// Make makes a new database, runs statements in it, and says how the superuser signs in to it, without encryption.
func (s *Server) Make(t testing.TB, statements ...string) remote.Server {
	t.Helper()
	return remote.Server{URL: s.URL(), User: s.User, Password: s.Password, Database: s.Database(t, statements...),
		TLS: remote.TLS{Mode: remote.Disable}}
}

// Account makes an account with rights in a database, each as GRANT writes it.
func (s *Server) Account(t testing.TB, database string, rights ...string) (user, password string) {
	t.Helper()
	user, password = fmt.Sprintf("account_%d", s.accounts.Add(1)), "hunter2"
	s.Exec(t, database, "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
		fmt.Sprintf("CREATE ROLE %s LOGIN PASSWORD '%s'", user, password))
	for _, right := range rights {
		s.Exec(t, database, fmt.Sprintf("GRANT %s TO %s", right, user))
	}
	return user, password
}

// Running counts the statements about the table t of a database that the server works on.
func (s *Server) Running(t testing.TB, database string) (n int) {
	t.Helper()
	conn, err := s.connect("postgres")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	row := conn.QueryRow(context.Background(),
		`SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND state = 'active' AND query LIKE '%"t"%'`, database)
	if err := row.Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

package mysqltest

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"leeway/pkg/store/remote"
)

// Make makes a new database, runs statements in it, and says how the administrator signs in to it, without encryption.
func (s *Server) Make(t testing.TB, statements ...string) remote.Server {
	t.Helper()
	return remote.Server{URL: s.URL(), User: s.User, Password: s.Password, Database: s.Database(t, statements...),
		TLS: remote.TLS{Mode: remote.Disable}}
}

// Account makes an account with rights in a database, each as GRANT writes it.
func (s *Server) Account(t testing.TB, database string, rights ...string) (user, password string) {
	t.Helper()
	user, password = fmt.Sprintf("account_%d", s.accounts.Add(1)), "hunter2"
	s.Exec(t, database, fmt.Sprintf("CREATE USER %s IDENTIFIED BY '%s'", user, password))
	for _, right := range rights {
		s.Exec(t, database, fmt.Sprintf("GRANT %s TO %s", right, user))
	}
	return user, password
}

// Running counts the statements about the table t of a database that the server works on.
func (s *Server) Running(t testing.TB, database string) (n int) {
	t.Helper()
	s.do(t, "", func(conn *sql.Conn) {
		row := conn.QueryRowContext(context.Background(), "SELECT count(*) FROM information_schema.PROCESSLIST"+
			" WHERE DB = ? AND COMMAND IN ('Query', 'Execute') AND INFO LIKE '%`t`%'", database)
		if err := row.Scan(&n); err != nil {
			t.Fatal(err)
		}
	})
	return n
}

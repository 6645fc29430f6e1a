// Package mysqltest starts throw-away MariaDB servers, which stand in for MySQL too.
package mysqltest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	driver "github.com/go-sql-driver/mysql"

	"leeway/tests/servers"
)

// Server is a running MariaDB. User may do everything, from anywhere.
type Server struct {
	*servers.Process
	User, Password string
	databases      atomic.Int32
}

// Options of a server.
type Options struct {
	Settings []string          // of mysqld; $FOLDER is the server's folder
	Files    map[string]string // written into the server's folder
}

// New starts a server that stops when the test ends. Without MariaDB the test is skipped.
func New(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	if s == nil {
		t.Skip("SKIPPED: MariaDB is not installed; apt-get install mariadb-server-core mariadb-client-core")
	}
	t.Cleanup(s.Stop)
	return s
}

// Start starts a server that the caller stops; nil where MariaDB is not installed.
func Start(o Options) (*Server, error) {
	server, install := servers.Find("mariadbd", "/usr/sbin"), servers.Find("mariadb-install-db")
	if server == "" || install == "" {
		return nil, nil
	}
	process, err := servers.New("mariadb")
	if err != nil {
		return nil, err
	}
	s := &Server{Process: process, User: "admin", Password: `pa'ss \"word:/@`}
	if err := s.start(server, install, o); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

func (s *Server) start(server, install string, o Options) error {
	err := s.Do(install, "--no-defaults", "--datadir="+s.Path("data"), "--auth-root-authentication-method=normal",
		"--skip-test-db", "--skip-name-resolve")
	if err != nil {
		return err
	}
	for name, text := range o.Files {
		if _, err := s.Write(name, text); err != nil {
			return err
		}
	}
	// A server that starts deletes all temporary tables of its folder for them, so two must not share one.
	args := []string{"--no-defaults", "--datadir=" + s.Path("data"), "--tmpdir=" + s.Folder, "--socket=" + s.Path("s"), "--pid-file=" + s.Path("pid"),
		"--port=" + strconv.Itoa(s.Port), "--bind-address=127.0.0.1", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0",
		"--innodb-buffer-pool-size=256M", "--character-set-server=utf8mb4"}
	for _, setting := range o.Settings {
		args = append(args, os.Expand(setting, func(string) string { return s.Folder }))
	}
	if err := s.Start("TERM", server, args...); err != nil {
		return err
	}
	if err := s.Await(func() error {
		db := s.connect("")
		defer db.Close()
		return db.Ping()
	}); err != nil {
		return err
	}
	db := s.connect("")
	defer db.Close()
	password := strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s.Password)
	_, err = db.Exec(fmt.Sprintf("GRANT ALL ON *.* TO '%s'@'%%' IDENTIFIED BY '%s' WITH GRANT OPTION", s.User, password))
	return err
}

// connect signs in as root through the socket in the server's folder, whatever TLS the server wants.
func (s *Server) connect(database string) *sql.DB {
	c := driver.NewConfig()
	c.Net, c.Addr, c.User, c.Passwd, c.DBName = "unix", s.Path("s"), "root", "", database
	c.Logger = &driver.NopLogger{} // it would speak up while the server starts
	plain, err := driver.NewConnector(c)
	if err != nil {
		panic(err) // the configuration is this package's own
	}
	return sql.OpenDB(plain)
}

// Exec runs statements, in order, as the administrator.
func (s *Server) Exec(t testing.TB, database string, statements ...string) {
	t.Helper()
	s.do(t, database, func(conn *sql.Conn) {
		for _, statement := range statements {
			if _, err := conn.ExecContext(context.Background(), statement); err != nil {
				t.Fatalf("%v\n%.2000s", err, statement)
			}
		}
	})
}

// Insert adds rows to a table; values are bound.
func (s *Server) Insert(t testing.TB, database, table string, rows [][]any) {
	t.Helper()
	if len(rows) == 0 {
		return
	}
	marks := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(rows[0])), ", ") + ")"
	most := 30_000 / len(rows[0])
	s.do(t, database, func(conn *sql.Conn) {
		for len(rows) > 0 {
			n := min(most, len(rows))
			var values []any
			for _, row := range rows[:n] {
				values = append(values, row...)
			}
			rows = rows[n:]
			text := "INSERT INTO " + table + " VALUES " + strings.TrimSuffix(strings.Repeat(marks+", ", n), ", ")
			if _, err := conn.ExecContext(context.Background(), text, values...); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func (s *Server) do(t testing.TB, database string, work func(*sql.Conn)) {
	t.Helper()
	db := s.connect(database)
	defer db.Close()
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	work(conn)
}

// Database makes a new database, runs statements in it and returns its name.
func (s *Server) Database(t testing.TB, statements ...string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d", s.databases.Add(1))
	s.Exec(t, "", "CREATE DATABASE "+name)
	s.Exec(t, name, statements...)
	return name
}

// Kill ends the server at once, as a crash would.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	s.Process.Kill(t, "pid")
}

// Package mysqltest starts throw-away MariaDB and MySQL servers.
package mysqltest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	driver "github.com/go-sql-driver/mysql"

	"leeway/tests/servers"
)

// Server is a running MariaDB or MySQL. User may do everything, from anywhere.
type Server struct {
	*servers.Process
	User, Password string
	databases      atomic.Int32
	accounts       atomic.Int32
}

// Options of a server.
type Options struct {
	MySQL    bool              // and not MariaDB
	Settings []string          // of mysqld; $FOLDER is the server's folder
	Files    map[string]string // written into the server's folder
}

// New starts a server that stops when the test ends. Where it is not installed the test is skipped.
func New(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case s == nil && o.MySQL:
		t.Skip("SKIPPED: MySQL is not installed; LEEWAY_MYSQLD may name its mysqld")
	case s == nil:
		t.Skip("SKIPPED: MariaDB is not installed; apt-get install mariadb-server-core mariadb-client-core")
	}
	t.Cleanup(s.Stop)
	return s
}

// Start starts a server that the caller stops; nil where it is not installed.
func Start(o Options) (*Server, error) {
	start, name := startMariaDB(), "mariadb"
	if o.MySQL {
		start, name = startMySQL(), "mysql"
	}
	if start == nil {
		return nil, nil
	}
	process, err := servers.New(name)
	if err != nil {
		return nil, err
	}
	s := &Server{Process: process, User: "admin", Password: servers.Password}
	if err := s.start(start, o); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// installed is a server's program, how its folder is made, and what it is started with beside the rest.
type installed struct {
	program string
	install []string
	started []string
}

// startMariaDB is nil where MariaDB is not installed.
func startMariaDB() *installed {
	program, install := servers.Find("mariadbd", "/usr/sbin"), servers.Find("mariadb-install-db")
	if program == "" || install == "" {
		return nil
	}
	return &installed{program, []string{install, "--no-defaults", "--auth-root-authentication-method=normal",
		"--skip-test-db", "--skip-name-resolve"}, nil}
}

// startMySQL is nil where MySQL is not installed: LEEWAY_MYSQLD names its program, or mysqld does and is not MariaDB's.
func startMySQL() *installed {
	program := os.Getenv("LEEWAY_MYSQLD")
	if program == "" {
		program = servers.Find("mysqld", "/usr/sbin")
	}
	if program == "" {
		return nil
	}
	if version, err := exec.Command(program, "--no-defaults", "--version").Output(); err != nil ||
		strings.Contains(string(version), "MariaDB") {
		return nil
	}
	return &installed{program, []string{program, "--no-defaults", "--initialize-insecure"},
		[]string{"--mysqlx=OFF", "--skip-log-bin", "--secure-file-priv=NULL"}}
}

func (s *Server) start(from *installed, o Options) error {
	if err := s.Do(from.install[0], append(from.install[1:], "--datadir="+s.Path("data"))...); err != nil {
		return err
	}
	for name, text := range o.Files {
		if _, err := s.Write(name, text); err != nil {
			return err
		}
	}
	// A server that starts deletes all temporary tables of its folder for them, so two must not share one.
	args := append([]string{"--no-defaults", "--datadir=" + s.Path("data"), "--tmpdir=" + s.Folder, "--socket=" +
		s.Path("s"), "--pid-file=" + s.Path("pid"),
		"--bind-address=127.0.0.1", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0",
		"--innodb-buffer-pool-size=256M", "--character-set-server=utf8mb4"}, from.started...)
	if o.MySQL && len(o.Files) == 0 {
		args = append(args, "--tls-version=") // it would make certificates of its own
	}
	for _, setting := range o.Settings {
		args = append(args, os.Expand(setting, func(string) string { return s.Folder }))
	}
	withPort := func(port int) []string { return append(args, "--port="+strconv.Itoa(port)) }
	if err := s.Serve("TERM", from.program, withPort, func() error {
		db := s.connect("")
		defer db.Close()
		return db.Ping()
	}); err != nil {
		return err
	}
	db := s.connect("")
	defer db.Close()
	password := strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s.Password)
	account := "'" + s.User + "'@'%'"
	for _, statement := range []string{"CREATE USER " + account + " IDENTIFIED BY '" + password + "'",
		"GRANT ALL ON *.* TO " + account + " WITH GRANT OPTION"} {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	return nil
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

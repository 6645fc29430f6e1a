// Package postgrestest starts throw-away Postgres servers.
package postgrestest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"leeway/tests/servers"
)

// Server is a running Postgres. User is its superuser; the database postgres is empty.
type Server struct {
	*servers.Process
	User, Password string
	databases      atomic.Int32
	accounts       atomic.Int32
}

// Options of a server.
type Options struct {
	Settings map[string]string // of postgresql.conf
	HBA      string            // replaces pg_hba.conf
	Files    map[string]string // written into the server's folder; a setting names one as $FOLDER/name
}

// New starts a server that stops when the test ends. Without Postgres the test is skipped.
func New(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	if s == nil {
		t.Skip("SKIPPED: Postgres is not installed; apt-get install postgresql")
	}
	t.Cleanup(s.Stop)
	return s
}

// Start starts a server that the caller stops; nil where Postgres is not installed.
func Start(o Options) (*Server, error) {
	program := servers.Find("postgres", os.Getenv("POSTGRES_BIN"), "/usr/lib/postgresql/*/bin")
	if program == "" {
		return nil, nil
	}
	process, err := servers.New("postgres")
	if err != nil {
		return nil, err
	}
	s := &Server{Process: process, User: "postgres", Password: servers.Password}
	if err := s.start(filepath.Dir(program), o); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

func (s *Server) start(programs string, o Options) error {
	password, err := s.Write("password", s.Password)
	if err != nil {
		return err
	}
	err = s.Do(filepath.Join(programs, "initdb"), "-D", s.Path("data"), "-U", s.User, "--pwfile", password, "--no-sync",
		"--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
	if err != nil {
		return err
	}
	if o.HBA != "" {
		if _, err := s.Write("data/pg_hba.conf", o.HBA); err != nil {
			return err
		}
	}
	for name, text := range o.Files {
		if _, err := s.Write(name, text); err != nil {
			return err
		}
	}
	args := []string{"-D", s.Path("data"), "-c", "listen_addresses=127.0.0.1",
		"-c", "unix_socket_directories=" + s.Folder, "-c", "fsync=off", "-c", "shared_buffers=64MB"}
	for name, value := range o.Settings {
		folder := func(string) string { return s.Folder }
		args = append(args, "-c", name+"="+os.Expand(value, folder))
	}
	withPort := func(port int) []string { return append([]string{"-p", strconv.Itoa(port)}, args...) }
	return s.Serve("INT", filepath.Join(programs, "postgres"), withPort, func() error {
		conn, err := s.connect("postgres")
		if err == nil {
			err = conn.Close(context.Background())
		}
		return err
	})
}

// connect signs in through the socket in the server's folder, whatever TLS the server wants.
func (s *Server) connect(database string) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig("sslmode=disable")
	if err != nil {
		return nil, err
	}
	config.Host, config.Port, config.Fallbacks = s.Folder, uint16(s.Port), nil
	config.User, config.Password, config.Database = s.User, s.Password, database
	return pgx.ConnectConfig(context.Background(), config)
}

// Exec runs statements, in order, as the superuser.
func (s *Server) Exec(t testing.TB, database string, statements ...string) {
	t.Helper()
	conn, err := s.connect(database)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, statement := range statements {
		if _, err := conn.Exec(context.Background(), statement); err != nil {
			t.Fatalf("%v\n%.2000s", err, statement)
		}
	}
}

// Insert copies rows into a table.
func (s *Server) Insert(t testing.TB, database, table string, columns []string, rows [][]any) {
	t.Helper()
	conn, err := s.connect(database)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.CopyFrom(context.Background(), pgx.Identifier{table}, columns,
		pgx.CopyFromRows(rows)); err != nil {
		t.Fatal(err)
	}
}

// Database makes a new database, runs statements in it and returns its name.
func (s *Server) Database(t testing.TB, statements ...string) string {
	t.Helper()
	name := fmt.Sprintf("test %d", s.databases.Add(1))
	s.Exec(t, "postgres", fmt.Sprintf(`CREATE DATABASE "%s"`, name))
	s.Exec(t, name, statements...)
	return name
}

// Kill ends the server at once, as a crash would.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	s.Process.Kill(t, "data/postmaster.pid")
}

package clickhousetest

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2"

	"leeway/pkg/store/remote"
	"leeway/tests/servers"
)

// Server makes databases on one ClickHouse. Their addresses are host:port.
type Server struct {
	at      remote.Server
	engine  bool
	process *os.Process // of an engine of its own
	made    map[string]*Database
}

// NewServer is the server that all tests share, or skips the test where there is no ClickHouse.
func NewServer(t testing.TB) *Server {
	t.Helper()
	return &Server{at: server(t), engine: os.Getenv("CLICKHOUSE_URL") == "", made: map[string]*Database{}}
}

// NewMortal is an engine of its own, which ends with the test.
func NewMortal(t testing.TB) *Server {
	t.Helper()
	port, process, err := start(t.TempDir())
	if err != nil {
		t.Skipf("SKIPPED: %v; a server that CLICKHOUSE_URL names is not to be killed", err)
	}
	t.Cleanup(func() {
		_ = process.Kill()
		_, _ = process.Wait()
	})
	return &Server{at: remote.Server{URL: "http://127.0.0.1:" + port, User: "default"}, engine: true, process: process,
		made: map[string]*Database{}}
}

// Make makes a new database, runs statements in it, and says how the administrator signs in to it, without encryption.
func (s *Server) Make(t testing.TB, statements ...string) remote.Server {
	t.Helper()
	d := create(t, s.at, s.engine)
	s.made[d.Server.Database] = d
	if s.process == nil {
		t.Cleanup(func() { d.exec(t, "DROP DATABASE "+d.Server.Database) })
	}
	d.Exec(t, statements...)
	at := d.Server
	_, at.URL, _ = strings.Cut(at.URL, "://")
	return at
}

// Exec runs statements, in order, in a database.
func (s *Server) Exec(t testing.TB, database string, statements ...string) {
	t.Helper()
	s.made[database].Exec(t, statements...)
}

// Running counts the statements about the table t of a database that the server works on.
func (s *Server) Running(t testing.TB, database string) int {
	t.Helper()
	var n uint64
	const statement = "SELECT count() FROM system.processes WHERE current_database = {p1:String} AND position(query, '\"t\"') > 0 AND position(query, 'system.processes') = 0"
	if err := s.made[database].conn.QueryRow(context.Background(), statement,
		clickhouse.Named("p1", database)).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return int(n)
}

// Kill ends an engine of its own at once, as a crash would.
func (s *Server) Kill(t testing.TB) {
	t.Helper()
	if err := s.process.Kill(); err != nil {
		t.Fatal(err)
	}
}

// Behind makes the same databases known under the address of an encrypted front.
func (s *Server) Behind(t testing.TB, cert, key, clients string, demanded bool) *Front {
	t.Helper()
	return &Front{s, servers.Secure(t, strings.TrimPrefix(s.at.URL, "http://"), cert, key, clients, demanded)}
}

// Front is a server behind an encrypted one.
type Front struct {
	*Server
	address string
}

// Make is Server.Make with the front's address.
func (f *Front) Make(t testing.TB, statements ...string) remote.Server {
	t.Helper()
	at := f.Server.Make(t, statements...)
	at.URL = f.address
	return at
}

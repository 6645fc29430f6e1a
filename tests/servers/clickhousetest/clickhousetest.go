// Package clickhousetest makes ClickHouse databases for tests: in the server that CLICKHOUSE_URL names, or else in
// ClickHouse's engine (the Python package chdb) behind a small HTTP bridge. Leeway itself never writes any.
package clickhousetest

import (
	"bufio"
	"context"
	_ "embed"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"

	"leeway/pkg/dialect"
	"leeway/pkg/store/remote"
)

//go:embed bridge.py
var bridge string

// Database is an empty database of a test; it is dropped when the test ends.
type Database struct {
	Server remote.Server // as a data source names it
	Engine bool          // the bridge answers: no users, no encryption, HTTP only

	conn clickhouse.Conn
}

// New makes a database, or skips the test where there is no ClickHouse.
func New(t testing.TB) *Database {
	t.Helper()
	d := create(t, server(t), os.Getenv("CLICKHOUSE_URL") == "")
	t.Cleanup(func() { d.exec(t, "DROP DATABASE "+d.Server.Database) })
	return d
}

// create makes a database on a server. Statements run in it.
func create(t testing.TB, at remote.Server, engine bool) *Database {
	t.Helper()
	d := &Database{Server: at, Engine: engine}
	d.Server.TLS.Mode = remote.Disable
	name := fmt.Sprintf("leeway_test_%x", rand.Uint64())
	address := url.URL{Scheme: "http", Host: strings.TrimPrefix(at.URL, "http://"),
		User: url.UserPassword(at.User, at.Password)}
	if !strings.HasPrefix(at.URL, "http") {
		address.Scheme, address.Host = "clickhouse", strings.TrimPrefix(at.URL, "clickhouse://")
	}
	options, err := clickhouse.ParseDSN(address.String())
	if err != nil {
		t.Fatal(err)
	}
	if d.conn, err = clickhouse.Open(options); err != nil {
		t.Fatal(err)
	}
	d.exec(t, "CREATE DATABASE "+name)
	_ = d.conn.Close()
	options.Auth.Database = name
	if d.conn, err = clickhouse.Open(options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.conn.Close() })
	d.Server.Database = name
	return d
}

// Exec runs statements, in order, in the database. It fails the test on the first error.
func (d *Database) Exec(t testing.TB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		d.exec(t, s)
	}
}

// Name quotes a table of the database.
func (d *Database) Name(table string) string { return Quote(d.Server.Database) + "." + Quote(table) }

// Quote quotes an identifier.
func Quote(name string) string {
	quoted, err := dialect.ClickHouse.Names.Apply(name)
	if err != nil {
		panic(err)
	}
	return quoted
}

func (d *Database) exec(t testing.TB, statement string) {
	t.Helper()
	if err := d.conn.Exec(context.Background(), statement); err != nil {
		t.Fatalf("%v\n%.2000s", err, statement)
	}
}

// Running lists the statements that the server works on, but for the one that asks.
func (d *Database) Running(t testing.TB) []string {
	t.Helper()
	rows, err := d.conn.Query(context.Background(),
		"SELECT query FROM system.processes WHERE query NOT LIKE '%system.processes%'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var running []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		running = append(running, text)
	}
	return running
}

// server is the one that CLICKHOUSE_URL names, such as http://user:password@host:8123, or the bridge.
func server(t testing.TB) remote.Server {
	t.Helper()
	if text := os.Getenv("CLICKHOUSE_URL"); text != "" {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal("CLICKHOUSE_URL cannot be read")
		}
		password, _ := u.User.Password()
		return remote.Server{URL: u.Scheme + "://" + u.Host, User: u.User.Username(), Password: password}
	}
	port, err := started()
	if err != nil {
		t.Skipf("SKIPPED ClickHouse: %v; set CLICKHOUSE_URL, or LEEWAY_CHDB_PYTHON to a Python that has chdb", err)
	}
	return remote.Server{URL: "http://127.0.0.1:" + port, User: "default"}
}

// started is the bridge's port; one bridge serves all tests of a process and ends with it.
var started = sync.OnceValues(func() (string, error) {
	port, _, err := start("")
	return port, err
})

// held keeps the bridge's standard input from being collected as garbage, which would close it and end the bridge.
var held []io.Closer

// start starts a bridge that keeps its data in a folder, or in one of its own.
func start(folder string) (port string, process *os.Process, err error) {
	python, err := python()
	if err != nil {
		return "", nil, err
	}
	cmd := exec.Command(python, "-c", bridge)
	cmd.Stderr = os.Stderr
	if folder != "" {
		cmd.Env = append(os.Environ(), "TMPDIR="+folder)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	held = append(held, in)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return "", nil, fmt.Errorf("the bridge did not start: %w", err)
	}
	return strings.TrimSpace(line), cmd.Process, nil
}

// python finds an interpreter that has chdb: LEEWAY_CHDB_PYTHON, the virtual environment .venv at the top of the
// repository, or the one on the PATH.
func python() (string, error) {
	_, here, _, _ := runtime.Caller(0)
	top := filepath.Join(filepath.Dir(here), "..", "..", "..")
	for _, candidate := range []string{os.Getenv("LEEWAY_CHDB_PYTHON"), filepath.Join(top, ".venv", "bin", "python"),
		"python3"} {
		if candidate == "" {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		err := exec.CommandContext(ctx, candidate, "-c",
			"import importlib.util, sys; sys.exit(importlib.util.find_spec('chdb') is None)").Run()
		cancel()
		if err == nil {
			return candidate, nil
		}
	}
	return "", fmt.Errorf("no Python here has chdb")
}

// Package trinotest makes schemas in Trino for tests: in the coordinator that TRINO_URL names, or in one that it starts
// from the folder LEEWAY_TRINO in the long profile. Leeway itself never writes any.
package trinotest

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"testing"

	"github.com/trinodb/trino-go-client/trino"

	"leeway/pkg/dialect"
	"leeway/pkg/store/remote"
)

// catalog is one that tables can be made in: of the connector memory.
const catalog = "memory"

// Schema is an empty schema of a test; it is dropped when the test ends.
type Schema struct {
	Server remote.Server // as a data source names it

	db *sql.DB
}

// New makes a schema, or skips the test where there is no Trino.
func New(t testing.TB) *Schema {
	t.Helper()
	s := create(t, address(t))
	t.Cleanup(func() { s.Exec(t, "DROP SCHEMA "+s.Server.Database+" CASCADE") })
	return s
}

// address is that of the coordinator that all tests share.
func address(t testing.TB) string {
	t.Helper()
	if at := os.Getenv("TRINO_URL"); at != "" {
		return at
	}
	own, err := started()
	if err != nil {
		t.Skipf("SKIPPED Trino: %v; set TRINO_URL, or in the long profile LEEWAY_TRINO", err)
	}
	return own.at
}

// create makes a schema. Statements run in it.
func create(t testing.TB, at string) *Schema {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal("TRINO_URL cannot be read")
	}
	user := u.User.Username()
	if user == "" {
		user = "leeway"
	}
	name := fmt.Sprintf("leeway_test_%x", rand.Uint64())
	s := &Schema{Server: remote.Server{URL: u.Host, User: user, Database: catalog + "." + name,
		TLS: remote.TLS{Mode: remote.Disable}}}
	connector, err := trino.NewConnector(&trino.Config{ServerURI: "http://" + user + "@" + u.Host, Catalog: catalog,
		Schema: name, TimeZone: "UTC",
		// so that no test waits for idle connections
		DisableExplicitPrepare: true, HTTPClient: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}})
	if err != nil {
		t.Fatal(err)
	}
	s.db = sql.OpenDB(connector)
	t.Cleanup(func() { _ = s.db.Close() })
	s.Exec(t, "CREATE SCHEMA "+catalog+"."+name)
	return s
}

// Exec runs statements, in order. It fails the test on the first error.
func (s *Schema) Exec(t testing.TB, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := s.db.ExecContext(context.Background(), statement); err != nil {
			t.Fatalf("%v\n%.2000s", err, statement)
		}
	}
}

// Name quotes a table of the schema.
func (s *Schema) Name(table string) string { return s.Server.Database + "." + Quote(table) }

// Quote quotes an identifier.
func Quote(name string) string {
	quoted, err := dialect.Trino.Names.Apply(name)
	if err != nil {
		panic(err)
	}
	return quoted
}

// Running counts the statements that the coordinator works on and whose text holds part, but for the one that asks.
func (s *Schema) Running(t testing.TB, part string) (n int) {
	t.Helper()
	row := s.db.QueryRowContext(context.Background(),
		"SELECT count(*) FROM system.runtime.queries WHERE state IN ('QUEUED', 'PLANNING', 'STARTING', 'RUNNING', 'FINISHING')"+
			" AND strpos(query, ?) > 0 AND strpos(query, 'system.runtime') = 0", part)
	if err := row.Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

package mysql

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
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

// options are those of the administrator in a new database, in which statements ran.
func options(t *testing.T, statements ...string) Options {
	t.Helper()
	if server == nil {
		t.Skip("SKIPPED: MariaDB is not installed; apt-get install mariadb-server-core mariadb-client-core")
	}
	return Options{Server: remote.Server{URL: server.URL(), User: server.User, Password: server.Password,
		Database: server.Database(t, statements...), TLS: remote.TLS{Mode: remote.Disable}}}
}

func open(t *testing.T, o Options) *Store {
	t.Helper()
	s, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// selection reads columns of table t.
func selection(columns ...sqlast.Column) sqlast.Select {
	q := sqlast.Select{From: sqlast.Table{Name: []string{"t"}}}
	for _, c := range columns {
		q.Items = append(q.Items, sqlast.Item{X: c, As: c.Name})
	}
	return q
}

func nothing(store.Row) error { return nil }

// countOf counts the rows of a table.
func countOf(s *Store, table ...string) (int64, error) {
	var n int64
	q := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: "n"}}, From: sqlast.Table{Name: table}}
	_, err := s.Query(context.Background(), q, func(row store.Row) error {
		n, _ = row.Int(0)
		return nil
	})
	return n, err
}

// wantFault checks an error's kind and words, and that it tells nothing of where the server is and how to sign in.
func wantFault(t *testing.T, err error, kind fault.Kind, says ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q", kind)
	}
	f := fault.As(err)
	if f.Kind != kind {
		t.Errorf("kind %q, want %q: %v (cause %v)", f.Kind, kind, f, f.Cause)
	}
	for _, part := range says {
		if !strings.Contains(f.Error(), part) {
			t.Errorf("%q does not say %q (cause %v)", f, part, f.Cause)
		}
	}
	for _, secret := range []string{"127.0.0.1", "localhost", server.Password, "SELECT", "nowhere.invalid"} {
		if strings.Contains(f.Error(), secret) && !strings.Contains(f.Error(), "GRANT") {
			t.Errorf("%q shows %s", f, secret)
		}
	}
	if !f.Downstream() {
		t.Errorf("%v is no fault of the store", f)
	}
}

// within fails when work takes longer than most.
func within(t *testing.T, most time.Duration, work func()) {
	t.Helper()
	start := time.Now()
	work()
	if took := time.Since(start); took > most {
		t.Errorf("it took %s, more than %s", took, most)
	}
}

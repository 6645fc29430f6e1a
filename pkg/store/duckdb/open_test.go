package duckdb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"leeway/pkg/fault"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/storetest"
)

func TestMain(m *testing.M) {
	if job := os.Getenv(writes); job != "" {
		if err := writing(job); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

// place is a directory that holds an allowed root and a secret beside it, with links from the one to the other.
func place(t *testing.T) (root string) {
	t.Helper()
	base := t.TempDir()
	root = filepath.Join(base, "root")
	for _, dir := range []string{"root/deep/er", "outside"} {
		if err := os.MkdirAll(filepath.Join(base, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	rows := "(SELECT i AS id, i * 0.5 AS x, TIMESTAMP '2013-01-01' + INTERVAL (i) HOUR AS ts, 'c' || (i % 3) AS carrier FROM range(100) t(i))"
	duckdbtest.Exec(t, "",
		fmt.Sprintf("COPY %s TO '%s/log.parquet'", rows, root),
		fmt.Sprintf("COPY %s TO '%s/deep/a.parquet'", rows, root),
		fmt.Sprintf("COPY %s TO '%s/deep/er/b.parquet'", rows, root),
		fmt.Sprintf("COPY (SELECT 42 AS secret) TO '%s/outside/secret.parquet'", base))
	duckdbtest.Exec(t, filepath.Join(root, "log.duckdb"),
		"CREATE TABLE predictions AS SELECT * FROM "+rows,
		"CREATE SCHEMA ml", `CREATE TABLE ml."odd.name" (a INT)`, "CREATE VIEW latest AS SELECT * FROM predictions WHERE id > 50",
		"CREATE VIEW leak AS SELECT * FROM read_parquet('"+base+"/outside/secret.parquet')")
	duckdbtest.Exec(t, filepath.Join(base, "outside/secret.duckdb"), "CREATE TABLE secret AS SELECT 42 AS secret")
	for link, to := range map[string]string{"link.parquet": "../outside/secret.parquet", "linked": "../outside",
		"link.duckdb": "../outside/secret.duckdb"} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func open(t *testing.T, o Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// wantFault fails unless err is a fault of the kind whose message holds every piece and nothing of the machine's paths.
func wantFault(t *testing.T, err error, kind fault.Kind, root string, pieces ...string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) {
		t.Fatalf("error = %v, want a fault of kind %q", err, kind)
	}
	if f.Kind != kind {
		t.Errorf("kind = %q (%v; cause %v), want %q", f.Kind, f, f.Cause, kind)
	}
	for _, piece := range pieces {
		if !strings.Contains(f.Error(), piece) {
			t.Errorf("message %q does not say %q", f, piece)
		}
	}
	if root != "" && strings.Contains(f.Error(), filepath.Dir(root)) {
		t.Errorf("message %q shows a path of the machine", f)
	}
}

func TestOpenRefuses(t *testing.T) {
	root := place(t)
	for name, c := range map[string]struct {
		options Options
		kind    fault.Kind
		says    []string
	}{
		"no root":       {Options{}, fault.BadSettings, []string{"duckdb_root", "--duckdb-root"}},
		"relative root": {Options{Root: "demo"}, fault.BadSettings, []string{"duckdb_root", "absolute"}},
		"whole disk":    {Options{Root: "/tmp/.."}, fault.BadSettings, []string{"duckdb_root"}},
		"wildcards":     {Options{Root: root + "/*"}, fault.BadSettings, []string{"duckdb_root", "wildcards"}},
		"missing file": {Options{Root: root, Path: "lag.duckdb"}, fault.NotFound,
			[]string{"store.path", `"lag.duckdb"`, "log.duckdb"}},
		"parent": {Options{Root: root, Path: "../outside/secret.duckdb"}, fault.Forbidden,
			[]string{"store.path", "duckdb_root"}},
		"hidden parent": {Options{Root: root, Path: "deep/../../outside/secret.duckdb"}, fault.Forbidden,
			[]string{"duckdb_root"}},
		"absolute": {Options{Root: root, Path: "/etc/passwd"}, fault.Forbidden, []string{"duckdb_root"}},
		"home":     {Options{Root: root, Path: "~/x.duckdb"}, fault.Forbidden, []string{"duckdb_root"}},
		"url": {Options{Root: root, Path: "https://example.com/x.duckdb"}, fault.Forbidden,
			[]string{"duckdb_root"}},
		"link":          {Options{Root: root, Path: "link.duckdb"}, fault.Forbidden, []string{"duckdb_root"}},
		"linked folder": {Options{Root: root, Path: "linked/secret.duckdb"}, fault.Forbidden, []string{"duckdb_root"}},
		"no database": {Options{Root: root, Path: "log.parquet"}, fault.BadSettings,
			[]string{"store.path", "not a DuckDB database"}},
		"quote in path": {Options{Root: root, Path: "a' (READ_WRITE); --"}, fault.NotFound, []string{"store.path"}},
		"NUL":           {Options{Root: root, Path: "a\x00b"}, fault.BadModel, []string{"store.path"}},
		"options in DSN": {Options{Root: root, Path: "log.duckdb?access_mode=read_write"}, fault.NotFound,
			[]string{"log.duckdb"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(context.Background(), c.options)
			if err == nil {
				s.Close()
				t.Fatal("it opened")
			}
			wantFault(t, err, c.kind, root, c.says...)
		})
	}
}

func TestTablesOutsideTheRoot(t *testing.T) {
	root := place(t)
	s := open(t, Options{Root: root})
	for _, ref := range []string{"../outside/secret.parquet", "deep/../../outside/secret.parquet", "/etc/x.parquet",
		filepath.Dir(root) +
			"/outside/secret.parquet", "~/x.parquet", "s3://bucket/x.parquet", "C:/x.parquet", "..\\outside\\secret.parquet"} {
		if _, err := s.Table(ref); err == nil {
			t.Errorf("Table(%q) was allowed", ref)
		}
		if _, err := storetest.CountOf(s, ref); err == nil {
			t.Errorf("%q was read", ref)
		}
	}
	// Names that look harmless and are links: DuckDB itself has to refuse.
	for _, ref := range []string{"link.parquet", "linked/secret.parquet", "linked/*.parquet"} {
		n, err := storetest.CountOf(s, ref)
		if err == nil {
			t.Fatalf("%q was read through a link: %d rows", ref, n)
		}
		if kind := fault.As(err).Kind; kind != fault.Forbidden && kind != fault.NotFound {
			t.Errorf("%q: kind %q", ref, kind)
		}
	}
	file := open(t, Options{Root: root, Path: "log.duckdb"})
	_, err := storetest.CountOf(file, "leak")
	wantFault(t, err, fault.Forbidden, root, "duckdb_root")
}

func TestReads(t *testing.T) {
	root := place(t)
	parquet, file := open(t, Options{Root: root}), open(t,
		Options{Root: root, Path: "log.duckdb", Threads: 1, MemoryMB: 200})
	for _, c := range []struct {
		s     *Store
		table string
		want  int64
	}{
		{parquet, "log.parquet", 100}, {parquet, "deep/*.parquet", 100}, {parquet, "deep/**/*.parquet", 200},
		{parquet, "./log.parquet", 100},
		{file, "predictions", 100}, {file, "main.predictions", 100}, {file, "latest", 49}, {file, `ml."odd.name"`, 0},
	} {
		name, err := c.s.Table(c.table)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := storetest.CountOf(c.s, name...); err != nil || n != c.want {
			t.Errorf("%s: %d rows, %v; want %d", c.table, n, err, c.want)
		}
	}
}

// A second store on the same file, in the same process, opens and reads.
func TestTwoStoresOnOneFile(t *testing.T) {
	root := place(t)
	a, b := open(t, Options{Root: root, Path: "log.duckdb"}), open(t,
		Options{Root: root, Path: "log.duckdb", Threads: 1})
	for _, s := range []*Store{a, b} {
		if n, err := storetest.CountOf(s, "predictions"); err != nil || n != 100 {
			t.Errorf("%d rows, %v", n, err)
		}
	}
}

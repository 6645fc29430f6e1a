package duckdb

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/storetest"
)

// writeFiles makes the folder t of a root, with one Parquet file for each list of columns.
func writeFiles(t *testing.T, files ...string) (root string) {
	t.Helper()
	root = t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "t"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i, columns := range files {
		duckdbtest.Exec(t, "", fmt.Sprintf("COPY (SELECT %s) TO '%s/t/%d.parquet' (FORMAT parquet)", columns, root, i))
	}
	return root
}

// testdata is the absolute path of what testdata/make.py makes.
func testdata(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEndsOfParquetFilesInAnyCase(t *testing.T) {
	root := writeFiles(t, "1 AS x")
	for _, name := range []string{"a.pq", "b.PARQ", "c.Parquet", "d.PQ", "deep/e.pq"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Link(filepath.Join(root, "t/0.parquet"), filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "notes.csv"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, Options{Root: root})
	tables, err := s.Tables(context.Background())
	want := []string{"a.pq", "b.PARQ", "c.Parquet", "d.PQ", "deep/e.pq", "t/0.parquet"}
	if err != nil || !reflect.DeepEqual(tables, want) {
		t.Errorf("Tables() = %v, %v; want %v", tables, err, want)
	}
	for _, table := range append(want, "*.pq", "deep/*.pq") {
		name, err := s.Table(table)
		if err != nil {
			t.Error(err)
			continue
		}
		if n, err := storetest.CountOf(s, name...); err != nil || n != 1 {
			t.Errorf("%s has %d rows, %v", table, n, err)
		}
	}
	for _, table := range []string{"notes.csv", "a", "pq", "x.parquet.crc"} {
		if _, err := s.Table(table); err == nil {
			t.Errorf("%q is taken for a Parquet file", table)
		}
	}
}

// Hive's and Spark's folders become columns, whatever the files of the partitions hold.
func TestPartitionsOfAGlobAreColumns(t *testing.T) {
	root := t.TempDir()
	for i, x := range []string{"1", "0.5::DOUBLE"} {
		folder := fmt.Sprintf("%s/log/day=2024-01-0%d", root, i+1)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		duckdbtest.Exec(t, "", fmt.Sprintf("COPY (SELECT %s AS x) TO '%s/part-0.parquet'", x, folder))
	}
	s := open(t, Options{Root: root})
	table := []string{"log/**/*.parquet"}
	if x, day := kindOf(t, s, table, "x"), kindOf(t, s, table, "day"); x.Type != sqlast.Float ||
		day.Type != sqlast.DateOnly {
		t.Errorf("x is %+v, day is %+v", x, day)
	}
}

// A message about a missing table lists files, and a model with a wrong table fails at every refresh: the root is
// walked once a minute.
func TestFilesAreListedOnceForMessages(t *testing.T) {
	root := writeFiles(t, "1 AS x")
	s := open(t, Options{Root: root})
	_, err := storetest.CountOf(s, "q.parquet")
	wantFault(t, err, fault.NotFound, root, "there is no table q.parquet; there are t/0.parquet")
	if err := os.Rename(filepath.Join(root, "t/0.parquet"), filepath.Join(root, "t/1.parquet")); err != nil {
		t.Fatal(err)
	}
	_, err = storetest.CountOf(s, "q.parquet")
	wantFault(t, err, fault.NotFound, root, "t/0.parquet")
	s.suggested.read = s.suggested.read.Add(-suggestFor)
	_, err = storetest.CountOf(s, "q.parquet")
	wantFault(t, err, fault.NotFound, root, "t/1.parquet")
}

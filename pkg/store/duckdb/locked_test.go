package duckdb

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/tests/storetest"
)

// A file that another process holds open is waited for, then said to be busy. Once that process has closed it, it is
// read.
func TestAFileThatAnotherProcessWrites(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "busy.duckdb")
	database(t, path, 3)
	in, wait := startWriter(t, "hold "+path)
	_, err := Open(context.Background(), Options{Root: root, Path: "busy.duckdb"})
	wantFault(t, err, fault.Unreachable, root,
		`store.path: another process has had "busy.duckdb" open for writing for 5s; `+
			"have it close the file between writes, or write a new file and rename it to this name")
	time.AfterFunc(200*time.Millisecond, func() { _ = in.Close() })
	var s *Store
	eventually(t, "the file is open", func() (bool, error) { // it waits, on a busy machine more than once
		s, err = Open(context.Background(), Options{Root: root, Path: "busy.duckdb"})
		return s != nil, err
	})
	defer s.Close()
	if n, err := storetest.CountOf(s, "t"); err != nil || n != 3 {
		t.Errorf("%d rows, %v", n, err)
	}
	if err := wait(); err != nil {
		t.Error(err)
	}
}

// A job opens, inserts and closes again and again while two stores of this process read without a pause. Every row
// lands, no query fails, and no query sees less than an earlier one.
func TestAJobWritesWhileStoresRead(t *testing.T) {
	const rows = 20
	root := t.TempDir()
	path := filepath.Join(root, "log.duckdb")
	database(t, path, 0)
	stores := []*Store{open(t, Options{Root: root, Path: "log.duckdb"}),
		open(t, Options{Root: root, Path: "log.duckdb"})}
	_, wait := startWriter(t, "insert:20 "+path)
	done := make(chan struct{})
	var group sync.WaitGroup
	for _, s := range stores {
		for range 2 {
			group.Go(func() { readUntil(t, s, done) })
		}
	}
	if err := wait(); err != nil {
		t.Errorf("the job: %v", err)
	}
	close(done)
	group.Wait()
	if n, err := storetest.CountOf(stores[0], "t"); err != nil || n != rows {
		t.Errorf("%d rows, %v; the job inserted %d", n, err, rows)
	}
}

func readUntil(t *testing.T, s *Store, done <-chan struct{}) {
	for before := int64(0); ; {
		select {
		case <-done:
			return
		default:
		}
		n, err := storetest.CountOf(s, "t")
		if err != nil || n < before {
			t.Errorf("%d rows after %d, %v (%v)", n, before, err, fault.As(err).Cause)
			return
		}
		before = n
	}
}

// A store that nobody asks holds no file: another process can write it.
func TestAnIdleStoreHoldsNoFile(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "log.duckdb")
	database(t, path, 1)
	s := open(t, Options{Root: root, Path: "log.duckdb"})
	for want := int64(1); want < 4; want++ {
		if n, err := storetest.CountOf(s, "t"); err != nil || n != want {
			t.Fatalf("%d rows, %v; want %d", n, err, want)
		}
		if _, wait := startWriter(t, "insert:1 "+path); true {
			if err := wait(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A file that is replaced by another under its name is read at the next query.
func TestAReplacedFileIsSeen(t *testing.T) {
	root := t.TempDir()
	database(t, filepath.Join(root, "log.duckdb"), 5)
	s := open(t, Options{Root: root, Path: "log.duckdb"})
	for n := range 4 {
		// statements that follow closely read one file
		eventually(t, fmt.Sprintf("%d rows", 5+n), func() (bool, error) {
			got, err := storetest.CountOf(s, "t")
			return got == int64(5+n), err
		})
		next := filepath.Join(root, "next.duckdb")
		database(t, next, 6+n)
		if err := os.Rename(next, filepath.Join(root, "log.duckdb")); err != nil {
			t.Fatal(err)
		}
	}
}

func TestADatabaseThatCannotBeRead(t *testing.T) {
	_, err := Open(context.Background(), Options{Root: testdata(t), Path: "newer.duckdb"})
	wantFault(t, err, fault.BadSettings, "",
		`store.path: "newer.duckdb" was written by a newer DuckDB (storage version 69) than Leeway reads`,
		"ATTACH 'newer.duckdb' (STORAGE_VERSION 'v1.5.0')")
	root := t.TempDir()
	path := filepath.Join(root, "cut.duckdb")
	database(t, path, 5)
	whole, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, whole[:len(whole)/2], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(context.Background(), Options{Root: root, Path: "cut.duckdb"})
	wantFault(t, err, fault.Store, root, `store.path: "cut.duckdb" is damaged or cut off`)
}

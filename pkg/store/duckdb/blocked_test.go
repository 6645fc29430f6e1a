//go:build unix

package duckdb

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/tests/storetest"
)

// pipe makes a file that blocks whoever opens it until the test opens the other end, as a network mount that hangs
// does.
func pipe(t *testing.T, path string) (answer func()) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	answer = func() {
		once.Do(func() {
			if err := os.Rename(path, path+".gone"); err != nil { // who looks for it later finds nothing
				t.Error(err)
			}
			for {
				f, err := os.OpenFile(path+".gone", os.O_WRONLY|syscall.O_NONBLOCK, 0)
				if err != nil {
					return // nobody waits for it any more
				}
				_ = f.Close()
				time.Sleep(10 * time.Millisecond)
			}
		})
	}
	t.Cleanup(answer)
	return answer
}

// A file that blocks blocks its own queries alone. They end at their limit; later ones are refused while DuckDB waits
// for the file; other tables are read throughout, and the table itself once it answers.
func TestAFileThatBlocksBlocksAlone(t *testing.T) {
	root := place(t)
	answer := pipe(t, filepath.Join(root, "stuck.parquet"))
	s := open(t, Options{Root: root, Limits: store.Limits{QueryTimeout: time.Minute, MaxOpenConns: 2}})
	limited, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	_, err := s.Query(limited, count("stuck.parquet"), func(store.Row) error { return nil })
	wantFault(t, err, fault.Timeout, root, "longer than the query may take")
	var group sync.WaitGroup
	for range 12 {
		group.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
			defer cancel()
			_, err := s.Query(ctx, count("stuck.parquet"), func(store.Row) error { return nil })
			if err == nil {
				t.Error("a pipe was read")
			}
		})
	}
	group.Wait()
	for range 3 {
		if n, err := storetest.CountOf(s, "log.parquet"); err != nil || n != 100 {
			t.Errorf("another table: %d rows, %v", n, err)
		}
	}
	s.left.mu.Lock()
	if a := s.left.bySubject["stuck.parquet"]; a == nil || a.running > mostLeft+2 {
		t.Errorf("%+v statements were left behind", a)
	} else {
		a.since = a.since.Add(-blockedAfter)
	}
	s.left.mu.Unlock()
	_, err = storetest.CountOf(s, "stuck.parquet")
	wantFault(t, err, fault.Timeout, root, "stuck.parquet has not answered for", "earlier query still waits")
	answer()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		s.left.mu.Lock()
		n := len(s.left.bySubject)
		s.left.mu.Unlock()
		if n == 0 {
			break
		}
	}
	_, err = storetest.CountOf(s, "stuck.parquet") // it is gone now, which is an answer
	wantFault(t, err, fault.NotFound, root, "stuck.parquet")
}

// Opening a database that blocks ends with its caller, and so does closing.
func TestADatabaseThatBlocks(t *testing.T) {
	root := place(t)
	pipe(t, filepath.Join(root, "stuck.duckdb"))
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	_, err := Open(ctx, Options{Root: root, Path: "stuck.duckdb"})
	wantFault(t, err, fault.Timeout, root, "longer than the query may take")
	_, err = Open(context.Background(), Options{Root: root, Path: "stuck.duckdb",
		Limits: store.Limits{QueryTimeout: 100 * time.Millisecond}})
	wantFault(t, err, fault.Timeout, root, "longer than 100ms")
	if err == nil || errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

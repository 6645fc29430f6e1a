package duckdb

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// Saving a data source closes its store while queries of the old one begin. None of them may use what Close has freed:
// that ends the process, which serves all data sources.
func TestClosingWhileQueriesBegin(t *testing.T) {
	rounds := 60
	if os.Getenv("LEEWAY_LONG") != "" {
		rounds = 10_000
	}
	root := place(t)
	for i := range rounds {
		o := Options{Root: root, Path: []string{"", "log.duckdb"}[i%2], Threads: 1}
		s, err := Open(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		q := count("predictions")
		if o.Path == "" {
			q = count("log.parquet")
		}
		var group sync.WaitGroup
		begin := make(chan struct{})
		for range 8 {
			group.Go(func() {
				<-begin
				_, err := s.Query(context.Background(), q, func(store.Row) error { return nil })
				if err != nil && fault.As(err).Kind != fault.Canceled {
					t.Errorf("%v (%v)", err, fault.As(err).Cause)
				}
			})
		}
		close(begin)
		time.Sleep(time.Duration(rand.IntN(1500)) * time.Microsecond)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		group.Wait()
	}
}

func count(table string) sqlast.Query {
	return sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: "n"}},
		From: sqlast.Table{Name: []string{table}}}
}

func TestAClosedStoreAnswersNothing(t *testing.T) {
	s, err := Open(context.Background(), Options{Root: place(t), Path: "log.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // closing twice is closing once
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	_, err = s.Query(context.Background(), count("predictions"), func(store.Row) error { return nil })
	wantFault(t, err, fault.Canceled, "", "closed")
	if _, err = s.Columns(context.Background(), []string{"predictions"}); fault.As(err).Kind != fault.Canceled {
		t.Errorf("Columns: %v", err)
	}
}

// A panic while rows are read is the reader's own, and leaves the store as it was.
func TestAPanicOfAReader(t *testing.T) {
	s := open(t, Options{Root: place(t), Path: "log.duckdb", Limits: store.Limits{MaxOpenConns: 1}})
	for range 3 {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic is lost")
				}
			}()
			_, _ = s.Query(context.Background(), count("predictions"), func(store.Row) error { panic("mine") })
		}()
	}
	if _, err := s.Query(context.Background(), count("predictions"), func(store.Row) error { return nil }); err != nil {
		t.Error(err)
	}
	if err := guard(func() error { panic("theirs") }); err == nil || fault.As(err).Kind != fault.Internal ||
		errors.Unwrap(fault.As(err)) == nil {
		t.Errorf("a panic below is %v", err)
	}
}

package postgres

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/servers/postgrestest"
)

// slow is a view that takes five minutes to read.
const slow = "CREATE VIEW t AS SELECT 1 AS x, pg_sleep(300)::text AS y"

var slowly = selection(sqlast.Column{Name: "x", Type: sqlast.Integer}, sqlast.Column{Name: "y"})

// awaitRunning waits until the server works on n statements of a database: two seconds at most, and as much longer as
// this machine is busy, by ten times what it takes to sign in and ask.
func awaitRunning(t *testing.T, database string, n int64) {
	t.Helper()
	start := time.Now()
	s := open(t, options(t))
	patience := 2 * time.Second
	for first := true; ; first = false {
		var running int64
		err := s.ask(context.Background(), "SELECT count(*) FROM pg_stat_activity WHERE datname = $1::text AND state = 'active' AND query LIKE '%\"t\"%'",
			func(row store.Row) error {
				running, _ = row.Int(0)
				return nil
			}, database)
		if err != nil {
			t.Fatal(err)
		}
		if first {
			patience += 10 * time.Since(start)
		}
		if running == n {
			return
		}
		if time.Since(start) > patience {
			t.Fatalf("after %s the server works on %d statements, want %d", patience, running, n)
		}
	}
}

func TestStatementsEnd(t *testing.T) {
	for name, c := range map[string]struct {
		limit time.Duration
		end   func(s *Store, cancel func())
		kind  fault.Kind
		says  string
	}{
		"cancelled":    {0, func(_ *Store, cancel func()) { cancel() }, fault.Canceled, "was cancelled"},
		"closed":       {0, func(s *Store, _ func()) { _ = s.Close() }, fault.Canceled, "closed or changed"},
		"own limit":    {1500 * time.Millisecond, func(*Store, func()) {}, fault.Timeout, "1.5s (limits.queryTimeout)"},
		"killed there": {0, func(*Store, func()) { server.Exec(t, "postgres", terminate) }, fault.Unreachable, "ended the connection"},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t, slow)
			o.Limits.QueryTimeout = c.limit
			s := open(t, o)
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			failed := make(chan error, 1)
			go func() {
				_, err := s.Query(ctx, slowly, nothing)
				failed <- err
			}()
			awaitRunning(t, o.Server.Database, 1)
			within(t, 10*time.Second, func() {
				c.end(s, cancel)
				wantFault(t, <-failed, c.kind, c.says)
				awaitRunning(t, o.Server.Database, 0)
			})
			if name == "cancelled" || name == "killed there" { // the pool has another connection for the next statement
				if n, err := countOf(s, "pg_class"); n == 0 || err != nil {
					t.Errorf("afterwards: %d rows, %v", n, err)
				}
			}
		})
	}
}

const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%"t"%' AND pid <> pg_backend_pid()`

func TestCallersDeadline(t *testing.T) {
	s := open(t, options(t, slow))
	ctx, cancel := context.WithTimeout(context.Background(), 400*time.Millisecond)
	defer cancel()
	within(t, 5*time.Second, func() {
		_, err := s.Query(ctx, slowly, nothing)
		wantFault(t, err, fault.Timeout, "the caller waits")
	})
}

// The server's own limit lies below the context's, so that it is free even when nobody can tell it to stop.
func TestTheServerHasALimitOfItsOwn(t *testing.T) {
	o := options(t)
	o.Limits.QueryTimeout = 20 * time.Second
	s := open(t, o)
	for wait, want := range map[time.Duration][2]float64{time.Hour: {18.5, 19.1}, 2 * time.Second: {1.5, 1.9}} {
		ctx, cancel := context.WithTimeout(context.Background(), wait)
		defer cancel()
		err := s.ask(ctx, "SELECT extract(epoch FROM current_setting('statement_timeout')::interval)::float8", func(row store.Row) error {
			if f, _ := row.Float(0); f < want[0] || f > want[1] {
				t.Errorf("a caller who waits %s: the server's limit is %gs", wait, f)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestAServerThatDies(t *testing.T) {
	if server == nil {
		t.Skip("SKIPPED: Postgres is not installed; apt-get install postgresql")
	}
	mortal := postgrestest.New(t, postgrestest.Options{})
	o := options(t)
	o.Server.URL, o.Server.Database = mortal.URL(), mortal.Database(t, "CREATE VIEW t AS SELECT i AS x, pg_sleep(0.001)::text AS y FROM (SELECT generate_series(1, 1000000) AS i) AS g")
	s := open(t, o)
	rows := 0
	_, err := s.Query(context.Background(), slowly, func(store.Row) error {
		if rows++; rows == 100 {
			mortal.Kill(t)
		}
		return nil
	})
	wantFault(t, err, fault.Unreachable, "ended the connection")
	within(t, 10*time.Second, func() {
		_, err = countOf(s, "t")
		wantFault(t, err, fault.Unreachable)
	})
}

// Everybody waits for the few connections there are, and nobody fails but for time.
func TestPool(t *testing.T) {
	o := options(t, "CREATE VIEW t AS SELECT 1 AS x, pg_sleep(0.02)::text AS y")
	o.Limits.MaxOpenConns = 2
	s := open(t, o)
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			if _, err := s.Query(context.Background(), slowly, nothing); err != nil {
				t.Error(err)
			}
		})
	}
	most := int32(0)
	for range 20 {
		most = max(most, s.pool.Stat().TotalConns())
		time.Sleep(10 * time.Millisecond)
	}
	wait.Wait()
	if most > 2 {
		t.Errorf("%d connections", most)
	}
}

func TestTooManyConnections(t *testing.T) {
	o := options(t, "CREATE VIEW t AS SELECT 1 AS x, pg_sleep(1)::text AS y", "CREATE ROLE r LOGIN PASSWORD 'p' CONNECTION LIMIT 1", "GRANT SELECT ON t TO r")
	o.Server.User, o.Server.Password = "r", "p"
	s := open(t, o)
	var wait sync.WaitGroup
	refused := make(chan error, 4)
	for range 4 {
		wait.Go(func() {
			if _, err := s.Query(context.Background(), slowly, nothing); err != nil {
				refused <- err
			}
		})
	}
	wait.Wait()
	if len(refused) == 0 {
		t.Error("four statements ran at once on one connection")
	}
	wantFault(t, <-refused, fault.Unreachable, "no connection to spare")
}

func TestCaps(t *testing.T) {
	o := options(t, "CREATE VIEW t AS SELECT generate_series(1, 10000000) AS x, repeat('y', 1000) AS y")
	mine := errors.New("mine")
	for name, c := range map[string]struct {
		limits store.Limits
		each   func(store.Row) error
		says   string
	}{
		"rows":  {store.Limits{MaxRows: 10}, nothing, "more than 10 rows"},
		"bytes": {store.Limits{MaxBytes: 1_000_000}, nothing, "larger than 1 MB"},
		"own":   {store.Limits{}, func(store.Row) error { return mine }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o.Limits = c.limits
			within(t, 10*time.Second, func() {
				stats, err := open(t, o).Query(context.Background(), slowly, c.each)
				if c.says == "" && err != mine {
					t.Errorf("the callback's error came back as %v", err)
				}
				if c.says != "" {
					wantFault(t, err, fault.TooLarge, c.says)
				}
				if !strings.Contains(stats.SQL, `FROM "t"`) || stats.Rows == 0 {
					t.Errorf("%+v", stats)
				}
			})
		})
	}
}

// Every type that a bare column may have comes out as the number or text it is.
func TestValues(t *testing.T) {
	s := open(t, options(t, `CREATE TABLE t AS SELECT 9007199254740993::bigint AS big, -7::smallint AS small, 1.25::numeric AS d, 12::numeric AS whole,
		0.5::real AS f4, 'NaN'::float8 AS nan, '-Infinity'::float8 AS inf, true AS b, false AS nb, timestamp '2013-01-01' AS ts,
		timestamptz '2013-01-01 00:00:00.5+01' AS tz, date '1969-12-31' AS day, 'infinity'::timestamp AS never, 'é\x'::text AS s, ''::text AS empty, NULL::float8 AS n`))
	names := []string{"big", "small", "d", "whole", "f4", "nan", "inf", "b", "nb", "ts", "tz", "day", "never", "s", "empty", "n"}
	want := []any{int64(9007199254740993), int64(-7), 1.25, int64(12), 0.5, math.NaN(), math.Inf(-1), int64(1), int64(0), int64(1356998400000000),
		int64(1356994800500000), int64(-86400000000), nil, `é\x`, "", nil}
	columns := make([]sqlast.Column, len(names))
	for i, name := range names {
		columns[i].Name = name
	}
	_, err := s.Query(context.Background(), selection(columns...), func(row store.Row) error {
		for i := range row {
			var got any
			if n, ok := row.Int(i); ok {
				got = n
			} else if f, ok := row.Float(i); ok {
				got = f
			} else if x, ok := row.Text(i); ok {
				got = x
			}
			if fmt.Sprint(got) != fmt.Sprint(want[i]) {
				t.Errorf("%s = %v (%T), want %v", names[i], got, got, want[i])
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

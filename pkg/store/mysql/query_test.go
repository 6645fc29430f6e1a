package mysql

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/servers/mysqltest"
)

// slow is a view that takes hours to read.
const slow = "CREATE VIEW t AS SELECT count(*) AS x, 1 AS y FROM seq_1_to_10000000 AS a JOIN seq_1_to_10000000 AS b WHERE a.seq + b.seq < 0"

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
		err := s.ask(context.Background(), "SELECT count(*) FROM information_schema.PROCESSLIST WHERE DB = ? AND COMMAND IN ('Query', 'Execute') AND INFO LIKE '%`t`%'",
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
	killed := func(t *testing.T, what string) {
		var statements []string
		s := open(t, options(t))
		if err := s.ask(context.Background(), "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE '%`t`%' AND ID <> CONNECTION_ID()", func(row store.Row) error {
			id, _ := row.Int(0)
			statements = append(statements, fmt.Sprintf("KILL %s %d", what, id))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		server.Exec(t, "", statements...)
	}
	for name, c := range map[string]struct {
		limit time.Duration
		end   func(t *testing.T, s *Store, cancel func())
		kind  fault.Kind
		says  string
	}{
		"cancelled":        {0, func(_ *testing.T, _ *Store, cancel func()) { cancel() }, fault.Canceled, "was cancelled"},
		"closed":           {0, func(_ *testing.T, s *Store, _ func()) { _ = s.Close() }, fault.Canceled, "closed or changed"},
		"own limit":        {1500 * time.Millisecond, func(*testing.T, *Store, func()) {}, fault.Timeout, "1.5s (limits.queryTimeout)"},
		"killed there":     {0, func(t *testing.T, _ *Store, _ func()) { killed(t, "QUERY") }, fault.Canceled, "an administrator"},
		"hung up on there": {0, func(t *testing.T, _ *Store, _ func()) { killed(t, "CONNECTION") }, fault.Unreachable, "ended the connection"},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t, slow, "CREATE TABLE u AS SELECT 1 AS x")
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
				c.end(t, s, cancel)
				wantFault(t, <-failed, c.kind, c.says)
				awaitRunning(t, o.Server.Database, 0)
			})
			if name != "closed" { // the pool has another connection for the next statement
				if n, err := countOf(s, "u"); n != 1 || err != nil {
					t.Errorf("afterwards: %d rows, %v", n, err)
				}
			}
		})
	}
}

// Without an index a join compares every row with every other, unless by hash.
func TestJoinsWithoutAnIndexGoByHash(t *testing.T) {
	s := open(t, options(t, "CREATE TABLE p AS SELECT seq AS id FROM seq_1_to_1000", "CREATE TABLE o AS SELECT seq AS id FROM seq_1_to_1000"))
	var kinds []string
	if err := s.ask(context.Background(), "EXPLAIN SELECT count(*) FROM p LEFT JOIN o ON p.id = o.id", func(row store.Row) error {
		kind, _ := row.Text(3)
		kinds = append(kinds, kind)
		return nil
	}); err != nil || !slices.Equal(kinds, []string{"ALL", "hash_ALL"}) {
		t.Errorf("tables are read by %q (%v)", kinds, err)
	}
}

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
		err := s.ask(ctx, "SELECT @@max_statement_time", func(row store.Row) error {
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
	o := options(t)
	mortal := mysqltest.New(t, mysqltest.Options{})
	o.Server.URL, o.Server.Database = mortal.URL(), mortal.Database(t, "CREATE VIEW t AS SELECT seq AS x, repeat('y', 1000) AS y FROM seq_1_to_10000000")
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
	o := options(t, "CREATE VIEW t AS SELECT 1 AS x, SLEEP(0.02) AS y")
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
	most := 0
	for range 20 {
		most = max(most, s.db.Stats().OpenConnections)
		time.Sleep(10 * time.Millisecond)
	}
	wait.Wait()
	if most > 2 {
		t.Errorf("%d connections", most)
	}
}

func TestTooManyConnections(t *testing.T) {
	o := options(t, "CREATE VIEW t AS SELECT 1 AS x, SLEEP(1) AS y", "CREATE USER crowd IDENTIFIED BY 'p' WITH MAX_USER_CONNECTIONS 1")
	server.Exec(t, o.Server.Database, "GRANT SELECT ON t TO crowd")
	o.Server.User, o.Server.Password = "crowd", "p"
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
		t.Fatal("four statements ran at once on one connection")
	}
	wantFault(t, <-refused, fault.Unreachable, "used up the connections")
}

func TestCaps(t *testing.T) {
	o := options(t, "CREATE VIEW t AS SELECT seq AS x, repeat('y', 1000) AS y FROM seq_1_to_100000000")
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
				if !strings.Contains(stats.SQL, "FROM `t`") || stats.Rows == 0 {
					t.Errorf("%+v", stats)
				}
				awaitRunning(t, o.Server.Database, 0)
			})
		})
	}
}

// Every type that a bare column may have comes out as the number or text it is.
func TestValues(t *testing.T) {
	s := open(t, options(t, `CREATE TABLE t (big BIGINT, u BIGINT UNSIGNED, small TINYINT, d DECIMAL(9,2), whole DECIMAL(9,0), f4 FLOAT, f DOUBLE, b BOOLEAN, bits BIT(1),
		ts DATETIME, tz TIMESTAMP(6) NULL, day DATE, zeros DATE, s VARCHAR(9), empty TEXT, e ENUM('a', 'b'), n DOUBLE)`,
		"SET SESSION sql_mode = ''",
		`INSERT INTO t VALUES (9007199254740993, 18446744073709551615, -7, 1.25, 12, 0.5, -1e300, TRUE, b'1', '2013-01-01', '2013-01-01 00:00:00.5', '1969-12-31', 0, 'é\\x', '', 'b', NULL)`))
	names := []string{"big", "u", "small", "d", "whole", "f4", "f", "b", "bits", "ts", "tz", "day", "zeros", "s", "empty", "e", "n"}
	want := []any{int64(9007199254740993), 0x1p64, int64(-7), 1.25, int64(12), 0.5, -1e300, int64(1), int64(1), int64(1356998400000000),
		int64(1356998400500000), int64(-86400000000), nil, `é\x`, "", "b", nil}
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

package clickhouse

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/servers/clickhousetest"
)

// wantFault fails unless err is a fault of the kind whose message holds part, and nothing of the machine.
func wantFault(t *testing.T, err error, kind fault.Kind, part string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q", kind)
	}
	f := fault.As(err)
	if f.Kind != kind || !strings.Contains(f.Error(), part) {
		t.Errorf("%q: %v (cause %v), want %q with %q", f.Kind, f, f.Cause, kind, part)
	}
	for _, secret := range []string{"127.0.0.1", "hunter2", "DB::Exception"} {
		if strings.Contains(f.Error(), secret) {
			t.Errorf("the message shows %s: %v", secret, f)
		}
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	d := clickhousetest.New(t)
	d.Exec(t, "CREATE TABLE "+d.Name("predictions")+" (carrier String, distance Float64) ENGINE = Memory", "CREATE TABLE "+d.Name("odd.name")+" (x Int8) ENGINE = Memory")
	s := open(t, d, store.Limits{})
	query := func(q sqlast.Query) error {
		_, err := s.Query(context.Background(), q, func(store.Row) error { return nil })
		return err
	}
	wantFault(t, query(from("prediction", sqlast.Int(1))), fault.NotFound, `there is no table prediction; there are predictions, "odd.name"`)
	wantFault(t, query(from("predictions", column("distanc", sqlast.Float))), fault.NotFound, `there is no column "distanc"; there are distance, carrier`)
	in := sqlast.Select{Items: item(sqlast.Column{Source: "p", Name: "carier"}), From: sqlast.Table{Name: []string{"predictions"}, As: "p"}}
	wantFault(t, query(in), fault.NotFound, `there is no column "p.carier"`)
	wantFault(t, query(sqlast.Select{Items: item(sqlast.Int(1)), From: sqlast.Table{Name: []string{"nodb", "t"}}}), fault.NotFound, "there is no table nodb.t")
	_, err := s.Columns(context.Background(), []string{"x"})
	wantFault(t, err, fault.NotFound, "there is no table x")
	tables, err := s.Tables(context.Background())
	if err != nil || len(tables) < 2 || tables[0] != `"odd.name"` || tables[1] != "predictions" {
		t.Errorf("%v, %v", tables, err)
	}
}

// A session cannot write, though the account could.
func TestSessionsAreReadOnly(t *testing.T) {
	d := clickhousetest.New(t)
	d.Exec(t, "CREATE TABLE "+d.Name("canary")+" ENGINE = Memory AS SELECT 7 AS x")
	s := open(t, d, store.Limits{})
	for _, statement := range []string{"INSERT INTO canary VALUES (8)", "DROP TABLE canary", "CREATE TABLE t (x Int8) ENGINE = Memory",
		"ALTER TABLE canary DELETE WHERE 1", "SET readonly = 0", "INSERT INTO FUNCTION file('leak.csv') SELECT 1"} {
		t.Run(statement, func(t *testing.T) {
			wantFault(t, s.own(context.Background(), statement, nil, func(store.Row) error { return nil }), fault.Forbidden, "")
		})
	}
	if got := collect(t, s, from("canary", column("x", sqlast.Integer))); fmt.Sprint(got) != "[[7]]" {
		t.Errorf("the canary is %v", got)
	}
}

func TestLimits(t *testing.T) {
	d := clickhousetest.New(t)
	d.Exec(t, "CREATE TABLE "+d.Name("n")+" ENGINE = Memory AS SELECT number AS x FROM numbers(100000)")
	few := open(t, d, store.Limits{MaxRows: 10})
	_, err := few.Query(context.Background(), from("n", column("x", sqlast.Integer)), func(store.Row) error { return nil })
	wantFault(t, err, fault.TooLarge, "rows")
	small := open(t, d, store.Limits{MaxBytes: 800})
	stats, err := small.Query(context.Background(), from("n", column("x", sqlast.Integer)), func(store.Row) error { return nil })
	wantFault(t, err, fault.TooLarge, "larger than")
	if stats.Rows != 101 {
		t.Errorf("%d rows were read, want to stop at 101", stats.Rows)
	}
	own := errors.New("enough")
	if _, err := open(t, d, store.Limits{}).Query(context.Background(), from("n", column("x", sqlast.Integer)), func(store.Row) error { return own }); err != own {
		t.Errorf("the callback's error came back as %v", err)
	}
}

// TestEnds: a statement that is cancelled, or runs into its limit, or whose store is closed, is gone from the server
// within two seconds.
func TestEnds(t *testing.T) {
	d := clickhousetest.New(t)
	d.Exec(t, "CREATE TABLE "+d.Name("n")+" ENGINE = Memory AS SELECT toInt64(number) AS x FROM numbers(1000000)")
	running := func() (n int) {
		for _, text := range d.Running(t) {
			if strings.Contains(text, "JOIN") {
				n++
			}
		}
		return n
	}
	within := func(want int, limit time.Duration) bool {
		for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			if running() == want {
				return true
			}
		}
		return false
	}
	for _, c := range []struct {
		name  string
		limit time.Duration
		end   func(cancel func(), s *Store)
		kind  fault.Kind
	}{
		{"cancelled", 0, func(cancel func(), _ *Store) { cancel() }, fault.Canceled},
		{"closed", 0, func(_ func(), s *Store) { _ = s.Close() }, fault.Canceled},
		{"limited", 6 * time.Second, func(func(), *Store) {}, fault.Timeout},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, d, store.Limits{QueryTimeout: c.limit})
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			ended := make(chan error, 1)
			go func() {
				_, err := s.Query(ctx, slow("n"), func(store.Row) error { return nil })
				ended <- err
			}()
			if !within(1, 30*time.Second) {
				cancel()
				t.Fatalf("the statement does not run in the server: %v", errors.Unwrap(<-ended))
			}
			c.end(cancel, s)
			wantFault(t, <-ended, c.kind, "")
			if !within(0, 2*time.Second+busy(func() { running() })) {
				t.Error("the statement still runs in the server after two seconds, and more on a busy machine")
			}
		})
	}
}

// busy is how much longer than a given time a test waits on a busy machine: ten times what asking once takes.
func busy(ask func()) time.Duration {
	start := time.Now()
	ask()
	return 10 * time.Since(start)
}

// TestPool: more callers than connections wait for their turn.
func TestPool(t *testing.T) {
	d := clickhousetest.New(t)
	s := open(t, d, store.Limits{MaxOpenConns: 2})
	var wait sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		wait.Go(func() {
			_, errs[i] = s.Query(context.Background(), sqlast.Select{Items: item(sqlast.Int(i))}, func(store.Row) error { return nil })
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
	if open := s.conn.Stats().Open; open > 2 {
		t.Errorf("%d connections are open", open)
	}
}

// TestLongLists: lists longer than a field of a form are several arrays, and values keep out of the text.
func TestLongLists(t *testing.T) {
	d := clickhousetest.New(t)
	s := open(t, d, store.Limits{})
	var values []string
	for i := range 10_000 {
		values = append(values, fmt.Sprintf("category %d of many, with a 'quote' and a \\ and a\ttab\n", i))
	}
	in := sqlast.InTexts{X: sqlast.Param{Value: values[9_999]}, Values: values}
	none := sqlast.Not{X: sqlast.InTexts{X: sqlast.Param{Value: "none"}, Values: values}}
	if got := collect(t, s, sqlast.Select{Items: []sqlast.Item{{X: in, As: "in"}, {X: none, As: "none"}}}); fmt.Sprint(got) != "[[1 1]]" {
		t.Errorf("%v", got)
	}
	statement, err := dialect.Render(dialect.ClickHouse, sqlast.Select{Items: item(in)})
	if err != nil || len(statement.SQL) > 1000 || strings.Contains(statement.SQL, "category") {
		t.Errorf("%v, %d bytes of text", err, len(statement.SQL))
	}
}

func TestCheck(t *testing.T) {
	d := clickhousetest.New(t)
	s := open(t, d, store.Limits{})
	steps := s.Check(context.Background())
	last := steps[len(steps)-1]
	if len(steps) != 6 || last.Name != "tables" || last.Err == nil {
		t.Errorf("without tables: %+v", steps)
	}
	d.Exec(t, "CREATE TABLE "+d.Name("t")+" (x Int8) ENGINE = Memory")
	steps = s.Check(context.Background())
	if last = steps[len(steps)-1]; last.Err != nil || last.Message != "1 tables can be read" && d.Engine {
		t.Errorf("%+v", last)
	}
	if readOnly := steps[3]; !readOnly.Warning || !strings.Contains(readOnly.Message, "the account could write") {
		t.Errorf("the account of the tests may write, but: %+v", readOnly)
	}
	for grant, want := range map[string]string{"GRANT SELECT ON *.* TO r": "", "GRANT CREATE TEMPORARY TABLE ON *.* TO r": "",
		"GRANT SELECT, INSERT(a) ON x.y TO r": "INSERT", "GRANT ALL ON *.* TO r WITH GRANT OPTION": "ALL"} {
		if got := writing(grant); got != want {
			t.Errorf("%s: %q, want %q", grant, got, want)
		}
	}
}

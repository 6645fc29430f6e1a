package duckdb

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/storetest"
)

func column(name string, t sqlast.Type) sqlast.Column { return sqlast.Column{Name: name, Type: t} }

func TestErrorsSayWhatThereIs(t *testing.T) {
	root := place(t)
	parquet, file := open(t, Options{Root: root}), open(t, Options{Root: root, Path: "log.duckdb"})
	if err := os.WriteFile(filepath.Join(root, "broken.parquet"), []byte("no parquet at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := storetest.CountOf(parquet, "lag.parquet")
	wantFault(t, err, fault.NotFound, root, "lag.parquet", "log.parquet, ", "deep/a.parquet")
	_, err = storetest.CountOf(parquet, "none/*.parquet")
	wantFault(t, err, fault.NotFound, root, "none/*.parquet", "log.parquet")
	_, err = storetest.CountOf(parquet, "broken.parquet")
	wantFault(t, err, fault.Store, root, "broken.parquet")
	_, err = storetest.CountOf(file, "prediction")
	wantFault(t, err, fault.NotFound, root, "there is no table prediction; there are predictions, ", `ml."odd.name"`)
	_, err = file.Columns(context.Background(), []string{"ml", "nothing"})
	wantFault(t, err, fault.NotFound, root, "ml.nothing")
	for _, s := range []struct {
		store *Store
		table string
	}{{parquet, "log.parquet"}, {file, "predictions"}} {
		_, err = s.store.Query(context.Background(), sqlast.Select{
			Items: []sqlast.Item{{X: column("carier", sqlast.Text),
				As: "c"}}, From: sqlast.Table{Name: []string{s.table}, As: "t"},
		}, func(store.Row) error { return nil })
		wantFault(t, err, fault.NotFound, root, `there is no column "carier"; there are carrier, `)
		_, err = s.store.Query(context.Background(), sqlast.Select{
			Items: []sqlast.Item{{X: sqlast.Column{Source: "t", Name: "carier"},
				As: "c"}}, From: sqlast.Table{Name: []string{s.table}, As: "t"},
		}, func(store.Row) error { return nil })
		wantFault(t, err, fault.NotFound, root, `there is no column "carier"; there are carrier, `)
	}
	_, err = file.Query(context.Background(),
		sqlast.Select{Items: []sqlast.Item{{X: sqlast.Floor{X: sqlast.FloatLit(1e300)}, As: "x"}}},
		func(store.Row) error { return nil })
	wantFault(t, err, fault.Store, root, "does not fit")
}

func TestColumnsAndTables(t *testing.T) {
	root := place(t)
	duckdbtest.Exec(t, filepath.Join(root, "types.duckdb"), `CREATE TYPE mood AS ENUM ('a', 'b')`,
		`CREATE TABLE t (f DOUBLE, f4 FLOAT, i INTEGER, u UBIGINT, h HUGEINT, d DECIMAL(10, 2), s VARCHAR, e mood, g UUID, b BOOLEAN,
		ts TIMESTAMP, tn TIMESTAMP_NS, tz TIMESTAMPTZ, day DATE, j JSON, l INTEGER[], ld DECIMAL(4, 1)[], st STRUCT(a INT), m MAP(VARCHAR, INT), bl BLOB)`)
	s := open(t, Options{Root: root, Path: "types.duckdb"})
	columns, err := s.Columns(context.Background(), []string{"t"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]sqlast.Type{"f": sqlast.Float, "f4": sqlast.Float, "i": sqlast.Integer, "u": sqlast.Integer,
		"h": sqlast.Integer,
		"d": sqlast.Decimal, "s": sqlast.Text, "e": sqlast.Enum, "g": sqlast.UUID, "b": sqlast.Bool, "ts": sqlast.Timestamp,
		"tn": sqlast.Timestamp, "tz": sqlast.TimestampTZ, "day": sqlast.DateOnly, "j": sqlast.JSON, "bl": sqlast.Blob, "l": sqlast.Array, "ld": sqlast.Array,
		"st": sqlast.JSON, "m": sqlast.JSON}
	if len(columns) != 20 {
		t.Errorf("%d columns, want 20", len(columns))
	}
	for _, c := range columns {
		if c.Type != want[c.Name] || c.Raw == "" {
			t.Errorf("%s (%s) is %v, want %v", c.Name, c.Raw, c.Type, want[c.Name])
		}
	}
	for _, c := range []struct {
		options Options
		want    string
	}{
		{Options{Root: root}, "deep/a.parquet deep/er/b.parquet link.parquet log.parquet"},
		{Options{Root: root, Path: "log.duckdb"}, `latest leak ml."odd.name" predictions`},
	} {
		tables, err := open(t, c.options).Tables(context.Background())
		if got := strings.Join(tables, " "); err != nil || got != c.want {
			t.Errorf("tables %q (%v), want %q", got, err, c.want)
		}
	}
}

// endless is a statement that no store finishes within a test.
func endless() sqlast.Query {
	table := func(as string) sqlast.Source { return sqlast.Table{Name: []string{"log.parquet"}, As: as} }
	source := table("a")
	on := []sqlast.Expr{}
	for _, as := range []string{"b", "c", "d", "e", "f"} {
		source = sqlast.Join{L: source, R: table(as), On: sqlast.Binary{Op: sqlast.Ge,
			L: sqlast.Binary{Op: sqlast.Add, L: sqlast.Column{Source: "a", Name: "x", Type: sqlast.Float},
				R: sqlast.Column{Source: as, Name: "x", Type: sqlast.Float}}, R: sqlast.FloatLit(0)}}
		on = append(on, sqlast.Column{Source: as, Name: "x", Type: sqlast.Float})
	}
	sum := on[0]
	for _, x := range on[1:] {
		sum = sqlast.Binary{Op: sqlast.Mul, L: sum, R: x}
	}
	return sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.Sum, X: sum}, As: "s"}}, From: source}
}

func TestCancelAndTimeouts(t *testing.T) {
	root := place(t)
	nothing := func(store.Row) error { return nil }
	const soon = 200 * time.Millisecond
	for name, c := range map[string]struct {
		limit time.Duration
		ctx   func() (context.Context, context.CancelFunc)
		close bool
		kind  fault.Kind
		says  string
	}{
		"cancelled": {ctx: func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(soon, cancel)
			return ctx, cancel
		}, kind: fault.Canceled, says: "cancelled"},
		"caller's deadline": {ctx: func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(context.Background(), soon)
		}, kind: fault.Timeout, says: "than the query may take"},
		"own limit": {limit: soon, ctx: func() (context.Context, context.CancelFunc) {
			return context.Background(), func() {}
		}, kind: fault.Timeout, says: "200ms (limits.queryTimeout)"},
		"closed": {close: true, ctx: func() (context.Context, context.CancelFunc) {
			return context.Background(), func() {}
		}, kind: fault.Canceled, says: "closed"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(context.Background(), Options{Root: root, Limits: store.Limits{QueryTimeout: c.limit}})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			ctx, cancel := c.ctx()
			defer cancel()
			if c.close {
				time.AfterFunc(soon, func() { s.Close() })
			}
			stats, err := s.Query(ctx, endless(), nothing) // it would not end by itself
			wantFault(t, err, c.kind, root, c.says)
			if !strings.Contains(stats.SQL, "JOIN") {
				t.Errorf("a failed statement reports the text %q", stats.SQL)
			}
		})
	}
}

func TestPoolWaitEndsWithTheContext(t *testing.T) {
	s := open(t, Options{Root: place(t), Limits: store.Limits{MaxOpenConns: 1, QueryTimeout: 2 * time.Second}})
	var group sync.WaitGroup
	errs := make(chan error, 3)
	for range cap(errs) {
		group.Go(func() {
			_, err := s.Query(context.Background(), endless(), func(store.Row) error { return nil })
			errs <- err
		})
	}
	group.Wait()
	close(errs)
	for err := range errs {
		wantFault(t, err, fault.Timeout, "", "limits.queryTimeout")
	}
	eventually(t, "afterwards", func() (bool, error) {
		n, err := storetest.CountOf(s, "log.parquet")
		return n == 100, err
	})
}

// eventually tries what must be so soon up to twenty times: a busy machine may have ended nothing yet, or take longer
// than a limit.
func eventually(t *testing.T, what string, try func() (bool, error)) {
	t.Helper()
	var err error
	for range 20 {
		var ok bool
		if ok, err = try(); ok && err == nil {
			return
		}
		time.Sleep(2 * lingerFor)
	}
	t.Errorf("%s: it is not so, %v", what, err)
}

func TestCaps(t *testing.T) {
	root := place(t)
	all := sqlast.Select{Items: []sqlast.Item{{X: column("id", sqlast.Integer), As: "id"},
		{X: column("carrier", sqlast.Text), As: "c"}},
		From: sqlast.Table{Name: []string{"log.parquet"}}}
	for name, c := range map[string]struct {
		limits store.Limits
		says   string
	}{"rows": {store.Limits{MaxRows: 99}, "more than 99 rows"}, "bytes": {store.Limits{MaxBytes: 999}, "larger than"}} {
		t.Run(name, func(t *testing.T) {
			_, err := open(t, Options{Root: root, Limits: c.limits}).Query(context.Background(), all,
				func(store.Row) error { return nil })
			wantFault(t, err, fault.TooLarge, root, c.says)
		})
	}
	s := open(t, Options{Root: root, Limits: store.Limits{MaxRows: 100, MaxBytes: 1000}})
	stats, err := s.Query(context.Background(), all, func(store.Row) error { return nil })
	if err != nil || stats.Rows != 100 || stats.Bytes != 1000 {
		t.Errorf("%+v, %v; want 100 rows of 10 bytes", stats, err)
	}
	own := errors.New("mine")
	if _, err := s.Query(context.Background(), all, func(store.Row) error { return own }); err != own {
		t.Errorf("the callback's error came back as %v", err)
	}
}

// Every row type that a bare column may have comes out as the number or text it is.
func TestValues(t *testing.T) {
	root := place(t)
	duckdbtest.Exec(t, filepath.Join(root, "v.duckdb"),
		`CREATE TABLE v AS SELECT 9007199254740993::BIGINT AS big, 18446744073709551615::UBIGINT AS u,
		170141183460469231731687303715884105727::HUGEINT AS h, 12::HUGEINT AS small, 1.25::DECIMAL(5,2) AS d, 0.5::FLOAT AS f4, 'NaN'::DOUBLE AS nan, '-inf'::DOUBLE AS inf,
		true AS b, TIMESTAMP '2013-01-01' AS ts, 'é\0x' AS s, '' AS empty, NULL::DOUBLE AS n, 7::UTINYINT AS tiny`)
	s := open(t, Options{Root: root, Path: "v.duckdb"})
	var items []sqlast.Item
	for _, name := range []string{"big", "u", "h", "small", "d", "f4", "nan", "inf", "b", "ts", "s", "empty", "n",
		"tiny"} {
		items = append(items, sqlast.Item{X: column(name, sqlast.Unknown), As: name})
	}
	got := storetest.Cells(t, s, sqlast.Select{Items: items, From: sqlast.Table{Name: []string{"v"}}})[0]
	want := []any{int64(9007199254740993), float64(math.MaxUint64), 0x1p127, int64(12), 1.25, 0.5, math.NaN(),
		math.Inf(-1), int64(1),
		int64(1356998400000000), `é\0x`, "", nil, int64(7)}
	for i := range want {
		if fmt.Sprint(got[i]) != fmt.Sprint(want[i]) {
			t.Errorf("%s = %v (%T), want %v", items[i].As, got[i], got[i], want[i])
		}
	}
}

func TestObserve(t *testing.T) {
	s := open(t, Options{Root: place(t)})
	var events []store.Event
	o := store.Observe(s, func(e store.Event) { events = append(events, e) })
	storetest.Cells(t, o, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: "n"}},
		From: sqlast.Table{Name: []string{"deep/*.parquet"}}})
	if _, err := o.Query(context.Background(), sqlast.Select{}, nil); err == nil {
		t.Error("an empty SELECT ran")
	}
	if len(events) != 2 || events[0].Err != nil || events[0].Rows != 1 || events[1].Err == nil {
		t.Fatalf("%+v", events)
	}
	// The text is the one without the machine's paths.
	if want := "SELECT\n  count(*) AS \"n\"\nFROM read_parquet('deep/*.parquet', union_by_name = true)"; events[0].SQL != want {
		t.Errorf("SQL %q, want %q", events[0].SQL, want)
	}
	if _, ok := o.(store.Mover); !ok {
		t.Error("an observed DuckDB cannot be moved")
	}
}

func TestCheck(t *testing.T) {
	root := place(t)
	empty := filepath.Join(root, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	steps := open(t, Options{Root: root, Path: "log.duckdb"}).Check(context.Background())
	if len(steps) != 4 || steps[3].Err != nil || steps[3].Message != "4 tables" {
		t.Errorf("%+v", steps)
	}
	steps = open(t, Options{Root: empty}).Check(context.Background())
	last := steps[len(steps)-1]
	if last.Err == nil {
		t.Fatal("an empty root is healthy")
	}
	wantFault(t, last.Err, fault.NotFound, root, "no Parquet file")
}

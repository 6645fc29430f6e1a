package trino

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/servers/trinotest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, schema *trinotest.Schema, limits store.Limits) *Store {
	t.Helper()
	s, err := Open(context.Background(), Options{Server: schema.Server, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func from(table string, x sqlast.Expr) sqlast.Select {
	return sqlast.Select{Items: []sqlast.Item{{X: x, As: "x"}}, From: sqlast.Table{Name: []string{table}}}
}

// one is the one cell of an answer: nil, int64, float64 or string.
func one(t *testing.T, s store.Store, q sqlast.Query) (cell any) {
	t.Helper()
	_, err := s.Query(context.Background(), q, func(row store.Row) error {
		if n, ok := row.Int(0); ok {
			cell = n
		} else if f, ok := row.Float(0); ok {
			cell = f
		} else if x, ok := row.Text(0); ok {
			cell = x
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%v (cause %v)", err, errors.Unwrap(err))
	}
	return cell
}

// wantFault fails unless err is a fault of the kind whose message holds part, and nothing of the machine.
func wantFault(t *testing.T, err error, kind fault.Kind, part string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q", kind)
	}
	f := fault.As(err)
	if f.Kind != kind || !strings.Contains(f.Error(), part) || strings.Contains(f.Error(), "127.0.0.1") {
		t.Errorf("%q: %v (cause %v), want %q with %q", f.Kind, f, f.Cause, kind, part)
	}
}

// TestTypes reads columns of every type that a log may have, and what the catalog says of them.
func TestTypes(t *testing.T) {
	schema := trinotest.New(t)
	schema.Exec(t, "CREATE VIEW "+schema.Name("c")+` AS SELECT CAST(100 AS tinyint) AS tiny, DECIMAL '12.50' AS d, REAL '0.5' AS f4, CAST('ab' AS char(5)) AS fixed,
		UUID '00000000-0000-0000-0000-000000000001' AS g, true AS b, DATE '1969-12-31' AS day, TIMESTAMP '2013-04-21 12:30:00.123456789' AS fine,
		TIMESTAMP '2013-04-21 08:30:00 America/New_York' AS tz, JSON '{"a":{"b":1.5},"s":"x"}' AS doc, MAP(ARRAY['k'], ARRAY[2.5E0]) AS m, CAST(ROW(7) AS ROW(r bigint)) AS w`)
	s := open(t, schema, store.Limits{})
	columns, err := s.Columns(context.Background(), []string{"c"})
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]sqlast.Type{}
	for _, c := range columns {
		types[c.Name] = c.Type
	}
	number := func(c sqlast.Column) sqlast.Expr { return sqlast.ToNumber{X: c, From: c.Type} }
	text := func(c sqlast.Column) sqlast.Expr { return sqlast.ToText{X: c, From: c.Type} }
	micros := func(c sqlast.Column) sqlast.Expr { return sqlast.Micros{X: c, From: c.Type} }
	path := func(keys ...string) func(sqlast.Column) sqlast.Expr {
		return func(c sqlast.Column) sqlast.Expr { return sqlast.Path{X: c, Keys: keys} }
	}
	for _, c := range []struct {
		name string
		as   sqlast.Type
		x    func(sqlast.Column) sqlast.Expr
		want any
	}{
		{"tiny", sqlast.Integer, func(c sqlast.Column) sqlast.Expr { return sqlast.Binary{Op: sqlast.Mul, L: c, R: c} }, int64(10_000)},
		{"d", sqlast.Decimal, text, "12.5"}, {"d", sqlast.Decimal, number, 12.5}, {"f4", sqlast.Float, text, "0.5"},
		{"fixed", sqlast.Text, text, "ab   "}, {"g", sqlast.Text, text, "00000000-0000-0000-0000-000000000001"}, {"b", sqlast.Bool, text, "true"},
		{"day", sqlast.DateOnly, micros, int64(-86400000000)}, {"fine", sqlast.Timestamp, micros, int64(1366547400123457)}, // rounded
		{"tz", sqlast.TimestampTZ, micros, int64(1366547400000000)}, {"doc", sqlast.JSON, path("a", "b"), "1.5"}, {"doc", sqlast.JSON, path("none"), nil},
		{"m", sqlast.JSON, path("k"), "2.5"}, {"w", sqlast.JSON, path("r"), "7"},
	} {
		if types[c.name] != c.as {
			t.Errorf("%s: the catalog says type %d, want %d", c.name, types[c.name], c.as)
		}
		if got := one(t, s, from("c", c.x(sqlast.Column{Name: c.name, Type: c.as}))); got != c.want {
			t.Errorf("%s: %v (%T), want %v", c.name, got, got, c.want)
		}
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	schema := trinotest.New(t)
	schema.Exec(t, "CREATE TABLE "+schema.Name("predictions")+" (carrier varchar, distance double)")
	s := open(t, schema, store.Limits{})
	query := func(q sqlast.Query) error {
		_, err := s.Query(context.Background(), q, func(store.Row) error { return nil })
		return err
	}
	wantFault(t, query(from("prediction", sqlast.Int(1))), fault.NotFound, "there is no table prediction; there are predictions")
	wantFault(t, query(from("predictions", sqlast.Column{Name: "distanc"})), fault.NotFound, `there is no column "distanc"; there are distance, carrier`)
	none := *schema
	none.Server.Database = ""
	wantFault(t, func() error {
		_, err := open(t, &none, store.Limits{}).Columns(context.Background(), []string{"t"})
		return err
	}(), fault.BadSettings, "catalog.schema")
	none.Server.Database = "nocatalog.x"
	wantFault(t, func() error { _, err := open(t, &none, store.Limits{}).Tables(context.Background()); return err }(), fault.NotFound, "catalog")
}

// Transactions cannot write, though the account could.
func TestTransactionsAreReadOnly(t *testing.T) {
	schema := trinotest.New(t)
	schema.Exec(t, "CREATE TABLE "+schema.Name("canary")+" AS SELECT 7 AS x")
	s := open(t, schema, store.Limits{})
	for _, statement := range []string{"INSERT INTO canary VALUES (8)", "DROP TABLE canary", "CREATE TABLE t (x bigint)", "CREATE VIEW v AS SELECT 1 AS x"} {
		t.Run(statement, func(t *testing.T) {
			if err := s.own(context.Background(), statement, nil, func(store.Row) error { return nil }); err == nil {
				t.Error("it ran")
			}
		})
	}
	if got := one(t, s, from("canary", sqlast.Column{Name: "x", Type: sqlast.Integer})); got != int64(7) {
		t.Errorf("the canary is %v", got)
	}
	tables, err := s.Tables(context.Background())
	if err != nil || len(tables) == 0 || tables[0] != "canary" {
		t.Errorf("%v, %v", tables, err)
	}
	if steps := s.Check(context.Background()); len(steps) != 5 || steps[4].Err != nil || !strings.HasSuffix(steps[4].Message, "tables can be read") {
		t.Errorf("%+v", steps)
	}
}

// TestEnds: a statement that is cancelled, or runs into its limit, is gone from the coordinator within two seconds.
func TestEnds(t *testing.T) {
	schema := trinotest.New(t)
	schema.Exec(t, "CREATE VIEW "+schema.Name("n")+" AS SELECT x FROM UNNEST(sequence(1, 10000)) AS t(x)")
	read := func(as string) sqlast.Source { return sqlast.Table{Name: []string{"n"}, As: as} }
	x := func(as string) sqlast.Expr { return sqlast.Column{Source: as, Name: "x", Type: sqlast.Integer} }
	all := sqlast.And{}
	slow := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.Max, X: sqlast.Binary{Op: sqlast.Mul, L: x("a"), R: sqlast.Binary{Op: sqlast.Mul, L: x("b"), R: x("c")}}}, As: "x"}},
		From: sqlast.Join{L: sqlast.Join{L: read("a"), R: read("b"), On: all}, R: read("c"), On: all}}
	within := func(want int, limit time.Duration) bool {
		for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
			if schema.Running(t, `"c"."x"`) == want {
				return true
			}
		}
		return false
	}
	for name, limit := range map[string]time.Duration{"cancelled": 0, "limited": 3 * time.Second} {
		t.Run(name, func(t *testing.T) {
			s := open(t, schema, store.Limits{QueryTimeout: limit})
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			ended := make(chan error, 1)
			go func() {
				_, err := s.Query(ctx, slow, func(store.Row) error { return nil })
				ended <- err
			}()
			if !within(1, 30*time.Second) {
				cancel()
				t.Fatalf("the statement does not run in the server: %v", errors.Unwrap(<-ended))
			}
			kind := fault.Timeout
			if limit == 0 {
				cancel()
				kind = fault.Canceled
			}
			wantFault(t, <-ended, kind, "")
			start := time.Now()
			schema.Running(t, `"c"."x"`)
			if !within(0, 2*time.Second+10*time.Since(start)) { // more on a busy machine
				t.Error("the statement still runs in the server after two seconds")
			}
		})
	}
}

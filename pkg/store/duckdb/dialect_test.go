package duckdb

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leeway/pkg/dialect"
	"leeway/pkg/sqlast"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/tests/storetest"
)

// hostileNames are identifiers that break careless quoting.
var hostileNames = []string{
	`"`, `""`, `x", 42 --`, `x\", 42 --`, `\`, `\"`, `'`, "`", "a\nb", "a\r\nb", "a\tb", "$$", "$1", "?", "{x}", "{?}", "%s", "/* */", "--", ";",
	"[a]", "a.b", `a"."b`, "ünïcode", "日本語", "😀", "\u202e", "\u00a0", " ", "  leading", "trailing ", strings.Repeat("x",
		300),
	strings.Repeat(`"`, 300), "select", "ROWID", "*", "COLUMNS(*)", "\x01\x7f", "\ufeff",
}

// Parsing what was rendered gives the name back, for columns, tables and aliases alike.
func TestIdentifiersComeBack(t *testing.T) {
	root := t.TempDir()
	quote := func(name string) string {
		quoted, err := dialect.DuckDB.Names.Apply(name)
		if err != nil {
			t.Fatal(err)
		}
		return quoted
	}
	var statements []string
	for i, name := range hostileNames {
		statements = append(statements, fmt.Sprintf("CREATE TABLE %s AS SELECT %d AS %s", quote(name), i, quote(name)))
	}
	duckdbtest.Exec(t, filepath.Join(root, "n.duckdb"), statements...)
	s := open(t, Options{Root: root, Path: "n.duckdb"})
	for i, name := range hostileNames {
		columns, err := s.Columns(context.Background(), []string{name})
		if err != nil || len(columns) != 1 || columns[0].Name != name {
			t.Errorf("%q: columns %v, %v", name, columns, err)
		}
		got := storetest.Cells(t, s, sqlast.Select{
			With: []sqlast.CTE{{Name: name + "c", Query: sqlast.Select{
				Items: []sqlast.Item{{X: sqlast.Column{Source: name, Name: name, Type: sqlast.Integer},
					As: name}}, From: sqlast.Table{Name: []string{name}, As: name}}}},
			Items: []sqlast.Item{{X: sqlast.Column{Source: name + "s", Name: name, Type: sqlast.Integer}, As: name}},
			From:  sqlast.Ref{Name: name + "c", As: name + "s"},
		})
		if len(got) != 1 || got[0][0] != int64(i) {
			t.Errorf("%q: read %v, want %d", name, got, i)
		}
	}
	listed, err := s.Tables(context.Background())
	if err != nil || len(listed) != len(hostileNames) {
		t.Fatalf("%d tables, %v", len(listed), err)
	}
	for _, ref := range listed { // what Tables lists, a model can name
		if strings.HasPrefix(ref, `"`) || !strings.ContainsAny(ref, `."`) {
			if name, err := s.Table(ref); err != nil || len(name) != 1 {
				t.Errorf("Table(%q) = %q, %v", ref, name, err)
			}
		}
	}
}

// The same for any text at all, through a column alias of a subquery.
func TestAnyIdentifierComesBack(t *testing.T) {
	s := open(t, Options{Root: t.TempDir()})
	rapid.Check(t, func(r *rapid.T) {
		name := rapid.StringN(1, 200, 1000).Filter(func(s string) bool { return !strings.ContainsRune(s, 0) }).Draw(r,
			"name")
		value := rapid.String().Filter(func(s string) bool { return !strings.ContainsRune(s, 0) }).Draw(r, "value")
		got := storetest.Cells(t, s, sqlast.Select{
			Items: []sqlast.Item{{X: sqlast.Column{Source: name, Name: name, Type: sqlast.Text}, As: "out"}},
			From: sqlast.Subquery{Query: sqlast.Select{Items: []sqlast.Item{{X: sqlast.Param{Value: value},
				As: name}}}, As: name},
		})
		if len(got) != 1 || got[0][0] != value {
			r.Fatalf("%q came back as %v", value, got)
		}
	})
}

func TestNodes(t *testing.T) {
	s := open(t, Options{Root: t.TempDir()})
	inAList := storetest.NodeCase{Name: "path into a list", Want: "e",
		X: sqlast.Path{X: sqlast.Param{Value: `{"a":{"b/~.c":[1,{"d":"e"}]}}`}, Keys: []string{"a", "b/~.c", "1", "d"}}}
	for _, c := range slices.Concat(storetest.ValueNodes(), storetest.TimeNodes(), []storetest.NodeCase{inAList}) {
		t.Run(c.Name, func(t *testing.T) {
			got := storetest.Cells(t, s, sqlast.Select{Items: []sqlast.Item{{X: c.X, As: "x"}}})[0][0]
			want := c.Want
			if w, ok := want.(float64); ok && w == math.Trunc(w) && math.Abs(w) < 1<<53 {
				want = int64(w) // collect reads whole doubles as whole numbers
			}
			if g, ok := got.(float64); ok {
				if w, ok := want.(float64); ok && (g == w || math.Abs(g-w) < 1e-15*math.Abs(w)) {
					return
				}
			}
			if got != want {
				t.Errorf("%v (%T), want %v (%T)", got, got, want, want)
			}
		})
	}
}

// TestTypedColumns does what TestNodes cannot with bound values: columns of every type.
func TestTypedColumns(t *testing.T) {
	root := t.TempDir()
	duckdbtest.Exec(t, filepath.Join(root, "c.duckdb"),
		`CREATE TABLE c AS SELECT 100::TINYINT AS tiny, 12.50::DECIMAL(9,2) AS d, 100::DECIMAL(9,0) AS whole,
		'{"a":1.5}'::JSON AS j, '"1.5"'::JSON AS js, TIMESTAMPTZ '2013-04-21 12:30:00+02' AS tz, DATE '1969-12-31' AS day, 3::FLOAT AS f4,
		'b'::ENUM('a', 'b') AS e, 1e9::DOUBLE AS epoch, '00000000-0000-0000-0000-000000000001'::UUID AS g`)
	s := open(t, Options{Root: root, Path: "c.duckdb"})
	tiny := column("tiny", sqlast.Integer)
	for name, c := range map[string]struct {
		x    sqlast.Expr
		want any
	}{
		"narrow product":     {sqlast.Binary{Op: sqlast.Mul, L: tiny, R: tiny}, int64(10_000)},
		"narrow and literal": {sqlast.Binary{Op: sqlast.Add, L: sqlast.Int(1 << 20), R: tiny}, int64(1<<20 + 100)},
		"sum":                {sqlast.Agg{Func: sqlast.Sum, X: tiny}, int64(100)},
		"decimal":            {sqlast.ToText{X: column("d", sqlast.Decimal), From: sqlast.Decimal}, "12.5"},
		"whole decimal":      {sqlast.ToText{X: column("whole", sqlast.Decimal), From: sqlast.Decimal}, "100"},
		"decimal as number":  {sqlast.ToNumber{X: column("d", sqlast.Decimal), From: sqlast.Decimal}, 12.5},
		"document": {sqlast.ToNumber{X: sqlast.Path{X: column("j", sqlast.JSON), Keys: []string{"a"}},
			From: sqlast.Text}, 1.5},
		"number in quotes":   {sqlast.ToNumber{X: column("js", sqlast.JSON), From: sqlast.JSON}, 1.5},
		"text of a document": {sqlast.ToText{X: column("js", sqlast.JSON), From: sqlast.JSON}, "1.5"},
		"instant": {sqlast.Micros{X: column("tz", sqlast.TimestampTZ), From: sqlast.TimestampTZ},
			int64(1366540200000000)},
		"text of an instant": {sqlast.ToText{X: column("tz", sqlast.TimestampTZ), From: sqlast.TimestampTZ},
			"2013-04-21 10:30:00+00"},
		"date": {sqlast.Micros{X: column("day", sqlast.DateOnly), From: sqlast.DateOnly},
			int64(-86400000000)},
		"single precision": {sqlast.ToText{X: column("f4", sqlast.Float), From: sqlast.Float}, "3"},
		"enumeration":      {sqlast.ToText{X: column("e", sqlast.Text), From: sqlast.Text}, "b"},
		"enumeration in list": {sqlast.InTexts{X: sqlast.ToText{X: column("e", sqlast.Text), From: sqlast.Text},
			Values: []string{"z", "b"}}, int64(1)},
		"identifier": {sqlast.InTexts{X: sqlast.ToText{X: column("g", sqlast.Text), From: sqlast.Text},
			Values: []string{"no"}}, int64(0)},
	} {
		if got := storetest.Cells(t, s, sqlast.Select{Items: []sqlast.Item{{X: c.x, As: "x"}},
			From: sqlast.Table{Name: []string{"c"}}})[0][0]; got != c.want {
			t.Errorf("%s: %v (%T), want %v", name, got, got, c.want)
		}
	}
}

// TestSpanIndexAgrees compares the CASE with the definition, on every kind of time column.
func TestSpanIndexAgrees(t *testing.T) {
	root := t.TempDir()
	duckdbtest.Exec(t, filepath.Join(root, "s.duckdb"),
		`CREATE TABLE s AS SELECT make_timestamp(us) AS ts, make_timestamptz(us) AS tz, us, us // 1000 AS ms, us * 1000 AS ns, us // 1000000 AS s
		FROM (SELECT CASE WHEN i % 97 = 0 THEN NULL ELSE -50000000 + i * 100003 END AS us FROM range(4000) t(i))`)
	s := open(t, Options{Root: root, Path: "s.duckdb"})
	runs := []sqlast.Run{{Start: 200_000_000, End: 260_000_000, Width: 60_000_000, First: 40},
		{Start: -20_000_000, End: 30_000_000, Width: 7_000_000, First: 3},
		{Start: 30_000_000, End: 100_000_000, Width: 70_000_000, First: 11},
		{Start: 100_000_000, End: 150_000_000, Width: 1_000_000}}
	for name, m := range map[string]sqlast.Micros{
		"timestamp": {X: column("ts", sqlast.Timestamp),
			From: sqlast.Timestamp}, "instant": {X: column("tz", sqlast.TimestampTZ), From: sqlast.TimestampTZ},
		"us": {X: column("us", sqlast.Integer), From: sqlast.Integer,
			Unit: "us"}, "ms": {X: column("ms", sqlast.Integer), From: sqlast.Integer, Unit: "ms"},
		"ns": {X: column("ns", sqlast.Integer), From: sqlast.Integer, Unit: "ns"}, "s": {X: column("s", sqlast.Integer),
			From: sqlast.Integer, Unit: "s"},
	} {
		rows := storetest.Cells(t, s, sqlast.Select{Items: []sqlast.Item{{X: m, As: "t"},
			{X: sqlast.SpanIndex{Micros: m, Runs: runs}, As: "i"}}, From: sqlast.Table{Name: []string{"s"}}})
		for _, row := range rows {
			var want any
			if at, ok := row[0].(int64); ok {
				for _, r := range runs {
					if at >= r.Start && at < r.End {
						want = r.First + (at-r.Start)/r.Width
					}
				}
			}
			if row[1] != want {
				t.Fatalf("%s: %v is in span %v, want %v", name, row[0], row[1], want)
			}
		}
	}
}

// TestTimeComparisons compares the rewriting on the bare column with the comparison of microseconds.
func TestTimeComparisons(t *testing.T) {
	root := t.TempDir()
	duckdbtest.Exec(t, filepath.Join(root, "t.duckdb"),
		`CREATE TABLE t AS SELECT us, us // 1000 AS ms, us * 1000 + 1 AS ns, us // 1000000 AS s, make_timestamp(us) AS ts
		FROM (SELECT (i - 20) * 500000 AS us FROM range(40) t(i))`)
	s := open(t, Options{Root: root, Path: "t.duckdb"})
	for _, op := range []sqlast.Op{sqlast.Lt, sqlast.Le, sqlast.Gt, sqlast.Ge, sqlast.Eq, sqlast.Ne} {
		for _, bound := range []int64{-2_000_001, -2_000_000, -1_999_999, -1, 0, 1, 1_999_999, 2_000_000, 2_000_001} {
			for _, m := range []sqlast.Micros{{X: column("us", sqlast.Integer), From: sqlast.Integer, Unit: "us"},
				{X: column("ms", sqlast.Integer), From: sqlast.Integer, Unit: "ms"},
				{X: column("ns", sqlast.Integer), From: sqlast.Integer, Unit: "ns"},
				{X: column("s", sqlast.Integer), From: sqlast.Integer, Unit: "s"},
				{X: column("ts", sqlast.Timestamp), From: sqlast.Timestamp}} {
				// no Micros at its left: not rewritten
				plain := sqlast.Binary{Op: op, L: sqlast.Binary{Op: sqlast.Add, L: m, R: sqlast.Int(0)},
					R: sqlast.Int(bound)}
				rows := storetest.Cells(t, s, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll},
					As: "n"}}, From: sqlast.Table{Name: []string{"t"}},
					Where: sqlast.Not{X: sqlast.Binary{Op: sqlast.Eq, L: plain,
						R: sqlast.Binary{Op: op, L: m, R: sqlast.Int(bound)}}}})
				if rows[0][0] != int64(0) {
					t.Errorf("%v %s %d: %v rows are judged otherwise", m.X, op, bound, rows[0][0])
				}
			}
		}
	}
}

func TestGroupingAndWindows(t *testing.T) {
	root := place(t)
	s := open(t, Options{Root: root, Path: "log.duckdb"})
	carrier, id := column("carrier", sqlast.Text), column("id", sqlast.Integer)
	got := storetest.Cells(t, s, sqlast.Select{
		Items: []sqlast.Item{{X: carrier, As: "c"}, {X: sqlast.Agg{Func: sqlast.CountDistinct, X: id}, As: "n"},
			{X: sqlast.Agg{Func: sqlast.Max, X: id}, As: "m"}},
		From:    sqlast.Table{Name: []string{"predictions"}},
		GroupBy: []int{1}, OrderBy: []sqlast.Order{{X: carrier, Desc: true}}, Limit: 2,
	})
	if want := "[[c2 33 98] [c1 33 97]]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	newest := sqlast.Select{
		Items: []sqlast.Item{{X: carrier, As: "c"}, {X: id, As: "id"},
			{X: sqlast.RowNumber{PartitionBy: []sqlast.Expr{carrier}, OrderBy: []sqlast.Order{{X: id, Desc: true}}},
				As: "n"}},
		From: sqlast.Table{Name: []string{"predictions"}},
	}
	union := sqlast.Union{
		With: []sqlast.CTE{{Name: "newest", Query: newest, Materialize: true}, {Name: "first", Query: sqlast.Select{
			Items: []sqlast.Item{{X: sqlast.Column{Source: "newest", Name: "id", Type: sqlast.Integer},
				As: "id"}}, From: sqlast.Ref{Name: "newest"},
			Where: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Source: "newest", Name: "n", Type: sqlast.Integer},
				R: sqlast.Int(1)}}}},
		Parts: []sqlast.Select{
			{Items: []sqlast.Item{{X: sqlast.Int(1), As: "part"}, {X: sqlast.Agg{Func: sqlast.Sum, X: id}, As: "x"}},
				From: sqlast.Ref{Name: "first"}},
			{Items: []sqlast.Item{{X: sqlast.Int(2), As: "part"}, {X: sqlast.Agg{Func: sqlast.CountAll}, As: "x"}},
				From: sqlast.Join{Left: true, L: sqlast.Table{Name: []string{"predictions"}, As: "p"},
					R: sqlast.Ref{Name: "first", As: "f"},
					On: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Source: "p", Name: "id"},
						R: sqlast.Column{Source: "f", Name: "id"}}}},
		},
	}
	rows := storetest.Cells(t, s, union)
	if fmt.Sprint(rows) != "[[1 294] [2 100]]" && fmt.Sprint(rows) != "[[2 100] [1 294]]" {
		t.Errorf("%v", rows)
	}
}

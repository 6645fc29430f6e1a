package clickhouse

import (
	"context"
	"testing"

	"leeway/pkg/sqlast"
	"leeway/tests/servers/clickhousetest"
	"leeway/tests/storetest"
)

// TestTypes reads columns of every type that a log may have, and what the catalog says of them.
func TestTypes(t *testing.T) {
	d := clickhousetest.New(t)
	d.Exec(t,
		"CREATE TABLE "+d.Name("c")+` (tiny Int8, big UInt64, huge Int256, d Decimal(9, 2), f4 Float32, low LowCardinality(Nullable(String)),
		fixed FixedString(3), e Enum8('a' = 1, 'b' = 2), g UUID, ip IPv4, b Bool, none Nullable(Float64), day Date, early Date32,
		seconds DateTime('UTC'), tz DateTime('America/New_York'), fine DateTime64(9, 'UTC'), doc JSON, m Map(String, Float64), a Array(Int64)) ENGINE = Memory`,
		"INSERT INTO "+d.Name("c")+` SELECT 100, 18446744073709551615, 7, 12.5, 0.1, 'öß', 'ab', 'b', '00000000-0000-0000-0000-000000000001', '10.0.0.1', true, NULL,
		'2013-04-21', '1969-12-31', '2013-04-21 12:30:00', toDateTime('2013-04-21 12:30:00', 'UTC'), '2013-04-21 12:30:00.123456789',
		'{"a":{"b":1.5},"s":"x"}', map('k', 2.5), [1, 2]`)
	s := open(t, d)
	cases := []struct {
		name string
		as   sqlast.Type
		x    func(sqlast.Column) sqlast.Expr
		want any
	}{
		{"tiny", sqlast.Integer, func(c sqlast.Column) sqlast.Expr { return sqlast.Binary{Op: sqlast.Mul, L: c, R: c} },
			int64(10_000)},
		{"big", sqlast.Integer, number, 0x1p64}, {"huge", sqlast.Integer, text, "7"},
		{"d", sqlast.Decimal, text, "12.5"}, {"d", sqlast.Decimal, number, 12.5}, {"f4", sqlast.Float, text, "0.1"},
		{"low", sqlast.Text, text, "öß"}, {"fixed", sqlast.Text, text, "ab"}, {"e", sqlast.Enum, text, "b"},
		{"g", sqlast.UUID, text, "00000000-0000-0000-0000-000000000001"}, {"ip", sqlast.Text, text, "10.0.0.1"},
		{"b", sqlast.Bool, text, "true"}, {"b", sqlast.Bool, number, int64(1)}, {"none", sqlast.Float, text, nil},
		{"day", sqlast.DateOnly, micros, int64(1366502400000000)},
		{"early", sqlast.DateOnly, micros, int64(-86400000000)},
		{"seconds", sqlast.Timestamp, micros, int64(1366547400000000)},
		{"tz", sqlast.TimestampTZ, micros, int64(1366547400000000)},
		{"fine", sqlast.Timestamp, micros, int64(1366547400123456)},
		{"tz", sqlast.TimestampTZ, text, "2013-04-21 12:30:00"},
		{"doc", sqlast.JSON, path("a", "b"), "1.5"}, {"doc", sqlast.JSON, path("s"), "x"},
		{"doc", sqlast.JSON, path("none"), nil},
		{"m", sqlast.JSON, path("k"), "2.5"}, {"a", sqlast.JSON, text, "[1,2]"},
	}
	columns, err := s.Columns(context.Background(), []string{"c"})
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]sqlast.Type{}
	for _, c := range columns {
		types[c.Name] = c.Type
	}
	for _, c := range cases {
		if types[c.name] != c.as {
			t.Errorf("%s: the catalog says type %d, want %d", c.name, types[c.name], c.as)
		}
		if got := storetest.Cells(t, s, from("c", c.x(column(c.name, c.as))))[0][0]; got != c.want {
			t.Errorf("%s: %v (%T), want %v", c.name, got, got, c.want)
		}
	}
}

func number(c sqlast.Column) sqlast.Expr { return sqlast.ToNumber{X: c, From: c.Type} }

func text(c sqlast.Column) sqlast.Expr { return sqlast.ToText{X: c, From: c.Type} }

func micros(c sqlast.Column) sqlast.Expr { return sqlast.Micros{X: c, From: c.Type} }

func path(keys ...string) func(sqlast.Column) sqlast.Expr {
	return func(c sqlast.Column) sqlast.Expr { return sqlast.Path{X: c, Keys: keys} }
}

// TestZones: a clock shown in UTC has no zone of its own, whoever says so; any other is an instant.
func TestZones(t *testing.T) {
	for _, c := range []struct {
		raw, server string
		want        sqlast.Type
	}{
		{"DateTime", "UTC", sqlast.Timestamp}, {"DateTime", "Europe/Berlin", sqlast.TimestampTZ},
		{"DateTime64(3)", "Etc/UTC", sqlast.Timestamp}, {"DateTime64(6, 'UTC')", "Europe/Berlin", sqlast.Timestamp},
		{"LowCardinality(Nullable(DateTime('Asia/Tokyo')))", "UTC", sqlast.TimestampTZ},
		{"SimpleAggregateFunction(max, Nullable(Float64))", "UTC", sqlast.Float},
		{"AggregateFunction(sum, Int64)", "UTC", sqlast.Unknown},
	} {
		if got := typeOf(c.raw, c.server); got != c.want {
			t.Errorf("%s on a server in %s is type %d, want %d", c.raw, c.server, got, c.want)
		}
	}
}

// TestSQL: what ClickHouse would do otherwise unless it is told.
func TestSQL(t *testing.T) {
	d := clickhousetest.New(t)
	d.Exec(t, "CREATE TABLE "+d.Name("l")+" ENGINE = Memory AS SELECT number AS x, number % 2 AS y FROM numbers(4)",
		"CREATE TABLE "+d.Name("r")+" ENGINE = Memory AS SELECT toUInt64(1) AS x, 5 AS z",
		"CREATE TABLE "+d.Name("empty")+" (x Int64) ENGINE = Memory")
	s := open(t, d)
	x, y := column("x", sqlast.Integer), column("y", sqlast.Integer)
	if got := storetest.Cells(t, s, from("empty", sqlast.Agg{Func: sqlast.Max, X: x}))[0][0]; got != nil {
		t.Errorf("the maximum of nothing is %v", got)
	}
	if got := storetest.Cells(t, s, from("empty", x)); len(got) != 0 {
		t.Errorf("an empty table has %v", got)
	}
	joined := sqlast.Select{Items: item(sqlast.Column{Source: "r", Name: "z"}), From: sqlast.Join{Left: true,
		L: sqlast.Table{Name: []string{"l"}, As: "l"}, R: sqlast.Table{Name: []string{"r"}, As: "r"},
		On: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Source: "l", Name: "x"},
			R: sqlast.Column{Source: "r", Name: "x"}}},
		OrderBy: []sqlast.Order{{X: sqlast.Column{Source: "l", Name: "x"}}}}
	if got := storetest.Cells(t, s, joined); len(got) != 4 || got[0][0] != nil || got[1][0] != int64(5) {
		t.Errorf("rows without a partner read %v", got)
	}
	shadowed := sqlast.Select{From: sqlast.Table{Name: []string{"l"}},
		Where: sqlast.Binary{Op: sqlast.Eq, L: x, R: sqlast.Int(2)},
		Items: []sqlast.Item{{X: sqlast.Binary{Op: sqlast.Add, L: x, R: sqlast.Int(10)}, As: "x"},
			{X: sqlast.Binary{Op: sqlast.Add, L: x, R: y}, As: "s"}}}
	if got := storetest.Cells(t, s, shadowed); len(got) != 1 || got[0][0] != int64(12) || got[0][1] != int64(2) {
		t.Errorf("with an alias that is also a column: %v", got)
	}
}

// TestMaterialized: rows numbered in no order are the same for every reader.
func TestMaterialized(t *testing.T) {
	d := clickhousetest.New(t)
	d.Exec(t, "CREATE VIEW "+d.Name("v")+" AS SELECT rand64(number) AS x FROM numbers(3)")
	s := open(t, d)
	max := sqlast.Select{Items: item(sqlast.Agg{Func: sqlast.Max, X: column("x", sqlast.Integer)}),
		From: sqlast.Ref{Name: "base"}}
	q := sqlast.Union{With: []sqlast.CTE{{Name: "base", Materialize: true,
		Query: from("v", column("x", sqlast.Integer))}}, Parts: []sqlast.Select{max, max}}
	got := storetest.Cells(t, s, q)
	if s.Dialect() == inlined {
		t.Skip("SKIPPED: this server has no materialized common table expressions")
	}
	if got[0][0] != got[1][0] {
		t.Errorf("two readers saw %v", got)
	}
}

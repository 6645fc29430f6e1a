package trino

import (
	"context"
	"testing"

	"go.uber.org/goleak"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store/remote"
	"leeway/tests/servers/trinotest"
	"leeway/tests/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, at remote.Server) *Store {
	t.Helper()
	s, err := Open(context.Background(), Options{Server: at})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func from(table string, x sqlast.Expr) sqlast.Select {
	return sqlast.Select{Items: []sqlast.Item{{X: x, As: "x"}}, From: sqlast.Table{Name: []string{table}}}
}

// TestTypes reads columns of every type that a log may have, and what the catalog says of them.
func TestTypes(t *testing.T) {
	schema := trinotest.New(t)
	schema.Exec(t,
		"CREATE VIEW "+schema.Name("c")+` AS SELECT CAST(100 AS tinyint) AS tiny, DECIMAL '12.50' AS d, REAL '0.5' AS f4, CAST('ab' AS char(5)) AS fixed,
		UUID '00000000-0000-0000-0000-000000000001' AS g, true AS b, DATE '1969-12-31' AS day, TIMESTAMP '2013-04-21 12:30:00.123456789' AS fine,
		TIMESTAMP '2013-04-21 08:30:00 America/New_York' AS tz, JSON '{"a":{"b":1.5},"s":"x"}' AS doc, MAP(ARRAY['k'], ARRAY[2.5E0]) AS m, CAST(ROW(7) AS ROW(r bigint)) AS w`)
	s := open(t, schema.Server)
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
		{"tiny", sqlast.Integer, func(c sqlast.Column) sqlast.Expr { return sqlast.Binary{Op: sqlast.Mul, L: c, R: c} },
			int64(10_000)},
		{"d", sqlast.Decimal, text, "12.5"}, {"d", sqlast.Decimal, number, 12.5}, {"f4", sqlast.Float, text, "0.5"},
		{"fixed", sqlast.Text, text, "ab   "}, {"g", sqlast.Text, text, "00000000-0000-0000-0000-000000000001"},
		{"b", sqlast.Bool, text, "true"},
		// rounded
		{"day", sqlast.DateOnly, micros, int64(-86400000000)},
		{"fine", sqlast.Timestamp, micros, int64(1366547400123457)},
		{"tz", sqlast.TimestampTZ, micros, int64(1366547400000000)}, {"doc", sqlast.JSON, path("a", "b"), "1.5"},
		{"doc", sqlast.JSON, path("none"), nil},
		{"m", sqlast.JSON, path("k"), "2.5"}, {"w", sqlast.JSON, path("r"), "7"},
	} {
		if types[c.name] != c.as {
			t.Errorf("%s: the catalog says type %d, want %d", c.name, types[c.name], c.as)
		}
		if got := storetest.Cells(t, s, from("c", c.x(sqlast.Column{Name: c.name, Type: c.as})))[0][0]; got != c.want {
			t.Errorf("%s: %v (%T), want %v", c.name, got, got, c.want)
		}
	}
}

// Names of tables need a catalog and a schema from somewhere.
func TestWithoutSchemaOrCatalog(t *testing.T) {
	at := trinotest.New(t).Server
	at.Database = ""
	_, err := open(t, at).Columns(context.Background(), []string{"t"})
	storetest.WantFault(t, err, fault.BadSettings, "catalog.schema")
	at.Database = "nocatalog.x"
	_, err = open(t, at).Tables(context.Background())
	storetest.WantFault(t, err, fault.NotFound, "catalog")
}

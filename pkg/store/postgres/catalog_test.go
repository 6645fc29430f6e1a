package postgres

import (
	"context"
	"math"
	"slices"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/storetest"
)

func TestColumns(t *testing.T) {
	installed(t)
	s := open(t, server.Make(t, "CREATE TYPE mood AS ENUM ('a', 'b')", "CREATE DOMAIN price AS numeric(9,2)",
		"CREATE EXTENSION citext",
		`CREATE TABLE t (f float8, f4 real, i integer, i2 smallint, i8 bigint, d numeric(10,2), p price, dd numeric, dw numeric(500,2), ds numeric(2,400), s text, v varchar(9), c char(3), e mood, ci citext,
		g uuid, b boolean, ts timestamp, tz timestamptz, day date, j json, jb jsonb, l integer[], bin bytea, gone text)`, "ALTER TABLE t DROP COLUMN gone"))
	want := map[string]sqlast.Type{"f": sqlast.Float, "f4": sqlast.Float, "i": sqlast.Integer, "i2": sqlast.Integer,
		"i8": sqlast.Integer,
		"d":  sqlast.Decimal, "p": sqlast.Decimal, "dd": sqlast.BigDecimal, "dw": sqlast.BigDecimal, "ds": sqlast.BigDecimal, "s": sqlast.Text, "v": sqlast.Text, "c": sqlast.Text, "e": sqlast.Enum, "ci": sqlast.Text,
		"g": sqlast.UUID, "b": sqlast.Bool, "ts": sqlast.Timestamp, "tz": sqlast.TimestampTZ, "day": sqlast.DateOnly, "j": sqlast.JSON, "jb": sqlast.JSON, "bin": sqlast.Blob, "l": sqlast.Array}
	columns, err := s.Columns(context.Background(), []string{"t"})
	if err != nil || len(columns) != 24 {
		t.Errorf("%d columns, %v", len(columns), err)
	}
	for _, c := range columns {
		if c.Type != want[c.Name] || c.Raw == "" {
			t.Errorf("%s (%s) is %v, want %v", c.Name, c.Raw, c.Type, want[c.Name])
		}
	}
}

// Schemas and partitioned tables, beside what the suite makes.
func TestTables(t *testing.T) {
	installed(t)
	at := server.Make(t, "CREATE TABLE predictions AS SELECT 1 AS x", "CREATE VIEW late AS SELECT 1 AS x",
		"CREATE SCHEMA ml", `CREATE TABLE ml."odd.na""me" AS SELECT 1 AS x`,
		"CREATE TABLE parted (x int) PARTITION BY RANGE (x)", "CREATE TABLE part PARTITION OF parted DEFAULT", "CREATE TABLE hidden (x int)")
	at.User, at.Password = server.Account(t, at.Database, "USAGE ON SCHEMA ml",
		`SELECT ON predictions, late, ml."odd.na""me", parted`)
	s := open(t, at)
	tables, err := s.Tables(context.Background())
	if want := []string{"late", `ml."odd.na""me"`, "parted", "predictions"}; err != nil || !slices.Equal(tables, want) {
		t.Errorf("%q, %v; want %q", tables, err, want)
	}
	for _, ref := range tables { // what is listed can be named
		name, err := s.Table(ref)
		if err != nil {
			t.Error(err)
		}
		if _, err := s.Columns(context.Background(), name); err != nil {
			t.Errorf("%s: %v", ref, err)
		}
	}
}

// Every type that a bare column may have comes out as the number or text it is.
func TestValues(t *testing.T) {
	installed(t)
	s := open(t, server.Make(t,
		`CREATE TABLE t AS SELECT 9007199254740993::bigint AS big, -7::smallint AS small, 1.25::numeric AS d, 12::numeric AS whole,
		0.5::real AS f4, 'NaN'::float8 AS nan, '-Infinity'::float8 AS inf, true AS b, false AS nb, timestamp '2013-01-01' AS ts,
		timestamptz '2013-01-01 00:00:00.5+01' AS tz, date '1969-12-31' AS day, 'infinity'::timestamp AS never, 'é\x'::text AS s, ''::text AS empty, NULL::float8 AS n`))
	names := []string{"big", "small", "d", "whole", "f4", "nan", "inf", "b", "nb", "ts", "tz", "day", "never", "s",
		"empty", "n"}
	want := []any{int64(9007199254740993), int64(-7), 1.25, int64(12), 0.5, math.NaN(), math.Inf(-1), int64(1),
		int64(0), int64(1356998400000000),
		int64(1356994800500000), int64(-86400000000), nil, `é\x`, "", nil}
	storetest.WantValues(t, s, names, want)
}

// A numeric may have more digits than a double: what is too large is infinite, what is too small is zero, and others
// are as they are.
func TestDecimalsOfAnySize(t *testing.T) {
	installed(t)
	s := open(t, server.Make(t, "CREATE TABLE t (x numeric)",
		"INSERT INTO t VALUES (1e400), (-1e400), (1e-400), (1.5), (-0.1), (1.7976931348623157e308), "+
			"(5e-324), (0), ('NaN'), ('Infinity'), ('-Infinity'), (NULL), (1e305), (9007199254740993)"))
	want := []float64{math.Inf(1), math.Inf(-1), 0, 1.5, -0.1, math.MaxFloat64, 5e-324, 0, math.NaN(), math.Inf(1),
		math.Inf(-1), math.NaN(), 1e305, 9007199254740992}
	x := sqlast.Column{Name: "x", Type: sqlast.BigDecimal}
	q := sqlast.Select{From: sqlast.Table{Name: []string{"t"}},
		Items: []sqlast.Item{{X: sqlast.ToNumber{X: x, From: x.Type}, As: "x"}}}
	var got []float64
	if _, err := s.Query(context.Background(), q, func(row store.Row) error {
		v, ok := row.Float(0)
		if !ok {
			v = math.NaN()
		}
		got = append(got, v)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("%v, want %v", got, want)
	}
}

// The driver would take the place of what is left open, and a password, from the environment.
func TestTheEnvironmentIsNotRead(t *testing.T) {
	installed(t)
	at := server.Make(t, "CREATE TABLE t AS SELECT 1 AS x")
	without := at
	without.Password = ""
	for name, value := range map[string]string{"PGUSER": "somebody", "PGDATABASE": "elsewhere",
		"PGSSLMODE":  "verify-full",
		"PGPASSWORD": "wrong", "PGHOST": "nowhere.invalid", "PGTARGETSESSIONATTRS": "read-write", "PGOPTIONS": "-c statement_timeout=1"} {
		t.Setenv(name, value)
	}
	if n, err := storetest.CountOf(open(t, at), "t"); n != 1 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
	_, err := storetest.CountOf(open(t, without), "t")
	storetest.WantFault(t, err, fault.Auth)
}

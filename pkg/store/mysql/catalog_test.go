package mysql

import (
	"context"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/storetest"
)

func TestColumns(t *testing.T) {
	installed(t)
	s := open(t, server.Make(t,
		`CREATE TABLE t (f DOUBLE, f4 FLOAT, i INT, i1 TINYINT, i8 BIGINT UNSIGNED, y YEAR, d DECIMAL(10,2), s TEXT, v VARCHAR(9), c CHAR(3), l LONGTEXT,
		e ENUM('a','b'), g UUID, b BOOLEAN, bit1 BIT(1), ts DATETIME(6), tz TIMESTAMP NULL, day DATE, bin BLOB, b16 BINARY(16), t TIME)`))
	want := map[string]sqlast.Type{"f": sqlast.Float, "f4": sqlast.Float, "i": sqlast.Integer, "i1": sqlast.Integer,
		"i8": sqlast.Integer, "y": sqlast.Integer,
		"d": sqlast.Decimal, "s": sqlast.Text, "v": sqlast.Text, "c": sqlast.Text, "l": sqlast.Text, "e": sqlast.Enum, "g": sqlast.UUID, "b": sqlast.Bool,
		"bit1": sqlast.Bool, "ts": sqlast.Timestamp, "tz": sqlast.TimestampTZ, "day": sqlast.DateOnly, "b16": sqlast.Blob}
	columns, err := s.Columns(context.Background(), []string{"t"})
	if err != nil || len(columns) != 21 {
		t.Errorf("%d columns, %v", len(columns), err)
	}
	for _, c := range columns {
		if c.Type != want[c.Name] || c.Raw == "" {
			t.Errorf("%s (%s) is %v, want %v", c.Name, c.Raw, c.Type, want[c.Name])
		}
	}
	if got := typeOf("json"); got != sqlast.JSON { // MariaDB says longtext
		t.Errorf("json is %v", got)
	}
}

// A database beside the data source's own.
func TestTables(t *testing.T) {
	installed(t)
	at, other := server.Make(t, "CREATE TABLE predictions AS SELECT 1 AS x"), server.Make(t,
		"CREATE TABLE `odd.na\"me` AS SELECT 1 AS x")
	at.User, at.Password = server.Account(t, at.Database, "SELECT ON predictions", "SELECT ON "+other.Database+".*")
	s := open(t, at)
	tables, err := s.Tables(context.Background())
	if want := []string{"predictions", other.Database + `."odd.na""me"`}; err != nil || !slices.Equal(tables, want) {
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
		`CREATE TABLE t (big BIGINT, u BIGINT UNSIGNED, small TINYINT, d DECIMAL(9,2), whole DECIMAL(9,0), f4 FLOAT, f DOUBLE, b BOOLEAN, bits BIT(1),
		ts DATETIME, tz TIMESTAMP(6) NULL, day DATE, zeros DATE, s VARCHAR(9), empty TEXT, e ENUM('a', 'b'), n DOUBLE)`,
		"SET SESSION sql_mode = ''",
		`INSERT INTO t VALUES (9007199254740993, 18446744073709551615, -7, 1.25, 12, 0.5, -1e300, TRUE, b'1', '2013-01-01', '2013-01-01 00:00:00.5', '1969-12-31', 0, 'é\\x', '', 'b', NULL)`))
	names := []string{"big", "u", "small", "d", "whole", "f4", "f", "b", "bits", "ts", "tz", "day", "zeros", "s",
		"empty", "e", "n"}
	want := []any{int64(9007199254740993), 0x1p64, int64(-7), 1.25, int64(12), 0.5, -1e300, int64(1), int64(1),
		int64(1356998400000000),
		int64(1356998400500000), int64(-86400000000), nil, `é\x`, "", "b", nil}
	storetest.WantValues(t, s, names, want)
}

// Without an index a join compares every row with every other, unless by hash.
func TestJoinsWithoutAnIndexGoByHash(t *testing.T) {
	installed(t)
	s := open(t, server.Make(t, "CREATE TABLE p AS SELECT seq AS id FROM seq_1_to_1000",
		"CREATE TABLE o AS SELECT seq AS id FROM seq_1_to_1000"))
	var kinds []string
	if err := s.ask(context.Background(), "EXPLAIN SELECT count(*) FROM p LEFT JOIN o ON p.id = o.id",
		func(row store.Row) error {
			kind, _ := row.Text(3)
			kinds = append(kinds, kind)
			return nil
		}); err != nil || !slices.Equal(kinds, []string{"ALL", "hash_ALL"}) {
		t.Errorf("tables are read by %q (%v)", kinds, err)
	}
}

// What no statement of a test can bring about.
func TestFaultsOfTheServersOwn(t *testing.T) {
	for number, want := range map[uint16]struct {
		kind fault.Kind
		says string
	}{6: {fault.Store, "its tmpdir may be full, or shared with another server (error 6)"}, 20: {fault.TooLarge,
		"disk space"}, 1040: {fault.Unreachable, "max_connections"},
		9999: {fault.Store, "MySQL failed (error 9999)"}} {
		if f := byNumber(number); f.Kind != want.kind || !strings.Contains(f.Error(), want.says) {
			t.Errorf("%d is %q: %v", number, f.Kind, f)
		}
	}
}

package duckdb

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/tests/storetest"
)

// A column of a glob has the widest type that any of its files gives it, whichever comes first.
func TestFilesOfAGlobAreReadByNameWithTheWidestType(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		kind  sqlast.Type
		want  []any // as numbers, or as text where kind is Text
	}{
		"whole numbers first, then fractions": {[]string{"0 AS i, 0::BIGINT AS x", "1 AS i, 0.49::DOUBLE AS x"},
			sqlast.Float, []any{0.0, 0.49}},
		"fractions first, then whole numbers": {[]string{"0 AS i, 0.49::DOUBLE AS x", "1 AS i, 7::BIGINT AS x"},
			sqlast.Float, []any{0.49, 7.0}},
		"truth values, then fractions": {[]string{"0 AS i, true AS x", "1 AS i, 0.25::DOUBLE AS x"},
			sqlast.Float, []any{1.0, 0.25}},
		"a column that the first file lacks": {[]string{"0 AS i", "1 AS i, 0.5::DOUBLE AS x"}, sqlast.Float,
			[]any{nil, 0.5}},
		"a column that the last file lacks": {[]string{"0 AS i, 0.5::DOUBLE AS x", "1 AS i"}, sqlast.Float,
			[]any{0.5, nil}},
		"nothing but NULL in the first file": {[]string{"0 AS i, NULL AS x", "1 AS i, 0.5::DOUBLE AS x"},
			sqlast.Float, []any{nil, 0.5}},
		"text in one file": {[]string{"0 AS i, 0.1::DOUBLE AS x", "1 AS i, 'n/a' AS x"},
			sqlast.Text, []any{"0.1", "n/a"}},
		"signed and unsigned": {[]string{"0 AS i, 18446744073709551615::UBIGINT AS x",
			"1 AS i, -1 AS x"}, sqlast.Integer, []any{18446744073709551615.0, -1.0}},
		"decimals of different scale": {[]string{"0 AS i, 1.5::DECIMAL(10,2) AS x",
			"1 AS i, 1.123456::DECIMAL(18,6) AS x"}, sqlast.Decimal, []any{1.5, 1.123456}},
		"decimals, then whole numbers": {[]string{"0 AS i, 1.5::DECIMAL(10,2) AS x",
			"1 AS i, 1000000000000 AS x"}, sqlast.Decimal, []any{1.5, 1e12}},
		"columns in another order": {[]string{"0 AS i, 0.5::DOUBLE AS x, 'a' AS y",
			"'b' AS y, 0.75::DOUBLE AS x, 1 AS i"}, sqlast.Float, []any{0.5, 0.75}},
		"a date, then a timestamp": {[]string{"0 AS i, DATE '2024-01-01' AS x",
			"1 AS i, TIMESTAMP '2024-01-02 12:00:00' AS x"}, sqlast.Timestamp, []any{1704067200e6, 1704196800e6}},
		"three files of which the last one ends": {[]string{"0 AS i, 1::TINYINT AS x", "1 AS i, 300::SMALLINT AS x",
			"2 AS i, 0.5::FLOAT AS x"}, sqlast.Float, []any{1.0, 300.0, 0.5}},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, Options{Root: writeFiles(t, c.files...)})
			table := []string{"t/*.parquet"}
			if got := kindOf(t, s, table, "x"); got.Type != c.kind || got.Refused != "" {
				t.Fatalf("x is %+v, want type %v", got, c.kind)
			}
			var x sqlast.Expr = sqlast.ToNumber{X: column("x", c.kind), From: c.kind}
			switch c.kind {
			case sqlast.Text:
				x = column("x", c.kind)
			case sqlast.Timestamp:
				x = sqlast.ToNumber{X: sqlast.Micros{X: column("x", c.kind), From: c.kind}, From: sqlast.Integer}
			}
			rows := storetest.Cells(t, s, sqlast.Select{Items: []sqlast.Item{{X: x, As: "x"}},
				From:    sqlast.Table{Name: table},
				OrderBy: []sqlast.Order{{X: column("i", sqlast.Integer)}}})
			var got []any
			for _, r := range rows {
				got = append(got, widened(r[0]))
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("x is %v, want %v", got, c.want)
			}
		})
	}
}

// widened is a cell whose numbers are all doubles.
func widened(cell any) any {
	if n, ok := cell.(int64); ok {
		return float64(n)
	}
	return cell
}

// kindOf is a column of a table in the catalog.
func kindOf(t *testing.T, s *Store, table []string, name string) store.Column {
	t.Helper()
	columns, err := s.Columns(context.Background(), table)
	if err != nil {
		t.Fatalf("%v (%v)", err, fault.As(err).Cause)
	}
	for _, c := range columns {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("there is no %s in %+v", name, columns)
	return store.Column{}
}

func TestColumnsThatCannotBeReadTrulyAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		says  []string
	}{
		"whole numbers and timestamps": {[]string{"1 AS x", "TIMESTAMP '2024-01-01' AS x"},
			[]string{"integer in t/0.parquet and timestamp in t/1.parquet"}},
		"timestamps with and without a zone": {[]string{"TIMESTAMP '2024-01-01' AS x",
			"TIMESTAMPTZ '2024-01-01' AS x"}, []string{"timestamp in t/0.parquet and timestamptz in t/1.parquet", "write all files alike"}},
		"a list and a text":      {[]string{"[1] AS x", "'a' AS x"}, []string{"t/1.parquet"}},
		"a structure and a text": {[]string{"{'a': 1} AS x", "'a' AS x"}, []string{"t/1.parquet"}},
		"an id as UUID and as text": {[]string{"uuid() AS x", "'a' AS x"},
			[]string{"varchar in t/1.parquet and uuid in t/0.parquet"}},
		"decimals that no decimal holds at once": {[]string{"1::DECIMAL(38,0) AS x", "0.5::DECIMAL(18,6) AS x"},
			[]string{"decimal in t/1.parquet"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, Options{Root: writeFiles(t, c.files...)})
			got := kindOf(t, s, []string{"t/*.parquet"}, "x")
			if got.Type != sqlast.Unknown || got.Refused == "" {
				t.Fatalf("x is %+v, want it refused", got)
			}
			for _, says := range c.says {
				if !strings.Contains(got.Refused, says) {
					t.Errorf("%q does not say %q", got.Refused, says)
				}
			}
		})
	}
}

// What fits is not refused: nested types, one type throughout, NULL.
func TestColumnsOfOneTypeAreNotRefused(t *testing.T) {
	s := open(t, Options{Root: writeFiles(t,
		"[1] AS list, {'a': 1, 'b': {'c': 'x'}} AS structure, MAP {'a': 1} AS map, uuid() AS id, '{}'::JSON AS json, 1::DECIMAL(38,9) AS d, TIME '12:00:00' AS t, TIMESTAMP_NS '2024-01-01' AS ns",
		"[0.5] AS list, {'a': 0.5, 'z': 1} AS structure, MAP {'a': 0.5} AS map, uuid() AS id, '[]'::JSON AS json, 1::DECIMAL(38,9) AS d, TIME '13:00:00' AS t, TIMESTAMP '2024-01-01' AS ns")})
	columns, err := s.Columns(context.Background(), []string{"t/*.parquet"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range columns {
		if c.Refused != "" {
			t.Errorf("%s is refused: %s", c.Name, c.Refused)
		}
	}
}

// DuckDB reads decimals of more than 38 digits as wrong doubles, which only the file's own schema tells.
func TestDecimalsThatAreTooWideAreRefusedByName(t *testing.T) {
	s := open(t, Options{Root: testdata(t)})
	for _, table := range []string{"wide.parquet", "*.parquet"} {
		x := kindOf(t, s, []string{table}, "x")
		if x.Type != sqlast.Unknown || !strings.Contains(x.Refused, "decimals of 50 digits in wide.parquet") {
			t.Errorf("x is %+v", x)
		}
		for _, other := range []string{"id", "none", "inside"} {
			if c := kindOf(t, s, []string{table}, other); c.Refused != "" {
				t.Errorf("%s is refused: %s", other, c.Refused)
			}
		}
	}
}

// What no common type holds is refused value by value: nanoseconds end in 2262, microseconds do not.
func TestAValueThatHasNoPlaceInTheCommonTypeIsNamed(t *testing.T) {
	root := writeFiles(t, "TIMESTAMP_NS '2024-01-01' AS x", "TIMESTAMP '9999-12-31' AS x")
	s := open(t, Options{Root: root})
	_, err := s.Query(context.Background(), sqlast.Select{Items: []sqlast.Item{{X: column("x", sqlast.Timestamp),
		As: "x"}},
		From: sqlast.Table{Name: []string{"t/*.parquet"}}}, func(store.Row) error { return nil })
	wantFault(t, err, fault.Store, root, `the column "x" of the file t/1.parquet has a value that does not fit`,
		"timestamp_ns")
}

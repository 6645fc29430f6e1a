package tally

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	driver "github.com/duckdb/duckdb-go/v2"
)

// values are rows that meet every branch: many keys, NULL, NaN, infinities, both zeros, subnormal numbers and mantissas
// one step beside powers of two.
const values = `(SELECT i % 3 AS g, CASE i % 101
	WHEN 0 THEN NULL WHEN 1 THEN 'NaN'::DOUBLE WHEN 2 THEN 'inf'::DOUBLE WHEN 3 THEN '-inf'::DOUBLE WHEN 4 THEN 0e0 WHEN 5 THEN -0e0
	WHEN 6 THEN 5e-324 * (i // 101) WHEN 7 THEN 1.9999999999999998 WHEN 8 THEN 0.99999999 WHEN 9 THEN -2.0000000000000004
	WHEN 10 THEN 1e308 * sin(i) WHEN 11 THEN 1e-310 * (i // 101) WHEN 12 THEN (i // 101)::DOUBLE
	ELSE exp(20 * sin(i)) * cos(i) END AS x FROM range(300000) t(i))`

// statements is how many run at a time.
const statements = 8

func open(t *testing.T, most int64) (*sql.DB, *Pool) {
	t.Helper()
	connector, err := driver.NewConnector("?threads=2", nil)
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(connector)
	connection, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	pool, err := Register(connection, most, statements)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = db.Close()
		if held := pool.Used(); held != 0 {
			t.Errorf("%d bytes are held in the end", held)
		}
	})
	return db, pool
}

// apart turns the lists of a query (g, list) into rows.
func apart(lists string) string {
	return "(SELECT g, e.key AS key, e.kind AS kind, e.n AS n, e.off AS off, e.off2 AS off2 FROM (SELECT g, unnest(list) AS e FROM (" + lists + ")))"
}

// An aggregate gives, to the last row, what a GROUP BY gives; sums of doubles to their last bits.
func TestAggregatesCountWhatAGroupByCounts(t *testing.T) {
	const octave = `CASE WHEN x > 0 THEN floor(log2(x) + 9.5367431640625e-07) + 1048576
		WHEN x < 0 THEN -(floor(log2(-x) + 9.5367431640625e-07) + 1048576) ELSE x END`
	db, _ := open(t, 1<<30)
	for _, c := range []struct{ name, list, key, kind, off, off2 string }{
		{"counts by key", "leeway_tally(floor(x))", "floor(x)", "0", "0", "0"},
		{"counts by scaled number", "leeway_tally(x, 0.125)",
			"CASE WHEN isfinite(x) THEN floor(x * 0.125) WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END",
			"0", "0", "0"},
		{"counts by exponential cell", "leeway_tally_exponential(x, 32)",
			`CASE WHEN x > 0 THEN floor(log2(x) * 32 + 9.5367431640625e-07) + 1048576
			WHEN x < 0 THEN -(floor(log2(-x) * 32 + 9.5367431640625e-07) + 1048576) ELSE x END`, "0", "0", "0"},
		{"counts and sums by key and kind",
			"leeway_tally(floor(x / 1e6), CASE WHEN x IS NULL THEN 0 ELSE g % 2 END, 2.0, coalesce(g, 0))",
			"floor(x / 1e6)", "CASE WHEN x IS NULL THEN 0 ELSE g % 2 END", "CASE WHEN x IS NULL THEN 0 ELSE 2 END", "CASE WHEN x IS NULL THEN 0 ELSE g END"},
		{"octaves", "leeway_octaves(x)", octave, "0", "CASE WHEN x IS NULL THEN 0 ELSE x END",
			"CASE WHEN x IS NULL THEN 0 ELSE x * x END"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := apart("SELECT g, " + c.list + " AS list FROM " + values + " GROUP BY g")
			want := fmt.Sprintf(`(SELECT g, %s AS key, %s AS kind, count(*) AS n, sum(%s) AS off, sum(%s) AS off2 FROM %s GROUP BY 1, 2, 3)`,
				c.key, c.kind, c.off, c.off2, values)
			near := func(column string) string {
				return fmt.Sprintf(`(a.%[1]s IS NOT DISTINCT FROM b.%[1]s OR abs(a.%[1]s - b.%[1]s) <= 1e-9 * abs(b.%[1]s))`, column)
			}
			kind := "a.kind = b.kind"
			if c.name == "octaves" { // has a test of its own
				kind = "a.kind < 2"
			}
			var rows, apart int
			err := db.QueryRow(fmt.Sprintf(`SELECT count(b.n), count(*) - count(*) FILTER (a.n = b.n AND %s AND %s) FROM %s a FULL JOIN %s b
				ON a.g = b.g AND coalesce(a.key, 0.5) = coalesce(b.key, 0.5) AND %s`, near("off"), near("off2"), got, want, kind)).Scan(&rows, &apart)
			if err != nil {
				t.Fatal(err)
			}
			if rows < 100 || apart != 0 {
				t.Errorf("of %d groups %d differ", rows, apart)
			}
		})
	}
}

func TestAnOctaveSaysWhetherAValueIsFractional(t *testing.T) {
	db, _ := open(t, 1<<30)
	var whole, fractional string
	err := db.QueryRow(`SELECT string_agg((e.key - 1048576)::INTEGER, ',' ORDER BY e.key) FILTER (e.kind = 0),
		string_agg((e.key - 1048576)::INTEGER, ',' ORDER BY e.key) FILTER (e.kind = 1)
		FROM (SELECT unnest(leeway_octaves(x)) AS e FROM (VALUES (1e0), (2), (3), (4.5), (4), (0.25), (1e300)) t(x))`).Scan(&whole, &fractional)
	if err != nil || whole != "0,1,996" || fractional != "-2,2" {
		t.Errorf("whole %s, fractional %s, %v", whole, fractional, err)
	}
}

func TestNoRowsHaveNoKeys(t *testing.T) {
	db, _ := open(t, 1<<20)
	var n int
	if err := db.QueryRow("SELECT len(leeway_tally(i::DOUBLE)) FROM range(0) t(i)").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d keys, %v", n, err)
	}
}

func TestOtherConnectionsAreRefused(t *testing.T) {
	for _, connection := range []any{nil, 1, struct{ conn int }{1}, &struct{ other int }{}} {
		if _, ok := handleOf(connection); ok {
			t.Errorf("%T was taken for the driver's connection", connection)
		}
	}
}

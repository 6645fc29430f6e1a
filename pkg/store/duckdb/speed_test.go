package duckdb

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// A range of time prunes: the comparison reaches the file reader, which skips what lies outside. Losing this makes
// every dashboard some thirty times slower on a long log, and nothing else would show it.
func TestTimeRangeReachesTheScan(t *testing.T) {
	s := open(t, Options{Root: place(t)})
	for _, op := range []sqlast.Op{sqlast.Lt, sqlast.Ge} {
		q := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: "n"}},
			From: sqlast.Table{Name: []string{"log.parquet"}},
			Where: sqlast.Binary{Op: op, L: sqlast.Micros{X: column("ts", sqlast.Timestamp), From: sqlast.Timestamp},
				R: sqlast.Param{Value: int64(1357084800000000)}}}
		statement, err := dialect.Render(s.executed, q)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := s.db.Query("EXPLAIN "+statement.SQL, statement.Args...)
		if err != nil {
			t.Fatal(err)
		}
		var plan, kind, text string
		for rows.Next() {
			if err := rows.Scan(&kind, &text); err != nil {
				t.Fatal(err)
			}
			plan += text
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		rows.Close()
		if boxes := strings.NewReplacer(" ", "", "│", "", "\n", ""); !strings.Contains(boxes.Replace(plan),
			"Filters:ts"+string(op)+"'2013-01-02") {
			t.Errorf("ts %s is not a filter of the scan:\n%s", op, plan)
		}
	}
}

// BenchmarkRows reads 200,000 rows of 8 columns, the most that a plan is expected to ask for.
func BenchmarkRows(b *testing.B) {
	root := b.TempDir()
	duckdbtest.Exec(b, filepath.Join(root, "b.duckdb"),
		`CREATE TABLE b AS SELECT i AS a, i * 0.5::DOUBLE AS b, i % 100 AS c, 'category ' || (i % 50) AS d,
		i::DOUBLE AS e, i * 7 AS f, CASE WHEN i % 3 > 0 THEN i END AS g, i::DOUBLE AS h FROM range(200000) t(i)`)
	s, err := Open(context.Background(), Options{Root: root, Path: "b.duckdb"})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var items []sqlast.Item
	for i := range 8 {
		name := fmt.Sprintf("%c", 'a'+i)
		items = append(items, sqlast.Item{X: column(name, sqlast.Unknown), As: name})
	}
	q := sqlast.Select{Items: items, From: sqlast.Table{Name: []string{"b"}}}
	b.ReportAllocs()
	for b.Loop() {
		stats, err := s.Query(context.Background(), q, func(store.Row) error { return nil })
		if err != nil || stats.Rows != 200_000 {
			b.Fatal(stats.Rows, err)
		}
	}
}

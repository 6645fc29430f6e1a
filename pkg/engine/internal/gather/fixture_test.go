package gather

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// tenDays makes a log of 24 predictions a day in the first ten days of 2024. The first prediction of a day was logged
// again ten minutes later, with other values. Outcomes came an hour later; those at noon were revised, and ten have no
// prediction. The offline table lacks every eighth prediction, and has another x for every fourth.
var tenDays = []string{`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i AS at,
	['a', 'b', 'c'][1 + i % 3] AS site, i % 5 = 0 AS late, (i * 7 % 97) / 97.0 AS score, (i * 7919 % 100) / 10.0 AS x,
	(i * 31 % 50) / 10.0 AS y FROM range(0, 240) t(i) UNION ALL
	SELECT i, TIMESTAMP '2024-01-01 00:10' + INTERVAL 1 HOUR * i, 'a', i % 5 = 0, 0.5, 1, 1 FROM range(0, 240, 24) t(i)`,
	`CREATE TABLE outcomes AS SELECT i AS id, i % 4 = 0 AS was_late, TIMESTAMP '2024-01-01 01:00' + INTERVAL 1 HOUR * i AS seen
	FROM range(0, 240) t(i) UNION ALL SELECT i, i % 4 <> 0, TIMESTAMP '2024-01-01 02:00' + INTERVAL 1 HOUR * i
	FROM range(12, 240, 24) t(i) UNION ALL SELECT 1000 + i, true, TIMESTAMP '2024-01-01 12:00' + INTERVAL 1 DAY * i
	FROM range(0, 10) t(i)`,
	`CREATE TABLE offline AS SELECT id, CASE WHEN id % 4 = 2 THEN x + 1 ELSE x END AS x, y FROM log
	WHERE id % 8 <> 0 AND minute("at") = 0`}

// tenDaysModel is a model of it.
const tenDaysModel = `{"id": "m", "task": "binary",
	"log": {"table": "log", "id": ["id"], "unique": "first", "time": {"column": "at"}, "prediction": "late", "score": "score"},
	"outcomes": {"table": "outcomes", "id": ["id"], "label": "was_late", "time": {"column": "seen"}, "delay": "1d"},
	"skew": {"table": "offline", "id": ["id"]},
	"features": [{"name": "x", "kind": "numeric"}, {"name": "y", "kind": "numeric"}], "segments": ["site"]}`

// site is a gatherer over a database of its own, with a clock that tests set and a count of statements.
type site struct {
	*Gatherer
	scope      Scope // of the whole log
	at         time.Time
	statements atomic.Int64
}

// open runs statements on a new database, and opens a gatherer over it.
func open(t *testing.T, script []string, further ...Provider) *site {
	t.Helper()
	root := t.TempDir()
	duckdbtest.Exec(t, filepath.Join(root, "test.duckdb"), script...)
	read, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "test.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = read.Close() })
	s := &site{at: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)}
	now := func() time.Time { return s.at }
	observed := store.Observe(read, func(store.Event) { s.statements.Add(1) })
	if s.Gatherer, err = New(observed, now, 32<<20, further...); err != nil {
		t.Fatal(err)
	}
	m, errs := model.ParseModel([]byte(tenDaysModel))
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	tables, err := catalog.New(read, now).TablesOf(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	s.scope = Scope{Origin: Origin{Tables: tables, Zone: time.UTC, Revision: m.Revision()}, Source: tables.Log}
	return s
}

// count gathers what is wanted of the whole log in days, and merges it.
func (s *site) count(t *testing.T, w Wanted, days []window.Interval, keys ...string) *summary.Summary {
	t.Helper()
	b, err := s.Gather(context.Background(), s.scope, days, w)
	if err != nil {
		t.Fatal(err)
	}
	merged, err := b.Summary("", keys, window.Interval{Start: days[0].Start, End: days[len(days)-1].End})
	if err != nil {
		t.Fatal(err)
	}
	return merged
}

// reads is how many statements work runs.
func (s *site) reads(work func()) int64 {
	before := s.statements.Load()
	work()
	return s.statements.Load() - before
}

// numeric is a feature on a grid of whole numbers.
func numeric(name string) plan.Column {
	return plan.Column{Key: plan.FeatureKey(name), Role: name, Name: name, Mode: plan.OnGrid,
		Grid: summary.Grid{Family: summary.Linear}}
}

package engine

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/pkg/window"
)

// stage is an engine on a small DuckDB file, with a clock that tests set and a count of the statements it ran.
type stage struct {
	*Engine
	replaced   *replaceable
	clock      *clock
	statements *atomic.Int64
	models     []*model.Model
}

// replaceable is a store that tests replace under a running engine, as if its tables had changed.
type replaceable struct{ store.Store }

// steadyLog is a log of 240 predictions a day from January to April 2024, Mondays first, whose values repeat every
// thousand rows: x is spread evenly over 0 to 99.9, site is a, b or c in turn, late is right in three of four cases.
const steadyLog = `CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL 6 MINUTE * i AS at,
	['a', 'b', 'c'][1 + i % 3] AS site, ['v1', 'v2'][1 + i % 2] AS version,
	(i * 7919 % 1000) / 10.0 AS x, ['red', 'green', 'blue'][1 + i * 7919 % 1000 % 3] AS colour,
	i % 5 = 0 AS late, (i * 7919 % 997) / 997.0 AS score FROM range(0, 240 * 120) t(i);
CREATE TABLE outcomes AS SELECT id, (late <> (id % 4 = 0)) AS was_late, log.at + INTERVAL 3 HOUR AS seen FROM log;`

// steadyModel is a model of it.
const steadyModel = `
- id: steady
  task: binary
  log:
    { table: log, id: [id], unique: all, time: { column: at, zone: UTC }, lateness: 15m, version: version, prediction: late, score: score }
  outcomes: { table: outcomes, id: [id], label: was_late, time: { column: seen, zone: UTC }, delay: 1d }
  features:
    - { name: x, kind: numeric }
    - { name: colour, kind: categorical }
  segments: [site, { name: size, column: x, bins: [50] }]
  baselines:
    rolling: { kind: rolling, periods: 8, every: 1w, minPeriods: 4 }
    january: { kind: fixed, from: 2024-01-01, to: 2024-01-29 }
  baseline: rolling
  reference: january
`

// on makes a database with a script of statements and opens an engine over it. Models is the YAML list of a settings
// file.
func on(t *testing.T, script, models string) *stage {
	t.Helper()
	return over(t, database(t, script), models)
}

// database makes a database with a script and opens it.
func database(t *testing.T, script string) store.Store {
	t.Helper()
	return databaseWith(t, 0, script)
}

// databaseWith is database with a limit of the store's memory.
func databaseWith(t *testing.T, memoryMB int, script string) store.Store {
	t.Helper()
	root := t.TempDir()
	var statements []string
	for _, statement := range strings.Split(script, ";") {
		if strings.TrimSpace(statement) != "" {
			statements = append(statements, statement)
		}
	}
	duckdbtest.Exec(t, filepath.Join(root, "test.duckdb"), statements...)
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "test.duckdb", MemoryMB: memoryMB})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// over opens an engine over a store.
func over(t *testing.T, read store.Store, models string) *stage {
	t.Helper()
	s := &stage{replaced: &replaceable{read}, clock: &clock{time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)},
		statements: &atomic.Int64{}, models: parsed(t, models)}
	var err error
	patient := model.Limits{QueryTimeout: model.Duration{Clock: time.Hour}} // a busy machine judges by no less
	if s.Engine, err = New(Options{Models: s.models, Limits: patient, Now: s.clock.now, Store: s.replaced}); err != nil {
		t.Fatal(err)
	}
	s.become(read)
	return s
}

// become replaces the store that is read, as if its tables had changed meanwhile.
func (s *stage) become(read store.Store) {
	s.replaced.Store = store.Observe(read, func(store.Event) { s.statements.Add(1) })
}

func parsed(t *testing.T, text string) []*model.Model {
	t.Helper()
	raw, err := model.FromYAML([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	models := make([]*model.Model, len(list))
	for i, one := range list {
		m, errs := model.ParseModel(one)
		if len(errs) > 0 {
			t.Fatal(errs[0])
		}
		models[i] = m
	}
	return models
}

// day is the start of a day of 2024, UTC.
func day(month time.Month, d int) time.Time { return time.Date(2024, month, d, 0, 0, 0, 0, time.UTC) }

// week is the week that ends with the settled part of a range up to the 22nd of April, a Monday.
var week = window.Range{Start: day(4, 15), End: day(4, 22).Add(15 * time.Minute)}

// try asks the engine over a range.
func (s *stage) try(t *testing.T, text string, r window.Range) (*answers.Result, error) {
	t.Helper()
	q, err := query.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	return s.Answer(context.Background(), q, r)
}

// ask is try over the week; it must succeed.
func (s *stage) ask(t *testing.T, text string) *answers.Result {
	t.Helper()
	return s.over(t, text, week)
}

func (s *stage) over(t *testing.T, text string, r window.Range) *answers.Result {
	t.Helper()
	result, err := s.try(t, text, r)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return result
}

// last is a series' last point.
func last(t *testing.T, s answers.Series) answers.Point {
	t.Helper()
	if len(s.Points) == 0 {
		t.Fatal("a series without points")
	}
	return s.Points[len(s.Points)-1]
}

// the returns the one series of a result.
func the(t *testing.T, r *answers.Result) answers.Series {
	t.Helper()
	if len(r.Series) != 1 {
		t.Fatalf("%d series, want one", len(r.Series))
	}
	return r.Series[0]
}

// texts lists notices.
func texts(notices []answers.Notice) []string {
	list := []string{}
	for _, n := range notices {
		list = append(list, n.Text)
	}
	return list
}

// clock is a time that tests set.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

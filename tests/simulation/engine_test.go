package simulation

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/pkg/window"
)

// begin is a Monday, the first day of every log; the models' calendar is UTC.
var begin = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// patience is the time limit of a query: so long that how busy the machine is never decides how much of a history is
// read.
const patience = time.Hour

// macros make random numbers in SQL that depend on nothing but their keys, b and c below 100: u is uniform on (0, 1), z
// normal. The keys are made one before they are hashed: DuckDB joins the hashes of several by exclusive or.
var macros = []string{
	"CREATE MACRO u(a, b, c) AS ((hash((a * 100 + b) * 100 + c) // 2048)::DOUBLE + 0.5) / 9007199254740992",
	"CREATE MACRO z(a, b) AS sqrt(-2 * ln(u(a, b, 1))) * cos(2 * pi() * u(a, b, 2))",
}

// database is a DuckDB file and an engine over it.
type database struct {
	*engine.Engine
	path string
}

// made runs statements on a new DuckDB file and opens an engine with one model, written as JSON, over it.
func made(t *testing.T, definition string, statements ...string) database {
	t.Helper()
	root := t.TempDir()
	path := filepath.Join(root, "simulated.duckdb")
	duckdbtest.Exec(t, path, append(macros, statements...)...)
	m, problems := model.ParseModel(json.RawMessage(definition))
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "simulated.duckdb",
		Limits: store.Limits{QueryTimeout: patience}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{m},
		Limits: model.Limits{QueryTimeout: model.Duration{Clock: patience}}})
	if err != nil {
		t.Fatal(err)
	}
	return database{e, path}
}

// ask answers a query over the days from, to since begin.
func (d database) ask(t *testing.T, from, to int, text string) []engine.Series {
	t.Helper()
	q, err := query.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Answer(context.Background(), q, window.Range{Start: begin.AddDate(0, 0, from),
		End: begin.AddDate(0, 0, to)})
	if err != nil {
		t.Fatal(err)
	}
	return r.Series
}

func TestTheEnginesAUCOfRareEvents(t *testing.T) {
	d := made(t,
		`{"id":"rare","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},
		"prediction":"guess","score":"p","positive":true},"outcomes":{"label":"label","delay":"0d"},"features":[]}`,
		fmt.Sprintf(`CREATE TABLE log AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL (i * 1000) MILLISECOND AS at, false AS guess,
			1 / (1 + exp(8.5 - 1.3 * z(i, 1))) AS p, u(i, 3, 0) < 1 / (1 + exp(8.5 - 1.3 * z(i, 1))) AS label FROM range(0, %d) t(i)`, 500_000))
	series := d.ask(t, 0, 7, `{"measures":[{"id":"roc_auc"}],"baseline":{"kind":"previous"}}`)
	got, ok := series[0].Points[0].Stats[query.Current]
	rate, exact := exactInSQL(t, d.path)
	t.Logf("base rate %.5f: AUC %.5f by the engine, %.5f exact (%+.5f)", rate, got, exact, got-exact)
	if !ok || math.Abs(got-exact) > 0.002 || rate > 0.0006 {
		t.Errorf("AUC is %v (%v) by the engine, %v exactly, at a base rate of %v", got, ok, exact, rate)
	}
}

// exactInSQL reads the share of positives and the exact AUC of the log, from average ranks.
func exactInSQL(t *testing.T, path string) (rate, auc float64) {
	t.Helper()
	db, err := sql.Open("duckdb", path+"?access_mode=read_only")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.QueryRow(`SELECT count(*) FILTER (label) / count(*),
			(sum(r) FILTER (label) - count(*) FILTER (label) * (count(*) FILTER (label) + 1) / 2) /
				(count(*) FILTER (label) * count(*) FILTER (NOT label))
		FROM (SELECT label, rank() OVER (ORDER BY p) + (count(*) OVER (PARTITION BY p) - 1) / 2 AS r FROM log)`).Scan(&rate, &auc)
	if err != nil {
		t.Fatal(err)
	}
	return rate, auc
}

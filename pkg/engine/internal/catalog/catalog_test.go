package catalog

import (
	"context"
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// counting is a store that counts how often its catalog is read.
type counting struct {
	store.Store
	reads int
}

func (c *counting) Columns(ctx context.Context, table []string) ([]store.Column, error) {
	c.reads++
	return c.Store.Columns(ctx, table)
}

// database is a DuckDB file with a log and its outcomes.
func database(t *testing.T) *counting {
	t.Helper()
	root := t.TempDir()
	duckdbtest.Exec(t, root+"/test.duckdb", `CREATE TABLE log (id BIGINT, "at" TIMESTAMP, x DOUBLE)`,
		`CREATE TABLE outcomes (id BIGINT, label BOOLEAN)`, `CREATE TABLE training (x DOUBLE)`)
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "test.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return &counting{Store: s}
}

// logged is a model of that log, with a zone, as parsing leaves it.
func logged() *model.Model {
	m := &model.Model{ID: "m", Task: model.Binary, Outcomes: &model.Outcomes{Table: "outcomes", ID: []string{"id"},
		Label: "label"},
		Baselines: map[string]model.Baseline{"training": {Kind: model.BaselineTable, Table: "training"}}}
	m.Log.Table, m.Log.ID, m.Log.Time = "log", []string{"id"}, model.Time{Column: "at", Zone: "UTC"}
	return m
}

func TestTheTablesOfAModelAreReadOnceAnHour(t *testing.T) {
	now := time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
	s := database(t)
	c := New(s, func() time.Time { return now })
	read := func(what string, want int) {
		t.Helper()
		found, err := c.TablesOf(context.Background(), logged())
		if err != nil || len(found.Log.Types) != 3 || len(found.Outcomes.Types) != 2 ||
			found.Offline.Source.Table != nil {
			t.Fatalf("%s: found %+v, %v", what, found, err)
		}
		if s.reads != want {
			t.Errorf("%s: the catalog was read %d times, want %d", what, s.reads, want)
		}
	}
	read("at first", 2)
	now = now.Add(59 * time.Minute)
	read("within an hour", 2)
	now = now.Add(time.Minute)
	read("after an hour", 4)
	c.Forget(logged())
	read("once they are forgotten", 6)
	now = now.Add(-time.Hour)
	read("after the clock was set back", 8)
}

func TestATableThatIsMissingIsAFaultOfTheFieldThatNamesIt(t *testing.T) {
	c := New(database(t), time.Now)
	for path, name := range map[string]func(*model.Model){
		"log.table":      func(m *model.Model) { m.Log.Table = "nothing" },
		"outcomes.table": func(m *model.Model) { m.Outcomes.Table = "nothing" },
		"skew.table":     func(m *model.Model) { m.Skew = &model.Skew{Table: "nothing"} },
	} {
		m := logged()
		name(m)
		_, err := c.TablesOf(context.Background(), m)
		if f := fault.As(err); err == nil || f.Path != path || f.Kind != fault.NotFound ||
			!strings.Contains(f.Message, "nothing") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := c.BaselineSource(context.Background(), "training",
		model.Baseline{Table: "nothing"}); fault.As(err).Path != "baselines.training.table" {
		t.Errorf("a baseline's table: %v", err)
	}
	if s, err := c.BaselineSource(context.Background(), "training", logged().Baselines["training"]); err != nil ||
		len(s.Types) != 1 {
		t.Errorf("the table of the baseline is %+v, %v", s, err)
	}
}

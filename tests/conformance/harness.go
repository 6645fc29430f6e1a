package conformance

import (
	"context"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/window"
	"leeway/tests/stores"
)

// What the cases make their tables of.
type (
	Harness = stores.Harness
	Table   = stores.Table
	Column  = stores.Column
)

// The portable types of columns.
const (
	BigInt      = stores.BigInt
	Double      = stores.Double
	Numeric     = stores.Numeric
	Text        = stores.Text
	Boolean     = stores.Boolean
	Timestamp   = stores.Timestamp
	TimestampTZ = stores.TimestampTZ
	JSON        = stores.JSON
	UUID        = stores.UUID
	Bytes       = stores.Bytes
	Enumeration = stores.Enumeration
)

var newYork = mustLoad("America/New_York")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

// day is a local day of New York in 2013.
func day(month time.Month, d int) time.Time { return time.Date(2013, month, d, 0, 0, 0, 0, newYork) }

// logTable is a table with an id, a time and further columns.
func logTable(columns []Column, rows [][]any) Table {
	return Table{Name: "log", Columns: append([]Column{{Name: "id", Type: BigInt}, {Name: "at", Type: Timestamp}},
		columns...), Rows: rows}
}

// logModel is a model over logTable.
func logModel() *model.Model {
	return &model.Model{ID: "m", Task: model.Binary, Timezone: "America/New_York",
		Resolution: model.Duration{Clock: time.Hour},
		Log: model.Log{Table: "log", ID: []string{"id"}, Unique: "all", Time: model.Time{Column: "at", Zone: "UTC"},
			Positive: model.Spellings{"true"}}}
}

// outcomesTable is a table of labels with the times they became known; ids are of any type.
func outcomesTable(id stores.Type, rows [][]any) Table {
	return Table{Name: "outcomes", Columns: []Column{{Name: "id", Type: id}, {Name: "label", Type: Text},
		{Name: "seen", Type: Timestamp}}, Rows: rows}
}

// labelledModel is logModel with outcomes of outcomesTable, which count for a day.
func labelledModel() *model.Model {
	m := logModel()
	m.Outcomes = &model.Outcomes{Table: "outcomes", ID: []string{"id"}, Label: "label",
		Time: &model.Time{Column: "seen", Zone: "UTC"}, Delay: model.Duration{Days: 1}}
	return m
}

// outcomesOf finds the table of outcomes in the catalog, and how its labels count.
func outcomesOf(t *testing.T, s store.Store, m *model.Model) (plan.Source, plan.Labels) {
	t.Helper()
	table, types := catalog(t, s, m.Outcomes.Table)
	src, err := plan.OutcomeSource(m, table, types)
	if err != nil {
		t.Fatal(err)
	}
	labels, err := plan.LabelsOf(m, src)
	if err != nil {
		t.Fatal(err)
	}
	return src, labels
}

// source finds a table in the catalog.
func source(t *testing.T, s store.Store, m *model.Model) plan.Source {
	t.Helper()
	table, types := catalog(t, s, m.Log.Table)
	src, err := plan.LogSource(m, table, types)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func catalog(t *testing.T, s store.Store, name string) ([]string, map[string]sqlast.Type) {
	t.Helper()
	table, err := s.Table(name)
	if err != nil {
		t.Fatal(err)
	}
	columns, err := s.Columns(context.Background(), table)
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]sqlast.Type{}
	for _, c := range columns {
		types[c.Name] = c.Type
	}
	return table, types
}

// run executes a statement and returns what it counted by span.
func run(t *testing.T, s store.Store, statement plan.Statement, err error) []plan.Counted {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	spans := statement.Reader.Spans()
	for more := true; more; {
		if _, err := s.Query(context.Background(), statement.Query,
			func(r store.Row) error { return statement.Reader.Add(r) }); err != nil {
			t.Fatalf("%v (%v)", err, causeOf(err))
		}
		if statement, more, err = statement.Next(); err != nil {
			t.Fatal(err)
		}
	}
	return spans
}

func causeOf(err error) error {
	if u, ok := err.(interface{ Unwrap() error }); ok {
		return u.Unwrap()
	}
	return nil
}

// one is a window of one span.
func one(from, to time.Time) []window.Interval { return []window.Interval{{Start: from, End: to}} }

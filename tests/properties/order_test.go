package properties

import (
	"testing"

	"leeway/pkg/engine"
)

// answers asks everything of one week.
func answers(t *testing.T, e *engine.Engine) map[ask]*engine.Result {
	t.Helper()
	all := map[ask]*engine.Result{}
	for _, a := range asks() {
		if r := answer(t, e, a.query(`"window":"7d"`), day(4, 8), day(4, 15)); r != nil {
			all[a] = r
		}
	}
	return all
}

// agree compares two engines' answers to everything.
func agree(t *testing.T, got, want map[ask]*engine.Result) {
	t.Helper()
	if len(got) != len(want) || len(got) < 100 {
		t.Fatalf("%d and %d answers", len(got), len(want))
	}
	for a, r := range want {
		for i, series := range r.Series {
			same(t, a.String(), got[a].Series[i].Points[0], series.Points[0])
		}
	}
}

// No digit depends on the order in which rows lie in the table.
func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	want := answers(t, open(t))
	agree(t, answers(t, open(t,
		"CREATE TABLE other AS SELECT * FROM log ORDER BY hash(id * 7 + 1)", "DROP TABLE log", "ALTER TABLE other RENAME TO log",
		"CREATE TABLE other AS SELECT * FROM outcomes ORDER BY hash(id * 5 + 3)", "DROP TABLE outcomes", "ALTER TABLE other RENAME TO outcomes",
		"CREATE TABLE other AS SELECT * FROM offline ORDER BY hash(id * 3 + 5)", "DROP TABLE offline", "ALTER TABLE other RENAME TO offline")), want)
}

// No digit depends on what was asked before: days and weeks that other queries left in the cache add up to the same.
func TestWhatWasAskedBeforeDoesNotMatter(t *testing.T) {
	want := answers(t, open(t))
	e := open(t)
	for _, a := range asks() {
		answer(t, e, a.query(`"format":"timeseries","window":"1d","every":"1d"`), day(4, 9), day(4, 13))
		answer(t, e, a.query(`"window":"21d","baseline":"launch"`), day(3, 20), day(4, 10))
	}
	agree(t, answers(t, e), want)
}

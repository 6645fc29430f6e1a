package engine

import (
	"context"
	"strings"
	"testing"
	"time"

	"leeway/pkg/query"
	"leeway/pkg/window"
)

// One row of a log whose clock was wrong is named with its count, and nothing else changes: neither where the log
// begins and ends, nor what a policy says, nor what the other rows are compared with. No such time fails a statement.
func TestOneWrongClockIsNamedAndChangesNothing(t *testing.T) {
	const models = `
- { id: m, task: binary, log: { table: log, time: { column: at }, prediction: said }, baselines: { launch: { kind: launch } } }`
	for _, c := range []struct{ name, kind, wrong, said string }{
		{"1970", "TIMESTAMP", "'1970-01-01'",
			`1 of 1440 rows with a time more than a year from all others (1970-01-01)`},
		{"2099", "TIMESTAMP", "'2099-01-01 05:00:00'",
			`1 of 1440 rows with a time more than a year from all others (2099-01-01)`},
		{"9999", "TIMESTAMP", "'9999-12-31 23:59:59'",
			`1 of 1440 rows with a time more than a year from all others (9999-12-31)`},
		{"year 1", "TIMESTAMP", "'0001-01-01'",
			`1 of 1440 rows with a time more than a year from all others (0001-01-01)`},
		{"4000 BC", "TIMESTAMP", "'4000-01-01 (BC)'",
			`1 of 1440 rows with a time more than a year from all others (4000-01-01 BC)`},
		{"the last timestamp", "TIMESTAMP", "'294247-01-10'",
			`1 of 1440 rows with a time more than a year from all others (294247-01-10)`},
		{"infinity", "TIMESTAMP", "'infinity'", `1 of 1440 rows with a value that is not a time`},
		{"minus infinity, of instants", "TIMESTAMPTZ", "'-infinity'", `1 of 1440 rows with a value that is not a time`},
		{"nanoseconds", "TIMESTAMP_NS", "'2099-01-01'",
			`1 of 1440 rows with a time more than a year from all others (2099-01-01)`},
		{"seconds", "TIMESTAMP_S", "'1970-01-01'",
			`1 of 1440 rows with a time more than a year from all others (1970-01-01)`},
		{"a date of the year 5,881,580", "DATE", "'5881580-07-10'", `1 of 1440 rows with a value that is not a time`},
		{"no time", "TIMESTAMP", "NULL", `1 of 1440 rows without a time`},
		{"a text", "VARCHAR", "'yesterday'", `1 of 1440 rows with a value that is not a time`},
		{"a text of the year 1", "VARCHAR", "'0001-01-01'",
			`1 of 1440 rows with a time more than a year from all others (0001-01-01)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := on(t,
				`CREATE TABLE raw AS SELECT i, CAST(CAST(TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i AS `+shownAs(c.kind)+`) AS `+c.kind+`) AS at, i % 2 = 0 AS said FROM range(0, 1440) t(i);
				CREATE TABLE log AS SELECT CASE WHEN i = 700 THEN CAST(`+c.wrong+` AS `+c.kind+`) ELSE raw.at END AS at, said FROM raw`, models)
			texts, err := s.WrongClocks(context.Background(), s.models[0])
			if err != nil || len(texts) != 1 || !strings.Contains(texts[0], c.said) ||
				!strings.HasPrefix(texts[0], "time_out_of_range: ") {
				t.Errorf("it says %q (%v), want %q", texts, err, c.said)
			}
			last, err := s.LastRow(context.Background(), s.models[0])
			if want := time.Date(2024, 2, 29, 23, 0, 0, 0, time.UTC); c.kind != "DATE" &&
				(err != nil || !last.Equal(want)) {
				t.Errorf("the last row is of %v (%v), want %v", last, err, want)
			}
			got := the(t, s.over(t, `{"measures":[{"id":"rows"}],"window":"7d","baseline":"launch"}`,
				weekTo(day(2, 29)))).Points[0].Stats
			if got[query.Current] != 168 || got[query.BaselineStart] != float64(day(1, 1).Unix()) {
				t.Errorf("%v rows against a launch from %v", got[query.Current], got[query.BaselineStart])
			}
		})
	}
}

// shownAs is what makes an ISO form of times that become texts.
func shownAs(kind string) string {
	if kind == "VARCHAR" {
		return "TIMESTAMP"
	}
	return kind
}

// A notice names the wrong clock beside the answers that are about silence, once.
func TestWrongClocksAreANoticeOfFreshness(t *testing.T) {
	s := on(t,
		`CREATE TABLE raw AS SELECT i, TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i AS at, i % 2 = 0 AS said FROM range(0, 1440) t(i);
		CREATE TABLE log AS SELECT CASE WHEN i = 700 THEN TIMESTAMP '2099-01-01' ELSE raw.at END AS at, said FROM raw`,
		`- { id: m, task: binary, log: { table: log, time: { column: at }, prediction: said } }`)
	for text, want := range map[string]int{
		`{"measures":[{"id":"freshness"}]}`:                  1,
		`{"queryType":"policy","policy":"log-silent"}`:       1,
		`{"measures":[{"id":"rows"}],"window":"7d"}`:         0,
		`{"measures":[{"id":"mean"}],"target":"prediction"}`: 0,
	} {
		result := s.over(t, text, window.Range{Start: day(2, 22), End: day(2, 29)})
		n := 0
		for _, notice := range result.Notices {
			if notice.Warning && strings.HasPrefix(notice.Text, "time_out_of_range: ") {
				n++
			}
		}
		if n != want {
			t.Errorf("%s has %d notices of a wrong clock, want %d: %v", text, n, want, result.Notices)
		}
	}
}

// A log of two long parts, years apart, is one log; one that stops and goes on after a year with few rows has a doubt.
func TestPartsOfALogYearsApart(t *testing.T) {
	s := on(t,
		`CREATE TABLE log AS SELECT TIMESTAMP '2020-01-01' + INTERVAL 1 HOUR * i + CASE WHEN i >= 1000 THEN INTERVAL 3 YEAR ELSE INTERVAL 0 DAY END AS at, true AS said
		FROM range(0, 1500) t(i)`, `- { id: m, task: binary, log: { table: log, time: { column: at }, prediction: said } }`)
	if texts, err := s.WrongClocks(context.Background(), s.models[0]); err != nil || len(texts) != 0 {
		t.Errorf("a wrong clock: %v (%v)", texts, err)
	}
	if last, err := s.LastRow(context.Background(), s.models[0]); err != nil || last.Year() != 2023 {
		t.Errorf("the last row is of %v (%v)", last, err)
	}
}

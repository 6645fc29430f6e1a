package engine

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine/internal/refresh"
	"leeway/pkg/query"
)

const newColours = `{"measures":[{"id":"new_category_rate"}],"features":["colour"],"window":"1d"}`

// A reference that was read while it was empty, or has changed, is read again; so are its categories.
func TestTheReferenceIsReadAgainOnceItHasChanged(t *testing.T) {
	asked := until(day(4, 22), 15*time.Minute)
	inTable := strings.Replace(steadyModel, "  baseline: rolling\n  reference: january\n", "  baseline: training\n", 1)
	inTable = strings.Replace(inTable, "  baselines:\n",
		"  baselines:\n    training: { kind: table, table: training }\n", 1)
	const training = `CREATE TABLE training AS SELECT * FROM log WHERE id < 5000;`
	const violet = `UPDATE log SET colour = 'violet' WHERE log.at >= TIMESTAMP '2024-04-21';`
	for _, c := range []struct {
		name, model   string
		before, after string
		soon          time.Duration // after which the change is seen
		old, new      string
	}{
		{"a fixed one, empty, is loaded", steadyModel, steadyLog +
			`DELETE FROM log WHERE log.at < TIMESTAMP '2024-03-01';`, steadyLog, refresh.Min, "1", "0"},
		{"the one by default begins with a log that is loaded backwards",
			strings.Replace(steadyModel, "  reference: january\n", "", 1),
			steadyLog + violet + `DELETE FROM log WHERE log.at < TIMESTAMP '2024-04-20';`, steadyLog +
				violet, refresh.Max, "0", "1"},
		{"a table, empty, is loaded", inTable, steadyLog + `CREATE TABLE training AS SELECT * FROM log LIMIT 0;`,
			steadyLog + training, refresh.Min, "1", "0"},
		{"a fixed one gets a row of a new category", steadyModel, steadyLog + violet,
			steadyLog + violet + fmt.Sprintf(lateRow, 7) +
				`UPDATE log SET colour = 'violet' WHERE id = 1000007;`, refresh.Max, "1", "0"},
		{"a table gets a row of a new category", inTable, steadyLog + violet + training,
			steadyLog + violet + training +
				`INSERT INTO training SELECT * FROM log WHERE colour = 'violet' LIMIT 1;`, refresh.Max, "1", "0"},
		{"a table loses a category", inTable, steadyLog + training, steadyLog + training +
			`DELETE FROM training WHERE colour = 'red';`, refresh.Max, "0", "0.3125"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := on(t, c.before, c.model)
			s.clock.at = asked.End.Add(48 * time.Hour)
			if got := s.number(t, newColours, asked); got != c.old {
				t.Fatalf("before: %s, want %s", got, c.old)
			}
			s.become(database(t, c.after))
			s.clock.at = s.clock.at.Add(c.soon - time.Second)
			if got := s.number(t, newColours, asked); got != c.old {
				t.Errorf("within %s: %s, want %s as before", c.soon, got, c.old)
			}
			s.clock.at = s.clock.at.Add(time.Second)
			if got := s.number(t, newColours, asked); got != c.new {
				t.Errorf("after %s: %s, want %s", c.soon, got, c.new)
			}
		})
	}
}

// A log without rows is looked at after a minute; after that it is known when it began.
func TestALogWithoutRowsIsLookedAtSoon(t *testing.T) {
	s := on(t, steadyLog+`DELETE FROM log;`, strings.Replace(steadyModel, "  reference: january\n", "", 1))
	asked := until(day(4, 22), 15*time.Minute)
	s.clock.at = asked.End.Add(48 * time.Hour)
	s.number(t, newColours, asked)
	s.become(database(t, steadyLog))
	s.clock.at = s.clock.at.Add(refresh.Min)
	ref, err := s.preparer.ReferenceOf(t.Context(), s.models[0], asked)
	if err != nil || !ref.Interval.Start.Equal(day(1, 1)) {
		t.Errorf("the reference begins on %s, want that of the log's first row (%v)", ref.Interval.Start, err)
	}
}

// What was counted keeps its place in the cache when the reference is read again and fixes the same.
func TestAReferenceThatFixesTheSameLeavesTheCounts(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.clock.at = week.End.Add(48 * time.Hour)
	s.ask(t, psi)
	s.become(database(t, steadyLog+fmt.Sprintf(lateRow, 7)))
	s.clock.at = s.clock.at.Add(61 * time.Minute)
	if n := s.reads(func() { s.ask(t, psi) }); n != 5 {
		t.Errorf("%d statements, want the reference's probe and readings, the probe of the weeks, and the day that changed", n)
	}
}

// Columns may be of another type when a table has been made anew.
func TestAColumnThatChangedItsTypeIsReadAsWhatItIs(t *testing.T) {
	asked := until(day(4, 22), 15*time.Minute)
	for name, change := range map[string]string{
		"a number becomes a text":   `ALTER TABLE log ALTER x TYPE VARCHAR;`,
		"a number becomes whole":    `ALTER TABLE log ALTER x TYPE BIGINT;`,
		"a text becomes a number":   `UPDATE log SET colour = length(colour)::VARCHAR; ALTER TABLE log ALTER colour TYPE BIGINT;`,
		"a class becomes a text":    `ALTER TABLE log ALTER late TYPE VARCHAR;`,
		"a time gets a zone":        `ALTER TABLE log ALTER "at" TYPE TIMESTAMPTZ USING log.at AT TIME ZONE 'UTC';`,
		"an id becomes a text":      `ALTER TABLE log ALTER id TYPE VARCHAR; ALTER TABLE outcomes ALTER id TYPE VARCHAR;`,
		"a table becomes a view":    `ALTER TABLE log RENAME TO log0; CREATE VIEW log AS SELECT * FROM log0;`,
		"a column is put elsewhere": `CREATE TABLE other AS SELECT score, late, id, log.at, site, version, x, colour FROM log; DROP TABLE log; ALTER TABLE other RENAME TO log;`,
	} {
		t.Run(name, func(t *testing.T) {
			s := on(t, steadyLog, steadyModel)
			s.clock.at = asked.End.Add(48 * time.Hour)
			queries := []string{dayRows, meanX, newColours, accurate}
			for _, q := range queries {
				s.number(t, q, asked)
			}
			changed := database(t, steadyLog+change)
			s.become(changed)
			s.clock.at = s.clock.at.Add(25 * time.Hour)
			for _, q := range queries {
				want := over(t, changed, steadyModel).number(t, q, asked)
				if got := s.number(t, q, asked); got != want {
					t.Errorf("%s: %s, want %s as a new engine says", q, got, want)
				}
			}
		})
	}
}

// After an error that a changed table may be the cause of, the next query looks at the catalog again.
func TestAnErrorHasTheCatalogReadAgain(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.ask(t, psi)
	gone := strings.ReplaceAll(steadyLog, " AS x,", " AS why,")
	s.become(database(t, gone))
	next := until(day(4, 25), 15*time.Minute)
	if _, err := s.try(t, psi, next); err == nil {
		t.Fatal("a column that is gone was counted")
	}
	_, err := s.try(t, psi, next)
	want := `model steady: column "x" is not in table "log"; its columns are at, colour, id, late, score, site, version, why`
	if err == nil || err.Error() != want {
		t.Errorf("asked again it says %v, want %s", err, want)
	}
	s.become(database(t, steadyLog))
	if p := last(t, s.over(t, psi, next).Series[0]); p.Stats[query.Count] != 7*240 {
		t.Errorf("once it is back, %v rows are counted, want %d", p.Stats[query.Count], 7*240)
	}
}

package engine

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"leeway/pkg/query"
	"leeway/pkg/window"
)

// judgedModel is the steady model with policies.
const judgedModel = steadyModel + `
  policies:
    - { id: accurate, tier: page, measure: accuracy, stat: change, below: -0.025 }
    - { id: same-x, tier: notify, target: features, features: [x], measure: psi, above: 0.2 }
    - { id: alive, tier: page, measure: freshness, aboveUsualGap: 4 }
`

// judgedQueries rest on a history: of the log, of labels, of features, in segments and by policy.
var judgedQueries = []string{
	`{"measures":[{"id":"rows"}],"window":"7d"}`,
	`{"measures":[{"id":"accuracy"}],"window":"7d","format":"timeseries","every":"1d","stats":["baseline"]}`,
	`{"measures":[{"id":"accuracy"}],"window":"7d","format":"timeseries","every":"1d","stats":["lowerLimit"]}`,
	`{"measures":[{"id":"accuracy"}],"window":"7d","splitBy":["site"]}`,
	`{"measures":[{"id":"accuracy"}],"window":"7d","baseline":{"kind":"launch"}}`,
	`{"measures":[{"id":"psi"},{"id":"mean"},{"id":"missing_rate"},{"id":"quantile","p":0.9}],"target":"features","window":"7d"}`,
	`{"queryType":"distribution","target":"score","window":"7d"}`,
	`{"measures":[{"id":"estimated_accuracy"}],"window":"7d"}`,
	`{"queryType":"segments","measures":[{"id":"accuracy"}],"window":"7d"}`,
	`{"queryType":"features","window":"7d"}`,
	`{"queryType":"policy","policy":"accurate"}`,
	`{"queryType":"policy","policy":"same-x"}`,
	`{"queryType":"policy","policy":"accurate","format":"number","stats":["worstSegment"]}`,
	`{"queryType":"policy","policy":"alive","format":"number","stats":["threshold"]}`,
	`{"queryType":"distribution","features":["x"],"window":"7d","format":"timeseries","every":"1d"}`,
	`{"measures":[{"id":"distinct"}],"features":["x"],"window":"7d"}`,
	`{"measures":[{"id":"accuracy"}],"window":"7d","splitBy":["score"],"baseline":"january"}`,
}

// allSaid is everything that the answers to queries say, in their order.
func (s *stage) allSaid(t *testing.T, r window.Range) []any {
	t.Helper()
	var list []any
	for _, text := range judgedQueries {
		result := s.over(t, text, r)
		said := []any{result.Notices}
		for _, one := range result.Series {
			said = append(said, one.Points, one.Compare)
		}
		for _, one := range result.Features {
			said = append(said, one.Drift.Points, one.Drift.Compare, one.Rates, one.Verdict, one.MeanShift)
		}
		for _, one := range result.Breakdowns {
			said = append(said, one.Rows, one.Effects, one.Doubt, one.Compare)
		}
		list = append(list, said)
	}
	return list
}

// What is derived from counts is kept across requests. When a day of the history changes, every answer is at once what
// an engine says that has kept nothing.
func TestAChangedDayChangesEveryAnswerThatRestsOnIt(t *testing.T) {
	asked := until(day(4, 24), 0)
	for _, c := range []struct {
		name, change string
		answers      int // that are others than before, at least
	}{
		{"a late row nine weeks back", fmt.Sprintf(lateRow, idOn(day(2, 20))+7), 6},
		{"a late row five days back", fmt.Sprintf(lateRow, idOn(day(4, 19))+7), 9},
		{"a week is deleted", fmt.Sprintf(`DELETE FROM log WHERE id BETWEEN %d AND %d;`, idOn(day(3, 6)),
			idOn(day(3, 13))), 10},
		{"the labels of a week turn",
			fmt.Sprintf(`UPDATE outcomes SET was_late = NOT was_late WHERE id BETWEEN %d AND %d;`, idOn(day(3, 5)),
				idOn(day(3, 12))) +
				fmt.Sprintf(`DELETE FROM outcomes WHERE id = %d;`, idOn(day(3, 5))), 5},
		{"a feature of a week is lost, with a late row a day",
			fmt.Sprintf(`UPDATE log SET x = NULL WHERE id BETWEEN %[1]d AND %[2]d;
			INSERT INTO log SELECT 1000000 + id, log.at, site, version, x, colour, late, score FROM log WHERE id BETWEEN %[1]d AND %[2]d AND id %% 240 = 7;`,
				idOn(day(3, 6)), idOn(day(3, 13))-1), 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			warm := on(t, steadyLog, judgedModel)
			before := warm.allSaid(t, asked)
			if again := warm.allSaid(t, asked); !reflect.DeepEqual(again, before) {
				t.Fatal("the same queries have other answers from the cache")
			}
			after := database(t, steadyLog+c.change)
			warm.become(after)
			warm.clock.at = warm.clock.at.Add(61 * time.Minute)
			cold := over(t, after, judgedModel)
			cold.clock.at = warm.clock.at
			now, want, changed := warm.allSaid(t, asked), cold.allSaid(t, asked), 0
			for i := range now {
				if !reflect.DeepEqual(now[i], want[i]) {
					t.Errorf("%s: the answer rests on what was before: %.500s, want %.500s", judgedQueries[i],
						fmt.Sprint(now[i]), fmt.Sprint(want[i]))
				}
				if !reflect.DeepEqual(now[i], before[i]) {
					changed++
				}
			}
			if changed < c.answers {
				t.Errorf("%d answers changed, want %d", changed, c.answers)
			}
		})
	}
}

// Queries that ask for other stats of a measure, policies on it, and all measures of a feature share what is derived.
func TestQueriesShareWhatIsDerived(t *testing.T) {
	s := on(t, steadyLog, judgedModel)
	kept := s.counts.Derived().Weight
	s.over(t, judgedQueries[1], week)
	one := kept()
	s.over(t, judgedQueries[2], week)
	if two := kept(); one == 0 || two != one {
		t.Errorf("%d bytes are kept of one stat, %d of two", one, two)
	}
	if s.Invalidate(); kept() != 0 {
		t.Errorf("%d bytes are left of what was derived", kept())
	}
}

// Labels are read a second time after the first hour. Where they are the same, nothing that rests on them is judged again.
func TestCountsThatAreReadAgainAndEqualAreNotJudgedAgain(t *testing.T) {
	s := on(t, steadyLog, judgedModel)
	asked := until(day(4, 24), 0)
	before := s.allSaid(t, asked)
	kept := s.counts.Derived().Weight()
	s.clock.at = s.clock.at.Add(61 * time.Minute)
	var after []any
	if reads := s.reads(func() { after = s.allSaid(t, asked) }); reads == 0 {
		t.Error("nothing was read again")
	}
	if got := s.counts.Derived().Weight(); got != kept {
		t.Errorf("%d bytes were derived, %d once the same was read again", kept, got)
	}
	if !reflect.DeepEqual(after, before) {
		t.Errorf("it says %v, and said %v", after, before)
	}
}

// What was judged serves all stats and all ranges that end in the same window. Each answer names its own range, and
// changes no later answer.
func TestWhatWasJudgedServesOtherStatsAndRanges(t *testing.T) {
	s := on(t, steadyLog, judgedModel)
	asked := func(stat string) string {
		return `{"queryType":"policy","policy":"accurate","format":"number","stats":["` + stat + `"]}`
	}
	before := last(t, the(t, s.over(t, asked("breach"), week)))
	s.over(t, asked("worstSegment"), week)
	kept := s.counts.Derived().Weight()
	later := window.Range{Start: week.Start.Add(time.Minute), End: week.End.Add(time.Minute)}
	after := last(t, the(t, s.over(t, asked("current"), later)))
	if got := s.counts.Derived().Weight(); got != kept {
		t.Errorf("%d bytes are kept, %d of a minute later", kept, got)
	}
	for stat, want := range map[query.Stat]time.Time{query.RangeStart: later.Start, query.RangeEnd: later.End} {
		if after.Stats[stat] != float64(want.Unix()) {
			t.Errorf("%s is %v, want %v", stat, after.Stats[stat], want.Unix())
		}
		delete(after.Stats, stat)
		delete(before.Stats, stat)
	}
	if !reflect.DeepEqual(after, before) {
		t.Errorf("it says %v, and said %v", after, before)
	}
}

// Queries at the same time derive the same things at the same time.
func TestPanelsDeriveSideBySide(t *testing.T) {
	s := on(t, steadyLog, judgedModel)
	want := s.allSaid(t, week)
	s.counts.Derived().Clear()
	var panels errgroup.Group
	for range 3 {
		panels.Go(func() error {
			if got := s.allSaid(t, week); !reflect.DeepEqual(got, want) {
				t.Error("a panel says something else than alone")
			}
			return nil
		})
	}
	_ = panels.Wait()
}

package engine

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

const psi = `{"measures":[{"id":"psi"}],"target":"features","window":"7d"}`

// reads is how many statements work runs.
func (s *stage) reads(work func()) int64 {
	before := s.statements.Load()
	work()
	return s.statements.Load() - before
}

func TestWhatIsAskedAgainIsNotReadAgain(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	if n := s.reads(func() { s.ask(t, psi) }); n != 3 {
		t.Fatalf("the first query ran %d statements, want the reference's two and one scan", n)
	}
	for _, again := range []struct {
		query string
		want  int64
	}{
		{psi, 0},
		{`{"measures":[{"id":"missing_rate"}],"target":"features","window":"7d","format":"number","stats":["baselineCount"]}`, 0},
		{`{"queryType":"distribution","features":["colour"],"window":"7d","baseline":{"kind":"previous"}}`, 0},
		// psi asked for the counts of cells alone; a mean needs places inside them, of all features at once.
		{`{"measures":[{"id":"mean"}],"target":"features","window":"7d","features":["x"]}`, 1},
		{`{"measures":[{"id":"ks"},{"id":"std"}],"target":"features","window":"7d","features":["x"]}`, 0},
		// the log's own columns have not been counted yet, and counts ask when it began
		{`{"measures":[{"id":"rows"}],"window":"7d"}`, 2},
	} {
		if n := s.reads(func() { s.ask(t, again.query) }); n != again.want {
			t.Errorf("%s ran %d statements, want %d", again.query, n, again.want)
		}
	}
}

// The measures of one request share a scan, also where only some of them need places inside cells; what is asked for
// later and needs less is answered from it.
func TestTheMeasuresOfARequestShareAScan(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	if n := s.reads(func() {
		s.ask(t,
			`{"measures":[{"id":"psi"},{"id":"mean"},{"id":"zero_rate"},{"id":"ks"}],"target":"features","features":["x"],"window":"7d"}`)
	}); n != 3 {
		t.Errorf("four measures ran %d statements, want the reference's two and one scan", n)
	}
	if n := s.reads(func() { s.ask(t, psi) }); n != 0 {
		t.Errorf("psi ran %d statements after a mean, want 0", n)
	}
}

func TestANewDayReadsOnlyThatDay(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.ask(t, psi)
	next := window.Range{Start: week.Start.AddDate(0, 0, 1), End: week.End.AddDate(0, 0, 1)}
	rows := the(t, s.over(t, `{"measures":[{"id":"count"}],"target":"features","features":["x"],"window":"7d"}`, next))
	if got := last(t, rows).Stats[query.Current]; got != 7*240 {
		t.Errorf("the week holds %v values, want %d", got, 7*240)
	}
	if n := s.statements.Load(); n != 5 {
		t.Errorf("%d statements, want the reference's two, the first scan, the log's beginning, and one for the day that is new in each window", n)
	}
}

// Everything that changes what is counted is part of what a part is filed under.
func TestDifferentRowsAreNeverTheSameParts(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.ask(t, psi)
	for _, other := range []string{
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","versions":["v1"]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","versions":["v2"]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","versions":["v1","v2"]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","filters":[{"key":"site","operator":"=","values":["a"]}]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","filters":[{"key":"site","operator":"!=","values":["a"]}]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","filters":[{"key":"site","operator":"=|","values":["a","b"]}]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","filters":[{"key":"site","operator":"=","values":["b"]}]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","filters":[{"key":"x","operator":"<","values":["50"]}]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","filters":[{"key":"x","operator":"<","values":["51"]}]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","splitBy":["site"]}`,
		`{"measures":[{"id":"psi"}],"target":"features","window":"7d","splitBy":["size"]}`,
	} {
		if n := s.reads(func() { s.ask(t, other) }); n != 1 {
			t.Errorf("%s ran %d statements, want 1", other, n)
		}
		if n := s.reads(func() { s.ask(t, other) }); n != 0 {
			t.Errorf("%s asked again ran %d statements", other, n)
		}
	}
}

func TestAModelsGridIsPartOfTheKey(t *testing.T) {
	coarse := on(t, steadyLog, `
- id: one
  task: binary
  log: { table: log, time: { column: at }, prediction: late }
  features: [{ name: x, kind: numeric, grid: linear(0) }]
- id: two
  task: binary
  log: { table: log, time: { column: at }, prediction: late }
  features: [{ name: x, kind: numeric, grid: linear(-4) }]
`)
	for id, want := range map[string]string{"one": "linear(0)", "two": "linear(-4)"} {
		r := coarse.ask(t, `{"models":["`+id+`"],"measures":[{"id":"max"}],"target":"features","window":"7d"}`)
		if got := the(t, r).Compare.Grid; got != want {
			t.Errorf("model %s is counted on %s, want %s", id, got, want)
		}
	}
	column := plan.Column{Key: "x", Name: "x", Grid: summary.Grid{Family: summary.Linear}}
	finer := column
	finer.Grid.Scale++
	bounded := column
	bounded.Bounds = &[2]float64{0, 1}
	kept, known := column, column
	kept.Kept, known.Known = []string{"a"}, []string{"a"}
	for _, other := range []plan.Column{finer, bounded, kept, known} {
		if other.Identity() == column.Identity() {
			t.Errorf("%+v is filed under the key of %+v", other, column)
		}
	}
}

func TestASpanThatHasNotSettledIsReadAgainNotProbed(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.clock.at = week.End // the last day ended a quarter of an hour ago: late rows may still come
	s.ask(t, psi)
	again := func(after time.Duration) int64 {
		s.clock.at = s.clock.at.Add(after)
		return s.reads(func() { s.ask(t, psi) })
	}
	if n := again(59 * time.Second); n != 0 {
		t.Errorf("after 59 s an unsettled day was read again (%d statements)", n)
	}
	if n := again(2 * time.Second); n != 1 {
		t.Errorf("after 61 s the unsettled day was looked at by %d statements, want one probe, for it has settled", n)
	}
	fresh := on(t, steadyLog, steadyModel)
	r := reads(fresh)
	fresh.clock.at = week.End.Add(-2 * time.Minute)
	fresh.ask(t, psi)
	fresh.clock.at = fresh.clock.at.Add(61 * time.Second)
	fresh.ask(t, psi)
	if len(r.logged) != 4 || r.logged[3] != 240 {
		t.Errorf("statements of %v rows, want the reference twice, the weeks, and the last day again", r.logged)
	}
}

// Labels settle a horizon after the rows they belong to.
func TestLabelsSettleAfterTheirHorizon(t *testing.T) {
	accuracy := `{"measures":[{"id":"accuracy"}],"window":"7d"}`
	r := window.Range{Start: day(4, 14), End: day(4, 22).Add(15 * time.Minute)} // judged up to the 21st
	fresh := on(t, steadyLog, steadyModel)
	fresh.clock.at = day(4, 21).Add(12 * time.Hour) // half a day into the horizon of the last row
	fresh.over(t, accuracy, r)
	fresh.clock.at = fresh.clock.at.Add(40 * time.Minute) // over a twentieth of the 12 h
	if n := fresh.reads(func() { fresh.over(t, accuracy, r) }); n != 4 {
		t.Errorf("%d statements, want the probes of the rows, of log and outcomes of the day whose labels have settled, and labels again", n)
	}
}

func TestInvalidateReadsEverythingAgain(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.ask(t, psi)
	s.Invalidate()
	if n := s.reads(func() { s.ask(t, psi) }); n != 3 {
		t.Errorf("after forgetting, %d statements, want 3", n)
	}
}

func TestTwentyPanelsAtOnceRunOneScan(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	q, err := query.Parse([]byte(psi))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	values := make([]float64, 20)
	for i := range values {
		group.Go(func() {
			r, err := s.Answer(context.Background(), q, week)
			if err != nil {
				t.Error(err)
				return
			}
			values[i] = r.Series[0].Points[0].Stats[query.Value]
		})
	}
	group.Wait()
	// Two for the reference, and the scan; who came after the scan landed found the cache.
	if n := s.statements.Load(); n != 3 {
		t.Errorf("%d statements, want 3", n)
	}
	if slices.Max(values) != slices.Min(values) {
		t.Errorf("the panels disagree: %v", values)
	}
}

// That a log has copies is found beside the counts, and costs a statement once.
func TestCopiesAreLookedForBesideTheCounts(t *testing.T) {
	first := strings.Replace(steadyModel, "unique: all", "unique: first", 1)
	count := `{"measures":[{"id":"count"}],"target":"features","features":["x"],"window":"1d"}`
	for _, c := range []struct {
		name, script string
		statements   []int64 // by day
	}{
		{"none", steadyLog, []int64{4, 1, 1}},
		{"copies on the second day", steadyLog +
			`INSERT INTO log SELECT id, log.at + INTERVAL 1 MINUTE, site, version, x, colour, late, score FROM log
			WHERE log.at >= TIMESTAMP '2024-03-12' AND log.at < TIMESTAMP '2024-03-13'`, []int64{4, 2, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := on(t, c.script, first)
			for i, want := range c.statements {
				over := window.Range{Start: time.Date(2024, 3, 11+i, 0, 0, 0, 0, time.UTC),
					End: time.Date(2024, 3, 12+i, 0, 0, 0, 0, time.UTC)}
				n := s.reads(func() {
					if got := last(t, the(t, s.over(t, count, over))).Stats[query.Current]; got != 240 {
						t.Errorf("day %d holds %v values, want 240", i, got)
					}
				})
				if n != want {
					t.Errorf("day %d ran %d statements, want %d", i, n, want)
				}
			}
		})
	}
}

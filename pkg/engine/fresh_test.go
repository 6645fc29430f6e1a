package engine

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"leeway/pkg/engine/internal/refresh"
	"leeway/pkg/query"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// number is the one number of an answer.
func (s *stage) number(t *testing.T, text string, r window.Range) string {
	t.Helper()
	p := last(t, the(t, s.over(t, text, r)))
	x, ok := p.Stats[query.Current]
	if !ok {
		return "null"
	}
	return fmt.Sprintf("%.4g", x)
}

// until is a range that ends at the end of a day, whatever the lateness.
func until(end time.Time, lateness time.Duration) window.Range {
	return window.Range{Start: end.AddDate(0, 0, -7), End: end.Add(lateness)}
}

const (
	dayRows   = `{"measures":[{"id":"rows"}],"window":"1d"}`
	weekRows  = `{"measures":[{"id":"rows"}],"window":"7d"}`
	coverage  = `{"measures":[{"id":"label_coverage"}],"window":"1d"}`
	accurate  = `{"measures":[{"id":"accuracy"}],"window":"1d"}`
	meanX     = `{"measures":[{"id":"mean"}],"features":["x"],"window":"1d"}`
	lateRow   = `INSERT INTO log SELECT 1000000 + id, log.at, site, version, x, colour, late, score FROM log WHERE id = %d;`
	fewLabels = `DELETE FROM outcomes WHERE id BETWEEN %d AND %d;`
)

// idOn is the id of the first prediction of a day.
func idOn(d time.Time) int { return int(d.Sub(day(1, 1))/(24*time.Hour)) * 240 }

// Whatever arrives late, or goes, is seen after a twentieth of the time that the day has ended, at least a minute and
// at most an hour.
func TestWhatArrivesLateIsSeenWithinTheRefreshTime(t *testing.T) {
	end := day(4, 22)
	id := idOn(day(4, 21))
	for _, c := range []struct {
		name          string
		query         string
		before, after string // scripts
		old, new      string // answers
		matures       time.Duration
	}{
		{"a row", dayRows, steadyLog, steadyLog + fmt.Sprintf(lateRow, id+7), "240", "241", 0},
		{"a row that is not the newest of a filtered scan",
			strings.Replace(dayRows, `{`, `{"filters":[{"key":"site","operator":"=","values":["a"]}],`, 1),
			steadyLog, steadyLog + fmt.Sprintf(lateRow, id+3), "80", "81", 0},
		{"a deletion", dayRows, steadyLog, steadyLog +
			fmt.Sprintf(`DELETE FROM log WHERE id BETWEEN %d AND %d;`, id+10, id+19), "240", "230", 0},
		{"rows of a day without any", dayRows, steadyLog +
			fmt.Sprintf(`DELETE FROM log WHERE id BETWEEN %d AND %d;`, id, id+239), steadyLog, "0", "240", 0},
		{"labels observed in time", coverage, steadyLog + fmt.Sprintf(fewLabels, id, id+59), steadyLog, "0.75", "1",
			24 * time.Hour},
		{"labels that are taken back", coverage, steadyLog, steadyLog + fmt.Sprintf(fewLabels, id, id+119), "1", "0.5",
			24 * time.Hour},
		{"a revision of a label, observed later", accurate, steadyLog,
			steadyLog +
				fmt.Sprintf(`INSERT INTO outcomes SELECT id, NOT was_late, seen + INTERVAL 1 MINUTE FROM outcomes WHERE id BETWEEN %d AND %d;`, id, id+119), "0.75", "0.5", 24 * time.Hour},
	} {
		before, after := database(t, c.before), database(t, c.after)
		for _, lateness := range []time.Duration{0, 15 * time.Minute, time.Hour} {
			for _, age := range []time.Duration{0, 2 * time.Hour, 10 * time.Hour, 20 * time.Hour, 30 * 24 * time.Hour} {
				t.Run(fmt.Sprintf("%s, lateness %s, read %s after the day", c.name, lateness, age), func(t *testing.T) {
					s := over(t, before, strings.Replace(steadyModel, "lateness: 15m", "lateness: "+lateness.String(),
						1))
					asked := until(end.Add(c.matures), lateness)
					s.clock.at = asked.End.Add(age)
					if got := s.number(t, c.query, asked); got != c.old {
						t.Fatalf("before: %s, want %s", got, c.old)
					}
					s.become(after)
					refresh := refresh.TimeOf(window.Interval{End: end.Add(c.matures)}, s.clock.at)
					s.clock.at = s.clock.at.Add(refresh - time.Second)
					if got := s.number(t, c.query, asked); got != c.old {
						t.Errorf("within the refresh time: %s, want %s as before", got, c.old)
					}
					s.clock.at = s.clock.at.Add(refresh/10 + time.Second)
					if got := s.number(t, c.query, asked); got != c.new {
						t.Errorf("after the refresh time of %s: %s, want %s", refresh, got, c.new)
					}
				})
			}
		}
	}
}

// One statement asks for all settled days, and only days that have changed are counted again.
func TestOnlyDaysThatChangedAreReadAgain(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.clock.at = week.End.Add(48 * time.Hour)
	s.ask(t, psi)
	again := func(after time.Duration) []float64 {
		t.Helper()
		r := reads(s)
		s.clock.at = s.clock.at.Add(after)
		s.ask(t, psi)
		return r.logged
	}
	const days = 7 * 16 * 240
	if got := again(59 * time.Minute); len(got) != 0 {
		t.Errorf("within the hour: statements of %v rows, want none", got)
	}
	// Each probe counts rows too: of the 28 days of the reference, and of the sixteen weeks of the log.
	if got := again(2 * time.Minute); !slices.Equal(got, []float64{28 * 240, days}) {
		t.Errorf("unchanged: statements of %v rows, want the two probes", got)
	}
	s.become(database(t, steadyLog+fmt.Sprintf(lateRow, idOn(day(4, 3))+7)))
	if got := again(61 * time.Minute); !slices.Equal(got, []float64{28 * 240, days + 1, 241}) {
		t.Errorf("a row more on one day: statements of %v rows, want the two probes and the day", got)
	}
	if got := again(20 * time.Hour); !slices.Equal(got, []float64{28 * 240, days + 1}) {
		t.Errorf("unchanged since: statements of %v rows, want the two probes", got)
	}
	// What was read a day ago is kept no more, so of the log only the day that was read since is probed.
	if got := again(3*time.Hour + 50*time.Minute); !slices.Equal(got,
		[]float64{28 * 240, 28 * 240, 28 * 240, 241, days - 240}) {
		t.Errorf("after a day: statements of %v rows, want everything read again but the day that was", got)
	}
}

// Labelled days are probed in both tables; what they were when they were first read is known once they have been
// probed.
func TestLabelledDaysAreReadAgainOnceThenProbed(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	s.clock.at = week.End.Add(20 * 24 * time.Hour)
	s.ask(t, `{"measures":[{"id":"accuracy"}],"window":"7d"}`)
	again := func(query string) int64 {
		s.clock.at = s.clock.at.Add(61 * time.Minute)
		return s.reads(func() { s.ask(t, query) })
	}
	q := `{"measures":[{"id":"accuracy"}],"window":"7d"}`
	if n := again(q); n != 5 {
		t.Errorf("the first hour: %d statements, want the probes of reference, log, outcomes and the log's begin, and the labels", n)
	}
	if n := again(q); n != 4 {
		t.Errorf("the second hour: %d statements, want the four probes", n)
	}
}

// A value that is overwritten changes neither the number of rows nor the newest time: it is seen after a day.
func TestOverwrittenValuesAreSeenAfterADay(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	over := until(day(4, 22), 15*time.Minute)
	s.clock.at = over.End.Add(48 * time.Hour)
	old := s.number(t, meanX, over)
	s.become(database(t, steadyLog+`UPDATE log SET x = 0.5;`))
	for range 23 {
		s.clock.at = s.clock.at.Add(time.Hour + time.Second)
		if got := s.number(t, meanX, over); got != old {
			t.Fatalf("at %s: %s, want %s as before", s.clock.at, got, old)
		}
	}
	s.clock.at = s.clock.at.Add(time.Hour)
	if got := s.number(t, meanX, over); got != "0.5" {
		t.Errorf("after a day: %s, want 0.5", got)
	}
}

// Rows that land while a statement runs are not in its counts. What is known of the table beside them must not hold the
// rows either, or they were never looked for.
func TestRowsThatLandWhileAStatementRunsAreSeenByTheNextProbe(t *testing.T) {
	for _, q := range []string{dayRows, strings.Replace(dayRows, `{`, `{"versions":["v1","v2"],`, 1), coverage} {
		before := database(t, steadyLog+fmt.Sprintf(fewLabels, idOn(day(4, 21)), idOn(day(4, 21))+59))
		after := database(t, steadyLog+fmt.Sprintf(lateRow,
			idOn(day(4, 21))+7)+"INSERT INTO outcomes SELECT 1000000 + id, was_late, seen FROM outcomes WHERE id = 0;")
		asked := until(day(4, 23), 15*time.Minute)
		if q != coverage {
			asked = until(day(4, 22), 15*time.Minute)
		}
		for nth := range 4 { // the statement, counted from the second hour on, at the end of which the rows land
			s := over(t, before, steadyModel)
			s.clock.at = asked.End.Add(20 * 24 * time.Hour)
			s.number(t, q, asked)
			s.clock.at = s.clock.at.Add(61 * time.Minute)
			s.number(t, q, asked)
			s.clock.at = s.clock.at.Add(23 * time.Hour) // everything is read again
			s.replaced.Store = &landing{Store: before, next: after, after: int64(nth)}
			s.number(t, q, asked)
			s.become(after)
			s.clock.at = s.clock.at.Add(61 * time.Minute)
			got := s.number(t, q, asked)
			if want := over(t, after, steadyModel).number(t, q, asked); got != want {
				t.Errorf("%s: rows landed in statement %d: %s, want %s", q, nth, got, want)
			}
		}
	}
}

// landing is a store whose tables change once it has run some statements, which may run side by side.
type landing struct {
	store.Store
	next  store.Store
	after int64 // the number of statements that still see the old tables
	run   atomic.Int64
}

func (l *landing) Query(ctx context.Context, q sqlast.Query, each func(store.Row) error) (store.Stats, error) {
	now := l.Store
	if l.run.Add(1) > l.after {
		now = l.next
	}
	return now.Query(ctx, q, each)
}

// Two replicas of Grafana read at different times. Once both have probed they say the same.
func TestTwoReplicasAgreeOnceBothHaveProbed(t *testing.T) {
	first, second := on(t, steadyLog, steadyModel), on(t, steadyLog, steadyModel)
	asked := until(day(4, 23), 15*time.Minute)
	script := steadyLog
	random := rand.New(rand.NewPCG(5, 8))
	queries := []string{weekRows, coverage, accurate, psi,
		`{"measures":[{"id":"mean"}],"target":"features","features":["x"],"window":"7d"}`,
		strings.Replace(weekRows, `{`, `{"filters":[{"key":"site","operator":"=","values":["a"]}],`, 1)}
	answers := func(s *stage) (list []string) {
		for _, q := range queries {
			for _, one := range s.over(t, q, asked).Series {
				p := last(t, one)
				list = append(list, fmt.Sprint(p.Stats[query.Value], p.Stats[query.Current], p.Stats[query.Baseline],
					p.Stats[query.Count]))
			}
		}
		return list
	}
	for hour := range 12 {
		id := idOn(day(4, 22)) - random.IntN(63*240)
		switch random.IntN(4) {
		case 0:
			script += fmt.Sprintf(lateRow, id)
		case 1:
			script += fmt.Sprintf(`DELETE FROM log WHERE id BETWEEN %d AND %d;`, id, id+random.IntN(300))
		case 2:
			script += fmt.Sprintf(fewLabels, id, id+random.IntN(300))
		case 3:
			script += fmt.Sprintf(`INSERT INTO outcomes SELECT id, NOT was_late, seen + INTERVAL 1 MINUTE FROM outcomes WHERE id BETWEEN %d AND %d;`, id, id+100)
		}
		now := database(t, script)
		first.become(now)
		second.become(now)
		for _, s := range []*stage{first, second} {
			s.clock.at = asked.End.Add(50*time.Hour + time.Duration(hour)*2*time.Hour +
				time.Duration(random.IntN(50))*time.Minute)
			answers(s)
		}
		later := asked.End.Add(50*time.Hour + time.Duration(hour)*2*time.Hour + 111*time.Minute)
		first.clock.at, second.clock.at = later, later
		a, b, fresh := answers(first), answers(second), answers(over(t, now, steadyModel))
		if !slices.Equal(a, b) || !slices.Equal(a, fresh) {
			t.Fatalf("hour %d: the replicas say\n%v\n%v\na new one says\n%v", hour, a, b, fresh)
		}
	}
}

// A clock that is set back does not keep what was read in what is now the future.
func TestAClockThatIsSetBackKeepsNothing(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	asked := until(day(4, 22), 15*time.Minute)
	s.clock.at = asked.End.Add(72 * time.Hour)
	s.number(t, dayRows, asked)
	s.become(database(t, steadyLog+fmt.Sprintf(lateRow, idOn(day(4, 21))+7)))
	s.clock.at = s.clock.at.Add(-48 * time.Hour)
	if got := s.number(t, dayRows, asked); got != "241" {
		t.Errorf("%s rows, want 241", got)
	}
}

func TestAnAnswerSaysWhenItsRowsWereRead(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	asked := until(day(4, 22), 15*time.Minute)
	began := asked.End.Add(48 * time.Hour)
	for _, c := range []struct{ after, readAt time.Duration }{
		{0, 0}, {59 * time.Minute, 0}, // as they were read
		{61 * time.Minute, 61 * time.Minute}, {90 * time.Minute, 61 * time.Minute}, // as a probe found them to be still
	} {
		s.clock.at = began.Add(c.after)
		if got := s.over(t, psi, asked).ReadAt; !got.Equal(began.Add(c.readAt)) {
			t.Errorf("%s later: read at %s, want %s", c.after, got.Sub(began), c.readAt)
		}
	}
}

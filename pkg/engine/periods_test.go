package engine

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// weeks are the candidates of a rolling baseline: n weeks that end with the 15th of April, newest first.
func weeks(n int) []window.Window {
	list := make([]window.Window, n)
	for j := range list {
		end := day(4, 15).AddDate(0, 0, -7*j)
		list[j] = window.Window{Interval: window.Interval{Start: end.AddDate(0, 0, -7), End: end}, Length: model.Duration{Days: 7}}
	}
	return list
}

func TestPeriodsAreChosenAmongTheCandidates(t *testing.T) {
	expected := []model.Expected{{From: model.NewDate("2024-04-03"), To: model.NewDate("2024-04-04"), Reason: "spring sale"}}
	for _, c := range []struct {
		name     string
		rows     map[int]float64 // by candidate; 1,000 where it is not named
		expected []model.Expected
		chosen   []int
		notices  []string
	}{
		{name: "the newest that are wanted", chosen: []int{0, 1, 2}},
		{name: "a documented one is replaced", expected: expected, chosen: []int{0, 2, 3},
			notices: []string{"the baseline leaves out 2024-04-01 to 2024-04-08: documented: spring sale"}},
		{name: "one with few rows is replaced", rows: map[int]float64{0: 99}, chosen: []int{1, 2, 3},
			notices: []string{"the baseline leaves out 2024-04-08 to 2024-04-15: only 99 rows"}},
		{name: "just enough rows", rows: map[int]float64{0: 100}, chosen: []int{0, 1, 2}},
		{name: "a gap is replaced in silence", rows: map[int]float64{1: 0}, chosen: []int{0, 2, 3}},
		{name: "no farther back than there are candidates", rows: map[int]float64{0: 1, 1: 2, 2: 3, 3: 4}, chosen: []int{4, 5},
			notices: []string{"the baseline leaves out 2024-04-08 to 2024-04-15: only 1 rows",
				"the baseline leaves out 2024-04-01 to 2024-04-08: only 2 rows",
				"the baseline leaves out 2024-03-25 to 2024-04-01: only 3 rows",
				"the baseline leaves out 2024-03-18 to 2024-03-25: only 4 rows"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &model.Model{Timezone: "UTC", Expected: c.expected}
			candidates := weeks(6)
			rows := func(i window.Interval) float64 {
				for j, candidate := range candidates {
					if n, special := c.rows[j]; special && candidate.Start.Equal(i.Start) {
						return n
					}
				}
				return 1000
			}
			v := view{baseline: window.Baseline{Candidates: candidates, Wanted: 3, Needed: 2}}
			chosen, notices, err := v.periods(m, model.BaselineRolling, rowsIn{rows, never}, 100)
			if err != nil {
				t.Fatal(err)
			}
			var want []window.Interval
			for _, j := range c.chosen {
				want = append(want, candidates[j].Interval)
			}
			if fmt.Sprint(chosen) != fmt.Sprint(want) {
				t.Errorf("chose %v, want %v", chosen, want)
			}
			if got, want := strings.Join(texts(notices), "\n"), strings.Join(c.notices, "\n"); got != want {
				t.Errorf("the notices are\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestOtherBaselinesTakeWhateverTheyAre(t *testing.T) {
	v := view{baseline: window.Baseline{Candidates: weeks(1), Wanted: 1, Needed: 1}}
	m := &model.Model{Timezone: "UTC", Expected: []model.Expected{{From: model.NewDate("2024-01-01"), To: model.NewDate("2025-01-01")}}}
	none := func(window.Interval) float64 { return 0 }
	for _, kind := range []model.BaselineKind{model.BaselineFixed, model.BaselinePrevious, model.BaselineOffset} {
		chosen, notices, err := v.periods(m, kind, rowsIn{none, never}, 100)
		if err != nil || len(chosen) != 1 || len(notices) != 0 {
			t.Errorf("%s: %v, %v, %v; want the one period and no notice", kind, chosen, notices, err)
		}
	}
}

const meanOfX = `{"measures":[{"id":"mean"}],"target":"features","features":["x"],"window":"7d"}`

// The week before the current one is documented, the one before that nearly empty: two earlier ones stand in, and a
// second statement reads them.
func TestLeftOutPeriodsAreNamedAndReplaced(t *testing.T) {
	s := on(t, steadyLog+`DELETE FROM log WHERE log.at >= '2024-04-01' AND log.at < '2024-04-08' AND id % 100 <> 0`,
		steadyModel+"  expected: [{ from: 2024-04-08, to: 2024-04-09, reason: new prices }]\n")
	var series Series
	if n := s.reads(func() { series = the(t, s.ask(t, meanOfX)) }); n != 3 {
		t.Errorf("%d statements, want the reference's, the scan, and one for the spare periods", n)
	}
	if len(series.Compare.Baseline) != 8 {
		t.Fatalf("%d periods, want 8", len(series.Compare.Baseline))
	}
	newest, oldest := series.Compare.Baseline[0], series.Compare.Baseline[7]
	if !newest.Start.Equal(day(3, 25)) || !oldest.Start.Equal(day(2, 5)) {
		t.Errorf("the periods run from %s to %s, want 2024-02-05 to 2024-04-01", oldest.Start, newest.End)
	}
	want := []string{"the baseline leaves out 2024-04-08 to 2024-04-15: documented: new prices",
		"the baseline leaves out 2024-04-01 to 2024-04-08: only 17 rows"}
	if got := texts(series.Compare.Notices); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the notices are %q, want %q", got, want)
	}
	point := last(t, series)
	if got := point.Stats[query.BaselineCount]; got != 8*7*240 {
		t.Errorf("the baseline holds %v values, want %d", got, 8*7*240)
	}
	if point.Stats[query.BaselineStart] != float64(day(2, 5).Unix()) || point.Stats[query.BaselineEnd] != float64(day(4, 1).Unix()) {
		t.Errorf("the baseline's stats run from %v to %v", point.Stats[query.BaselineStart], point.Stats[query.BaselineEnd])
	}
}

func TestTooFewPeriodsGiveNoBaseline(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	// Up to the 29th of January three full weeks lie before the current one.
	r := window.Range{Start: day(1, 22), End: day(1, 29).Add(15 * time.Minute)}
	series := the(t, s.over(t, meanOfX, r))
	point := last(t, series)
	for _, stat := range []query.Stat{query.Baseline, query.Change, query.Verdict, query.Sigma, query.BaselineCount} {
		if x, ok := point.Stats[stat]; ok {
			t.Errorf("%s is %v without a baseline", stat, x)
		}
	}
	if point.Stats[query.Current] == 0 || point.Stats[query.Count] != 7*240 {
		t.Errorf("the current window is lost too: %v", point.Stats)
	}
	want := `baseline "rolling" has 3 periods with enough rows, 4 are needed`
	if got := strings.Join(texts(series.Compare.Notices), "\n"); !strings.Contains(got, want) {
		t.Errorf("the notices are %q, want %q among them", got, want)
	}
	one := the(t, s.over(t, meanOfX, window.Range{Start: day(1, 29), End: day(2, 5).Add(15 * time.Minute)}))
	if _, ok := last(t, one).Stats[query.Baseline]; !ok || len(one.Compare.Baseline) != 4 {
		t.Errorf("with 4 periods the baseline is there: %v, %d periods", ok, len(one.Compare.Baseline))
	}
}

func TestAWindowInADocumentedPeriodSaysSo(t *testing.T) {
	s := on(t, steadyLog, steadyModel+"  expected: [{ from: 2024-04-21, to: 2024-05-01, reason: new prices }]\n")
	if got := last(t, the(t, s.ask(t, meanOfX))).Stats[query.ExpectedStat]; got != 1 {
		t.Errorf("expected is %v in a week whose last day is documented, want 1", got)
	}
	earlier := window.Range{Start: day(4, 8), End: day(4, 15).Add(15 * time.Minute)}
	if got := last(t, the(t, s.over(t, meanOfX, earlier))).Stats[query.ExpectedStat]; got != 0 {
		t.Errorf("expected is %v in the week before, want 0", got)
	}
}

// Lateness moves the window: a range that ends a minute before the last day has settled asks for the week before it.
func TestTheWindowEndsBeforeWhatMayStillArrive(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	early := week
	early.End = early.End.Add(-time.Minute)
	point := last(t, the(t, s.over(t, meanOfX, early)))
	if got := point.Stats[query.WindowEnd]; got != float64(day(4, 21).Unix()) {
		t.Errorf("the window ends at %s, want 2024-04-21", time.Unix(int64(got), 0).UTC())
	}
	if point.Stats[query.RangeStart] != float64(early.Start.Unix()) || point.Stats[query.RangeEnd] != float64(early.End.Unix()) {
		t.Errorf("the range asked for is lost: %v to %v", point.Stats[query.RangeStart], point.Stats[query.RangeEnd])
	}
	accuracy := last(t, the(t, s.ask(t, `{"measures":[{"id":"accuracy"}],"window":"7d"}`)))
	if got := accuracy.Stats[query.WindowEnd]; got != float64(day(4, 21).Unix()) {
		t.Errorf("a performance window ends at %s, want a horizon of a day earlier", time.Unix(int64(got), 0).UTC())
	}
	if got := accuracy.Stats[query.Current]; got != 0.75 {
		t.Errorf("accuracy is %v; three of four labels are right", got)
	}
}

// never is of a log that began before every baseline.
func never(window.Interval) bool { return false }

package engine

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/query"
	"leeway/pkg/window"
)

const meanOfX = `{"measures":[{"id":"mean"}],"target":"features","features":["x"],"window":"7d"}`

// The week before the current one is documented, and the one before that was an incident: two earlier ones stand in.
func TestLeftOutPeriodsAreNamedAndReplaced(t *testing.T) {
	s := on(t, steadyLog+`UPDATE log SET x = x / 3 WHERE log.at >= '2024-04-01' AND log.at < '2024-04-08'`,
		steadyModel+"  expected: [{ from: 2024-04-08, to: 2024-04-09, reason: new prices }]\n")
	series := the(t, s.ask(t, meanOfX))
	if len(series.Compare.Baseline) != 8 {
		t.Fatalf("%d periods, want 8", len(series.Compare.Baseline))
	}
	newest, oldest := series.Compare.Baseline[0], series.Compare.Baseline[7]
	if !newest.Start.Equal(day(3, 25)) || !oldest.Start.Equal(day(2, 5)) {
		t.Errorf("the periods run from %s to %s, want 2024-02-05 to 2024-04-01", oldest.Start, newest.End)
	}
	want := []string{"the baseline leaves out 2024-04-08 to 2024-04-15: documented: new prices",
		"mean of feature x: the baseline leaves out what was unusual itself: 2024-04-01 to 2024-04-08"}
	if got := texts(series.Compare.Notices); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the notices are %q, want %q", got, want)
	}
	point := last(t, series)
	if got := point.Stats[query.BaselineCount]; got != 8*7*240 {
		t.Errorf("the baseline holds %v values, want %d", got, 8*7*240)
	}
	if got := point.Stats[query.HistoryCount]; got != 12 {
		t.Errorf("%v earlier weeks tell what is usual, want 12", got)
	}
	if point.Stats[query.BaselineStart] != float64(day(2, 5).Unix()) ||
		point.Stats[query.BaselineEnd] != float64(day(4, 1).Unix()) {
		t.Errorf("the baseline's stats run from %v to %v", point.Stats[query.BaselineStart],
			point.Stats[query.BaselineEnd])
	}
}

func TestTooFewPeriodsGiveNoBaseline(t *testing.T) {
	s := on(t, steadyLog, steadyModel)
	// Up to the 29th of January three full weeks lie before the current one, and the model wants four.
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
	want := `baseline "rolling" has 3 periods that count, 4 are needed`
	if got := strings.Join(texts(series.Compare.Notices), "\n"); !strings.Contains(got, want) {
		t.Errorf("the notices are %q, want %q among them", got, want)
	}
	one := the(t, s.over(t, meanOfX, window.Range{Start: day(1, 29), End: day(2, 5).Add(15 * time.Minute)}))
	if _, ok := last(t, one).Stats[query.Baseline]; !ok || len(one.Compare.Baseline) != 4 {
		t.Errorf("with 4 periods the baseline is there: %v, %d periods", ok, len(one.Compare.Baseline))
	}
}

// Without a minimum of its own a log is judged from its second week on, and says how little that is.
func TestAYoungLogIsJudgedByWhatThereIs(t *testing.T) {
	s := on(t, steadyLog, strings.Replace(steadyModel, ", minPeriods: 4", "", 1))
	series := the(t, s.over(t, meanOfX, window.Range{Start: day(1, 8), End: day(1, 15).Add(15 * time.Minute)}))
	if verdict, ok := last(t, series).Stats[query.Verdict]; !ok || verdict != 0 {
		t.Errorf("the second week's verdict is %v (%v): %s", verdict, ok, last(t, series).Unjudged)
	}
	if got := strings.Join(texts(series.Compare.Notices), "\n"); !strings.Contains(got, "few earlier windows (1)") {
		t.Errorf("the notices are %q", got)
	}
	first := the(t, s.over(t, meanOfX, window.Range{Start: day(1, 1), End: day(1, 8).Add(15 * time.Minute)}))
	if why := last(t, first).Unjudged; !strings.Contains(why, "no earlier window counts") {
		t.Errorf("the first week is not judged because %q", why)
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
	if point.Stats[query.RangeStart] != float64(early.Start.Unix()) ||
		point.Stats[query.RangeEnd] != float64(early.End.Unix()) {
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

package engine

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leeway/pkg/query"
	"leeway/pkg/window"
)

// launchLog holds two versions. v1 logs alone from the 1st of January 2024 on and is right in three of four cases. From
// noon of the 4th of March v2 gets every tenth row, from the 11th all of them; it is right in nine of ten cases at
// first, from the 8th of April on in eight.
const launchLog = `CREATE TABLE raw AS SELECT i AS id, TIMESTAMP '2024-01-01' + INTERVAL 6 MINUTE * i AS at FROM range(0, 240 * 120) t(i);
CREATE TABLE versions AS SELECT *, CASE WHEN raw.at >= '2024-03-11' OR raw.at >= '2024-03-04 12:00' AND id % 10 = 3 THEN 'v2' ELSE 'v1' END AS version FROM raw;
CREATE TABLE log AS SELECT *, true AS said, CASE version WHEN 'v1' THEN id % 4 <> 0
	ELSE hash(id) % 10 >= CASE WHEN versions.at < '2024-04-08' THEN 1 ELSE 2 END END AS label FROM versions`

const launchModel = `
- id: launched
  task: binary
  log: { table: log, time: { column: at }, prediction: said%s }
  outcomes: { label: label }
`

func weekTo(end time.Time) window.Range { return window.Range{Start: end.AddDate(0, 0, -7), End: end} }

const sinceLaunch = `{"measures":[{"id":"accuracy"}],"window":"7d","baseline":"launch"}`

// The baseline launch is the first 28 full days of the version that logs in the window, and holds its rows alone.
func TestLaunchIsOfTheVersionInTheWindow(t *testing.T) {
	s := on(t, launchLog, fmt.Sprintf(launchModel, ", version: version"))
	for _, c := range []struct {
		name             string
		end              time.Time
		from, to         time.Time
		current, before  float64
		baselineCount    float64
		tolerance        float64
		notice           string
		comparedWithNone bool
	}{
		{name: "v2", end: day(4, 22), from: day(3, 5), to: day(4, 2), current: 0.8, before: 0.9, baselineCount: 240*22 +
			24*6, tolerance: 0.03,
			notice: `baseline "launch" is the first 28 full days of version v2`},
		{name: "v1, in an old window", end: day(2, 26), from: day(1, 1), to: day(1, 29), current: 0.75, before: 0.75,
			baselineCount: 240 * 28,
			tolerance:     1e-12, notice: `baseline "launch" is the first 28 full days of version v1`},
		{name: "v2 while it is young", end: day(3, 25), current: 0.9, tolerance: 0.03, comparedWithNone: true,
			notice: `baseline "launch": version v2 began on 2024-03-04: its first 28 full days end on 2024-04-02, after the window begins`},
		{name: "silence", end: day(6, 3), comparedWithNone: true, tolerance: 1,
			notice: `baseline "launch": the window has no rows, so the current version is not known`},
	} {
		t.Run(c.name, func(t *testing.T) {
			series := the(t, s.over(t, sinceLaunch, weekTo(c.end)))
			got := last(t, series).Stats
			if said := strings.Join(texts(series.Compare.Notices), "\n"); !strings.Contains(said, c.notice) {
				t.Errorf("the notices say %q, want %q", said, c.notice)
			}
			if x := got[query.Current]; x < c.current-c.tolerance || x > c.current+c.tolerance {
				t.Errorf("accuracy is %v, want about %v", x, c.current)
			}
			if _, compared := got[query.Change]; compared == c.comparedWithNone {
				t.Errorf("a change is there: %v", compared)
			}
			if c.comparedWithNone {
				return
			}
			if got[query.BaselineStart] != float64(c.from.Unix()) || got[query.BaselineEnd] != float64(c.to.Unix()) ||
				got[query.BaselineCount] != c.baselineCount {
				t.Errorf("compared with %v rows from %v to %v, want %v", got[query.BaselineCount],
					got[query.BaselineStart], got[query.BaselineEnd], c)
			}
			if x := got[query.Baseline]; x < c.before-c.tolerance || x > c.before+c.tolerance {
				t.Errorf("accuracy at launch is %v, want about %v", x, c.before)
			}
		})
	}
}

// Every point of a time series is the query whose window ends there, whichever version logged then.
func TestLaunchOverTime(t *testing.T) {
	s := on(t, launchLog, fmt.Sprintf(launchModel, ", version: version"))
	text := strings.Replace(sinceLaunch, "{", `{"format":"timeseries","every":"7d",`, 1)
	points := the(t, s.over(t, text, window.Range{Start: day(2, 12), End: day(4, 22)})).Points
	if len(points) < 9 {
		t.Fatalf("%d points", len(points))
	}
	for _, point := range points {
		alone := last(t, the(t, s.over(t, sinceLaunch, weekTo(point.At)))).Stats
		for _, stat := range []query.Stat{query.Current, query.Baseline, query.Change, query.BaselineStart, query.Count,
			query.BaselineCount} {
			x, there := point.Stats[stat]
			y, too := alone[stat]
			if x != y || there != too {
				t.Errorf("at %v %s is %v (%v), alone %v (%v)", point.At, stat, x, there, y, too)
			}
		}
	}
}

// When the log began is asked once; a model without versions has one launch, and segments are those of the baseline.
func TestLaunchOfALogWithoutVersions(t *testing.T) {
	s := on(t, launchLog, fmt.Sprintf(launchModel, ""))
	got := last(t, the(t, s.over(t, sinceLaunch, weekTo(day(4, 22))))).Stats
	if got[query.BaselineStart] != float64(day(1, 1).Unix()) || got[query.BaselineCount] != 240*28 {
		t.Errorf("compared with %v", got)
	}
	before := s.statements.Load()
	s.over(t, strings.Replace(sinceLaunch, "accuracy", "recall", 1), weekTo(day(4, 22)))
	if n := s.statements.Load() - before; n != 0 {
		t.Errorf("asking again ran %d statements", n)
	}
	breakdown := s.over(t,
		`{"queryType":"segments","measures":[{"id":"accuracy"}],"window":"7d","baseline":{"kind":"launch"}}`, weekTo(day(4, 22)))
	if len(breakdown.Breakdowns) != 1 || breakdown.Breakdowns[0].Effects == nil {
		t.Errorf("segments against the launch: %+v", breakdown.Breakdowns)
	}
	anchored := s.over(t, `{"queryType":"policy","policy":"accuracy-anchored"}`, weekTo(day(4, 22)))
	if got, ok := last(t, the(t, anchored)).Stats[query.Breach]; !ok || got > 0 {
		t.Errorf("accuracy rose since the log began: breach %v (%v)", got, ok)
	}
}

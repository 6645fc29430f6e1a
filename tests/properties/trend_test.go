package properties

import (
	"fmt"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/query"
)

// points checks every point of an ask's time series against the table whose window ends there, and returns whether any
// was computed.
func points(t *testing.T, e *engine.Engine, a ask, window string, from, to time.Time) bool {
	t.Helper()
	// A series is compared with earlier windows where its stat follows from them; then all stats do.
	stat := query.Baseline
	if m, _ := measure.Lookup(a.measure); m.TwoSample() {
		stat = query.UsualLow
	}
	trend := answer(t, e, a.query(fmt.Sprintf(`"format":"timeseries","stats":[%q],%s`, stat, window)), from, to)
	if trend == nil {
		return false
	}
	computed := false
	for i, series := range trend.Series {
		// Windows of outcomes end a horizon before the range does.
		last := series.Points[len(series.Points)-1].At
		horizon := 0
		for last.AddDate(0, 0, horizon).Before(to) {
			horizon++
		}
		for _, point := range series.Points {
			end := point.At.AddDate(0, 0, horizon)
			alone := answer(t, e, a.query(window), end.AddDate(0, 0, -7), end)
			if alone == nil || len(alone.Series) != len(trend.Series) {
				t.Fatalf("%s is a trend of %d series, and %v alone", a, len(trend.Series), alone)
			}
			same(t, a.String(), point, alone.Series[i].Points[0])
			computed = computed || len(point.Stats) > 0 && point.Reason == ""
		}
	}
	return computed
}

// A point of a time series is the answer of the query whose window ends at it, to the last digit of every stat, over
// the night in which the clocks change.
func TestEveryPointIsTheQueryWhoseWindowEndsThere(t *testing.T) {
	e := open(t)
	computed := map[ask]bool{}
	for _, a := range asks() {
		if points(t, e, a, `"window":"7d","every":"3d"`, day(3, 4), day(3, 19)) {
			computed[ask{measure: a.measure, target: a.target}] = true
		}
	}
	covered(t, computed)
}

// The same within a day, where windows are hours, in the night of 23 hours: the hour from 2 to 3 is not there.
func TestEveryHourIsTheQueryWhoseWindowEndsThere(t *testing.T) {
	e := open(t)
	for _, a := range []ask{{"binary", "rows", "log", ""}, {"binary", "mean", "features", ""},
		{"binary", "std", "score", ""},
		{"regression", "quantile", "latency", `,"p":0.9`}} {
		if !points(t, e, a, `"window":"3h","every":"1h"`, day(3, 9).Add(20*time.Hour), day(3, 10).Add(9*time.Hour)) {
			t.Errorf("%s was not computed", a)
		}
	}
}

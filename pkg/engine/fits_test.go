package engine

import (
	"strings"
	"testing"

	"leeway/pkg/query"
	"leeway/pkg/window"
)

// The log begins on 1 January. A query without a window compares the model's, one that says range the range.
func TestAnEmptyWindowIsTheModels(t *testing.T) {
	s := on(t, steadyLog, strings.Replace(steadyModel, "  task: binary", "  window: 3d\n  task: binary", 1))
	const twoWeeks = `{"measures":[{"id":"mean"}],"features":["x"],`
	for _, c := range []struct {
		rest string
		days float64
	}{
		{`"schemaVersion":2}`, 3}, {`"schemaVersion":2,"window":""}`, 3}, {`"schemaVersion":2,"window":"range"}`, 14},
		{`"schemaVersion":2,"window":"7d"}`, 7}, {`"schemaVersion":1}`, 14}, {`"window":""}`, 14},
		{`"schemaVersion":2,"format":"number","stats":["windowStart"]}`, 3},
		{`"schemaVersion":2,"format":"timeseries","every":"1d"}`, 1}, {`"format":"timeseries","every":"1d"}`, 1},
		{`"schemaVersion":2,"format":"timeseries","every":"7d","window":"range"}`, 14},
	} {
		point := last(t, the(t, s.over(t, twoWeeks+c.rest, window.Range{Start: day(4, 8), End: week.End})))
		if got := (point.Stats[query.WindowEnd] - point.Stats[query.WindowStart]) / 86400; got != c.days {
			t.Errorf("%s: the window has %v days, want %v", c.rest, got, c.days)
		}
	}
}

// A young log says which window fits, as a notice where it is judged and as the reason where it is not.
func TestAYoungLogNamesTheWindowThatFits(t *testing.T) {
	s := on(t, steadyLog, strings.Replace(steadyModel, ", minPeriods: 4", "", 1))
	settled := week.End.Sub(day(4, 22))
	young := the(t, s.over(t, meanOfX, window.Range{Start: day(1, 23), End: day(1, 30).Add(settled)}))
	const want = "7d × 5 windows need 35 days, the log has 29: 1d fits"
	if got := strings.Join(texts(young.Compare.Notices), "\n"); !strings.Contains(got, want) {
		t.Errorf("the notices are %q, want %q", got, want)
	}
	first := the(t, s.over(t, meanOfX, window.Range{Start: day(1, 1), End: day(1, 8).Add(settled)}))
	if why := last(t, first).Unjudged; !strings.HasSuffix(why, "7d × 5 windows need 35 days, the log has 7") {
		t.Errorf("the first week is not judged because %q", why)
	}
	old := the(t, s.over(t, meanOfX, week))
	if got := strings.Join(texts(old.Compare.Notices), "\n"); strings.Contains(got, "windows need") {
		t.Errorf("a log of 16 weeks says %q", got)
	}
}

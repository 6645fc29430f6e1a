package engine

import (
	"strings"
	"testing"

	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

func TestAWindowOfWhichTheLogHoldsTooFewNamesTheOneThatFits(t *testing.T) {
	weekly := model.Baseline{Kind: model.BaselineRolling, Every: model.Duration{Days: 7}}
	daily := model.Baseline{Kind: model.BaselineRolling, Every: model.Duration{Days: 1}}
	for _, c := range []struct {
		name         string
		days         int
		held         int
		b            model.Baseline
		season       string
		Requirements string
	}{
		{"a month in two months", 30, 60, daily, "", "30d × 5 windows need 150 days, the log has 60: 7d fits"},
		{"a month that steps by whole weeks", 30, 60, weekly, "",
			"30d × 5 windows that end 35d apart need 170 days, the log has 60: 7d fits"},
		{"a month in a log of five", 30, 150, daily, "", ""},
		{"a day less than five months", 30, 149, daily, "", "30d × 5 windows need 150 days, the log has 149: 28d fits"},
		{"a week in a month", 7, 30, weekly, "", "7d × 5 windows need 35 days, the log has 30: 2d fits"},
		{"a week in five", 7, 35, weekly, "", ""},
		{"a week in twelve days", 7, 12, daily, "", "7d × 5 windows need 35 days, the log has 12: 2d fits"},
		{"a day of the same weekdays", 1, 20, weekly, "",
			"1d × 5 windows that end 7d apart need 29 days, the log has 20"},
		{"a fixed baseline steps by weeks", 1, 20, model.Baseline{Kind: model.BaselineFixed}, "",
			"1d × 5 windows that end 7d apart need 29 days, the log has 20"},
		{"and by its windows without a season", 7, 20, model.Baseline{Kind: model.BaselineFixed}, model.SeasonNone,
			"7d × 5 windows need 35 days, the log has 20: 3d fits"},
		{"a window before the log", 7, -3, weekly, "", "7d × 5 windows need 35 days, the log has 0"},
	} {
		w := window.Window{Length: model.Duration{Days: c.days}}
		w.End = day(6, 1)
		got := tooLong(&model.Model{Season: c.season}, c.b, w, w.End.AddDate(0, 0, -c.held))
		if got != c.Requirements {
			t.Errorf("%s: it says %q, want %q", c.name, got, c.Requirements)
		}
	}
}

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

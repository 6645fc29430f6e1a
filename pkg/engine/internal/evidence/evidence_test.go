package evidence

import (
	"slices"
	"testing"
	"time"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

func TestAViewIsComparedWithTheRowsOfItsBaseline(t *testing.T) {
	log, table, first := &gather.SpanCounts{}, &gather.SpanCounts{}, &gather.SpanCounts{}
	v2 := resolve.View{}
	v2.Launched.Version = "v2"
	for _, c := range []struct {
		name string
		e    Evidence
		want *gather.SpanCounts
	}{
		{"the log", Evidence{Log: log}, log},
		{"a table", Evidence{Log: log, Table: table}, table},
		{"the first days of its version", Evidence{Log: log, Launches: map[string]*gather.SpanCounts{"v2": first}},
			first},
		{"another version alone began", Evidence{Log: log, Launches: map[string]*gather.SpanCounts{"v1": first}}, log},
	} {
		if c.e.Against(v2) != c.want {
			t.Errorf("%s: it is compared with other rows", c.name)
		}
	}
}

func TestAnIntervalIsEarlyWhereItBeginsBeforeTheFirstRow(t *testing.T) {
	day := func(d int) window.Interval {
		start := time.Date(2024, 5, d, 0, 0, 0, 0, time.UTC)
		return window.Interval{Start: start, End: start.AddDate(0, 0, 1)}
	}
	e := Evidence{Begin: day(2).Start.Add(time.Hour), Log: &gather.SpanCounts{
		Spans: []window.Interval{day(1), day(2), day(3)}}}
	three := gather.BySegment[plan.Count]{{Value: plan.Count{Rows: 3}}}
	e.Log.File(gather.RowsKey, []*gather.Part{{}, {Rows: three}, {}})
	for d, want := range map[int]bool{1: true, 2: false, 3: false} {
		if got := e.Early(day(d)); got != want {
			t.Errorf("the %d. of May: early is %v, want %v", d, got, want)
		}
	}
}

func TestMostRowsComeFirst(t *testing.T) {
	rows := map[plan.Segment]float64{"c": 5, "a": 5, "b": 9, "d": 1}
	if got := MostRows(rows, 3); !slices.Equal(got, []plan.Segment{"b", "a", "c"}) {
		t.Errorf("%v, want b, a, c", got)
	}
}

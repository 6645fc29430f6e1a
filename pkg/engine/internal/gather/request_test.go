package gather

import (
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// daily are the first days of 2024.
func daily(days ...int) []window.Interval {
	var list []window.Interval
	for _, d := range days {
		start := time.Date(2024, 1, d, 0, 0, 0, 0, time.UTC)
		list = append(list, window.Interval{Start: start, End: start.AddDate(0, 0, 1)})
	}
	return list
}

// ask is a request for columns by key.
func ask(spans []window.Interval, keys ...string) Request {
	var list []plan.Column
	for _, key := range keys {
		list = append(list, plan.Column{Key: key})
	}
	return newRequest(Predictions, Scope{Origin: Origin{Tables: catalog.Tables{Model: &model.Model{}}}}, nil, list,
		spans)
}

// described writes which columns are asked for in how many spans.
func described(r Request) string {
	var keys []string
	for _, c := range r.Columns {
		keys = append(keys, c.Key)
	}
	return strings.Join(keys, " ") + strings.Repeat(" |", len(r.Spans))
}

func TestARequestIsHalvedByColumnsThenBySpans(t *testing.T) {
	for name, c := range map[string]struct {
		whole         Request
		first, second string // "" where there are no halves
	}{
		"columns":               {ask(daily(1, 2), "x", "y", "z"), "x y | |", "z | |"},
		"rows are no column":    {ask(daily(1), RowsKey, "x", "y"), "rows x |", "y |"},
		"spans of one column":   {ask(daily(1, 2, 3), RowsKey, "x"), "rows x |", "rows x | |"},
		"one column in one day": {ask(daily(1), RowsKey, "x"), "", ""},
	} {
		first, second, ok := c.whole.halves()
		if ok != (c.first != "") || ok && (described(first) != c.first || described(second) != c.second) {
			t.Errorf("%s: halves %q and %q, %v", name, described(first), described(second), ok)
		}
	}
	alone := ask(nil, RowsKey, "feature:x").explain(fault.Newf(fault.TooLarge, "no memory"))
	if got := fault.As(alone); got.Kind != fault.TooLarge || got.Message != "feature x alone: no memory" {
		t.Errorf("a column that is too large alone: %v", alone)
	}
}

func TestWindowsThatOverlapAreCountedApart(t *testing.T) {
	days := daily(1, 2, 3)
	week := window.Interval{Start: days[0].Start, End: days[2].End}
	groups := disjoint([]window.Interval{days[2], week, days[0], days[0], days[1]})
	if len(groups) != 2 {
		t.Fatalf("%d groups, want 2: %v", len(groups), groups)
	}
	for _, group := range groups {
		for i := 1; i < len(group); i++ {
			if group[i].Start.Before(group[i-1].End) {
				t.Errorf("%v and %v overlap", group[i-1], group[i])
			}
		}
	}
}

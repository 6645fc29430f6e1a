package gather

import (
	"strings"
	"testing"
	"time"

	"leeway/pkg/fault"
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

// of are specs of columns by key.
func of(keys ...string) []partSpec {
	var list []partSpec
	for _, key := range keys {
		list = append(list, partSpec{key: key, column: plan.Column{Key: key}})
	}
	return list
}

// described writes which columns are missing in how many spans.
func described(m missing) string {
	var keys []string
	for _, s := range m.specs {
		keys = append(keys, s.key)
	}
	return strings.Join(keys, " ") + strings.Repeat(" |", len(m.spans))
}

func TestWhatIsMissingIsHalvedByColumnsThenBySpans(t *testing.T) {
	for name, c := range map[string]struct {
		whole         missing
		first, second string // "" where there are no halves
	}{
		"columns":               {missing{specs: of("x", "y", "z"), spans: daily(1, 2)}, "x y | |", "z | |"},
		"rows are no column":    {missing{specs: of(rowsPart, "x", "y"), spans: daily(1)}, "rows x |", "y |"},
		"spans of one column":   {missing{specs: of(rowsPart, "x"), spans: daily(1, 2, 3)}, "rows x |", "rows x | |"},
		"one column in one day": {missing{specs: of(rowsPart, "x"), spans: daily(1)}, "", ""},
	} {
		first, second, ok := c.whole.halves()
		if ok != (c.first != "") || ok && (described(first) != c.first || described(second) != c.second) {
			t.Errorf("%s: halves %q and %q, %v", name, described(first), described(second), ok)
		}
	}
	alone := missing{specs: of(rowsPart, "feature:x")}.explain(fault.Newf(fault.TooLarge, "no memory"))
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

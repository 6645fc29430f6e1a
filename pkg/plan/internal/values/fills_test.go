package values

import (
	"testing"
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// A scan leaves out the comparisons at its ends only where the bounds on the bare column say the same.
func TestSpansFillWhatTheBoundsKeep(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	local := func(month time.Month, d, hour, second int) time.Time {
		return time.Date(2024, month, d, hour, 0, second, 0, newYork)
	}
	spans := func(cuts ...time.Time) []window.Interval {
		var list []window.Interval
		for i := 1; i < len(cuts); i++ {
			list = append(list, window.Interval{Start: cuts[i-1], End: cuts[i]})
		}
		return list
	}
	whole := spans(local(3, 9, 0, 0), local(3, 10, 0, 0), local(3, 11, 0, 0)) // the second has 23 hours
	for _, c := range []struct {
		name  string
		time  TimeColumn
		spans []window.Interval
		want  bool
	}{
		{"days of an instant", TimeColumn{zone: time.UTC}, whole, true},
		{"days of a wall clock", TimeColumn{zone: newYork}, whole, true},
		{"seconds", TimeColumn{zone: time.UTC, unit: "s"}, whole, true},
		{"milliseconds", TimeColumn{zone: time.UTC, unit: "ms"}, whole, true},
		{"nanoseconds", TimeColumn{zone: time.UTC, unit: "ns"}, whole, true},
		{"a gap", TimeColumn{zone: time.UTC}, append(spans(local(3, 1, 0, 0), local(3, 2, 0, 0)), whole...), false},
		{"half a second of a column of seconds", TimeColumn{zone: time.UTC, unit: "s"},
			spans(local(3, 9, 0, 0).Add(time.Second/2), local(3, 10, 0, 0)), false},
		// The clock is set back between the two ends: on the wall the scan ends before it began.
		{"an hour that is shown twice", TimeColumn{zone: newYork},
			spans(local(11, 3, 1, 0).Add(30*time.Minute), local(11, 3, 1, 0).Add(70*time.Minute)), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.time.column = sqlast.Column{Name: "at", Type: sqlast.Timestamp}
			from, to := c.spans[0].Start, c.spans[len(c.spans)-1].End
			if got := c.time.Fills(c.time.SpanIndex(c.spans).Runs, from, to); got != c.want {
				t.Errorf("fills is %v, want %v", got, c.want)
			}
		})
	}
}

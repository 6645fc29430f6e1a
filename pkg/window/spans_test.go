package window_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/window"
)

// hours are intervals in hours after the start of a UTC day.
func hours(pairs ...int) []window.Interval {
	start := time.Date(2013, 6, 1, 0, 0, 0, 0, time.UTC)
	var list []window.Interval
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, window.Interval{Start: start.Add(time.Duration(pairs[i]) * time.Hour),
			End: start.Add(time.Duration(pairs[i+1]) * time.Hour)})
	}
	return list
}

func TestOverlappingIntervalsAreCutWhereEitherBeginsOrEnds(t *testing.T) {
	for _, c := range []struct {
		name      string
		intervals []window.Interval
		daily     bool
		want      []window.Interval
	}{
		{"none", nil, true, nil},
		{"an empty one", hours(3, 3), true, nil},
		{"apart", hours(10, 12, 1, 2), false, hours(1, 2, 10, 12)},
		{"overlapping", hours(1, 10, 5, 20), false, hours(1, 5, 5, 10, 10, 20)},
		{"inside", hours(1, 20, 5, 6), false, hours(1, 5, 5, 6, 6, 20)},
		{"a gap behind a long one", hours(1, 20, 5, 6, 30, 31), false, hours(1, 5, 5, 6, 6, 20, 30, 31)},
		{"twice the same", hours(1, 2, 1, 2), false, hours(1, 2)},
		{"by day", hours(12, 50), true, hours(12, 24, 24, 48, 48, 50)},
		{"by day on midnights", hours(0, 48), true, hours(0, 24, 24, 48)},
	} {
		if diff := cmp.Diff(c.want, window.Atoms(c.intervals, c.daily, time.UTC)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestDaysOfEqualWidthAreOneRun(t *testing.T) {
	week := window.Interval{Start: at(t, "America/New_York", "2013-03-07"),
		End: at(t, "America/New_York", "2013-03-14")}
	days := window.Atoms([]window.Interval{week}, true, week.Start.Location())
	if len(days) != 7 {
		t.Fatalf("a week has %d days", len(days))
	}
	const hour = int64(time.Hour / time.Microsecond)
	start := week.Start.UnixMicro()
	want := []window.Run{
		{Start: start, End: start + 72*hour, Width: 24 * hour, First: 0},
		{Start: start + 72*hour, End: start + 95*hour, Width: 23 * hour, First: 3}, // the night the clock goes forward
		{Start: start + 95*hour, End: start + 167*hour, Width: 24 * hour, First: 4},
	}
	if diff := cmp.Diff(want, window.Runs(days, nil)); diff != "" {
		t.Errorf("runs of instants (-want +got):\n%s", diff)
	}
	local := time.Date(2013, 3, 7, 0, 0, 0, 0, time.UTC).UnixMicro()
	want = []window.Run{{Start: local, End: local + 168*hour, Width: 24 * hour, First: 0}}
	if diff := cmp.Diff(want, window.Runs(days, week.Start.Location())); diff != "" {
		t.Errorf("runs of local naive timestamps (-want +got):\n%s", diff)
	}
}

func TestAGapBetweenSpansEndsTheRun(t *testing.T) {
	start := hours(0, 1)[0].Start.UnixMicro()
	const hour = int64(time.Hour / time.Microsecond)
	want := []window.Run{{Start: start, End: start + hour, Width: hour, First: 0},
		{Start: start + 2*hour, End: start + 4*hour, Width: hour, First: 1}}
	if diff := cmp.Diff(want, window.Runs(hours(0, 1, 2, 3, 3, 4), nil)); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
}

func TestTheHourThatIsShownTwiceCountsOnceInNaiveTime(t *testing.T) {
	loc := at(t, "America/New_York", "2013-11-03").Location()
	night := window.Interval{Start: at(t, "America/New_York", "2013-11-03"),
		End: at(t, "America/New_York", "2013-11-03 04:00")}
	var spans []window.Interval
	for s := night.Start; s.Before(night.End); s = s.Add(time.Hour) {
		spans = append(spans, window.Interval{Start: s, End: s.Add(time.Hour)})
	}
	if len(spans) != 5 {
		t.Fatalf("the night has %d hours, want 5", len(spans))
	}
	const hour = int64(time.Hour / time.Microsecond)
	midnight := time.Date(2013, 11, 3, 0, 0, 0, 0, time.UTC).UnixMicro()
	want := []window.Run{
		{Start: midnight, End: midnight + hour, Width: hour, First: 0},
		// span 1, the first 1:00, has no time left
		{Start: midnight + hour, End: midnight + 4*hour, Width: hour, First: 2},
	}
	if diff := cmp.Diff(want, window.Runs(spans, loc)); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
	if slices.ContainsFunc(window.Runs(spans, loc), func(r window.Run) bool { return r.Start >= r.End }) {
		t.Error("a run is empty")
	}
}

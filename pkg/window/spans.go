package window

import (
	"cmp"
	"slices"
	"time"
)

// Atoms cuts the time that the intervals cover into disjoint spans, sorted, such that every interval is a union of
// spans. With daily the spans also end at every midnight of loc. Rows counted by span serve all the intervals at once.
func Atoms(intervals []Interval, daily bool, loc *time.Location) []Interval {
	sorted := slices.SortedFunc(slices.Values(intervals), compareIntervals)
	// the windows of a series share their histories
	sorted = slices.CompactFunc(sorted, func(a, b Interval) bool { return compareIntervals(a, b) == 0 })
	var cuts []time.Time
	for _, i := range sorted {
		if !i.Start.Before(i.End) {
			continue
		}
		cuts = append(cuts, i.Start, i.End)
		if daily {
			cuts = append(cuts, midnights(i, loc)...)
		}
	}
	slices.SortFunc(cuts, time.Time.Compare)
	cuts = slices.CompactFunc(cuts, time.Time.Equal)
	var spans []Interval
	var reach time.Time // the farthest end of the intervals that started at or before the span
	next := 0
	for k := 1; k < len(cuts); k++ {
		span := Interval{cuts[k-1], cuts[k]}
		for ; next < len(sorted) && !sorted[next].Start.After(span.Start); next++ {
			if sorted[next].End.After(reach) {
				reach = sorted[next].End
			}
		}
		if !span.End.After(reach) {
			spans = append(spans, span)
		}
	}
	return spans
}

// compareIntervals orders intervals by start, then by end.
func compareIntervals(a, b Interval) int {
	return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End))
}

// Days lists the whole local days that hold the interval, in order.
func Days(i Interval, loc *time.Location) []Interval {
	from, to := midnight(i.Start.In(loc)), midnight(i.End.In(loc))
	if to.Before(i.End) {
		y, m, d := i.End.In(loc).Date()
		to = dayStart(y, m, d+1, loc)
	}
	return Atoms([]Interval{{from, to}}, true, loc)
}

// midnights lists the starts of local days strictly inside an interval.
func midnights(i Interval, loc *time.Location) []time.Time {
	var list []time.Time
	y, m, d := i.Start.In(loc).Date()
	for {
		d++
		t := dayStart(y, m, d, loc)
		if !t.Before(i.End) {
			return list
		}
		list = append(list, t)
	}
}

// Run is a stretch of spans of equal width, in microseconds since 1970: t in [Start, End) lies in span number
// First + ⌊(t − Start) / Width⌋.
type Run struct {
	Start, End, Width int64
	First             int64
}

// Runs writes sorted, disjoint spans as few runs. Zone is that of a column of naive timestamps: the runs are then in
// its wall clock read as UTC. Where that clock was set back it shows some times twice; they count once, in one of the
// spans that show them, and a span that no time is left for is dropped. A nil zone means instants.
func Runs(spans []Interval, zone *time.Location) []Run {
	if zone == nil {
		zone = time.UTC
	}
	var runs []Run
	reached := int64(minMicros)
	for n, s := range spans {
		start := max(wall(s.Start.In(zone)).UnixMicro(), reached)
		end := wall(s.End.In(zone)).UnixMicro()
		if start >= end {
			continue
		}
		reached = end
		if k := len(runs) - 1; k >= 0 && runs[k].extends(start, end, int64(n)) {
			runs[k].End = end
			continue
		}
		runs = append(runs, Run{Start: start, End: end, Width: end - start, First: int64(n)})
	}
	return runs
}

const minMicros = -1 << 63

// extends reports whether span n, from start to end, continues the run.
func (r Run) extends(start, end, n int64) bool {
	return start == r.End && end-start == r.Width && n == r.First+(r.End-r.Start)/r.Width
}

package gather

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// ContentOf is the content of what is merged of segments and keys over intervals. ok is false where parts alone do not
// tell it: distinct values are counted by window, and an interval without spans has no parts.
func (b *SpanCounts) ContentOf(segments []plan.Segment, keys []string,
	intervals ...window.Interval) (c derived.Content, ok bool) {
	if len(b.windows) > 0 {
		return c, false
	}
	d := derived.NewDigest()
	d.Text(fmt.Sprintf("%q|%q", segments, keys))
	for _, i := range intervals {
		for j := b.firstIn(i); j < len(b.Spans) && (b.Spans[j] == window.Interval{} ||
			b.Spans[j].Start.Before(i.End)); j++ {
			if !Within(b.Spans[j], []window.Interval{i}) {
				continue
			}
			ok = true
			for _, key := range keys {
				d.Number(b.part(key, j).id)
			}
		}
	}
	return d.Sum(), ok
}

// Digest takes in all spans, and all parts that were filed.
func (b *SpanCounts) Digest(d *derived.Digest) {
	for _, span := range b.Spans {
		d.Times(span.Start, span.End)
	}
	for _, key := range append(slices.Sorted(maps.Keys(b.specs)), RowParts...) {
		d.Text(key)
		d.Flag(b.HoldsIntegers(key))
		for j := range b.Spans {
			d.Number(b.part(key, j).id)
		}
	}
	for _, id := range b.wholes {
		d.Number(id)
	}
}

// firstIn is the first span that may lie inside an interval.
func (b *SpanCounts) firstIn(i window.Interval) int {
	if len(b.Spans) == 1 {
		return 0 // a table without times has one
	}
	j, _ := slices.BinarySearchFunc(b.Spans, i.Start,
		func(s window.Interval, at time.Time) int { return s.Start.Compare(at) })
	return j
}

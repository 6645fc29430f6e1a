package gather

import (
	"testing"
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// day is the start of a day of 2024, UTC.
func day(month time.Month, d int) time.Time { return time.Date(2024, month, d, 0, 0, 0, 0, time.UTC) }

func partsWith(ids ...uint64) (parts []*Part) {
	for _, id := range ids {
		parts = append(parts, &Part{id: id})
	}
	return parts
}

func TestContentsAreToldApartByTheirParts(t *testing.T) {
	days := window.Days(window.Interval{Start: day(1, 1), End: day(1, 4)}, time.UTC)
	filed := func(ids ...uint64) *SpanCounts {
		b := newSpanCounts(days)
		b.addColumns([]plan.Column{{Key: "x"}, {Key: "y"}})
		b.File("x", partsWith(ids...))
		return b
	}
	none, all := []plan.Segment{""}, window.Interval{Start: day(1, 1), End: day(1, 4)}
	found := map[derived.Content]string{}
	for _, c := range []struct {
		name     string
		book     *SpanCounts
		segments []plan.Segment
		keys     []string
		over     []window.Interval
	}{
		{"three days", filed(1, 2, 3), none, []string{"x"}, []window.Interval{all}},
		{"two of them", filed(1, 2, 3), none, []string{"x"}, []window.Interval{{Start: day(1, 1), End: day(1, 3)}}},
		{"the other two", filed(1, 2, 3), none, []string{"x"}, []window.Interval{{Start: day(1, 2), End: day(1, 4)}}},
		{"one was read again", filed(1, 4, 3), none, []string{"x"}, []window.Interval{all}},
		{"another column", filed(1, 2, 3), none, []string{"y"}, []window.Interval{all}},
		{"both columns", filed(1, 2, 3), none, []string{"x", "y"}, []window.Interval{all}},
		{"a segment", filed(1, 2, 3), []plan.Segment{plan.NewSegment("a")}, []string{"x"}, []window.Interval{all}},
		{"two segments", filed(1, 2, 3), []plan.Segment{plan.NewSegment("a"), plan.NewSegment("b")}, []string{"x"},
			[]window.Interval{all}},
	} {
		of, ok := c.book.ContentOf(c.segments, c.keys, c.over...)
		if other, taken := found[of]; taken || !ok {
			t.Errorf("%s: %v, the same as %q", c.name, ok, other)
		}
		found[of] = c.name
	}
	if _, ok := filed(1, 2, 3).ContentOf(none, []string{"x"}, window.Interval{Start: day(2, 1), End: day(2, 2)}); ok {
		t.Error("an interval without parts has a content")
	}
}

func TestDigestsAreToldApartByAnyPart(t *testing.T) {
	days := window.Days(window.Interval{Start: day(1, 1), End: day(1, 4)}, time.UTC)
	digest := func(spans []window.Interval, change func(*SpanCounts)) derived.Content {
		b := newSpanCounts(spans)
		b.addColumns([]plan.Column{{Key: "x"}})
		change(b)
		d := derived.NewDigest()
		b.Digest(d)
		return d.Sum()
	}
	found := map[derived.Content]string{}
	for _, c := range []struct {
		name   string
		spans  []window.Interval
		change func(*SpanCounts)
	}{
		{"nothing was filed", days, func(*SpanCounts) {}},
		{"a part of the column", days, func(b *SpanCounts) { b.File("x", partsWith(1, 0, 0)) }},
		{"of the next day", days, func(b *SpanCounts) { b.File("x", partsWith(0, 1, 0)) }},
		{"another part", days, func(b *SpanCounts) { b.File("x", partsWith(2, 0, 0)) }},
		{"rows", days, func(b *SpanCounts) { b.File(RowsKey, partsWith(1, 0, 0)) }},
		{"another column", days, func(b *SpanCounts) { b.addColumns([]plan.Column{{Key: "y"}}) }},
		{"values of a window", days, func(b *SpanCounts) { b.wholes = []uint64{1} }},
		{"two days", days[:2], func(*SpanCounts) {}},
	} {
		of := digest(c.spans, c.change)
		if other, taken := found[of]; taken {
			t.Errorf("%s: the same as %q", c.name, other)
		}
		found[of] = c.name
	}
}

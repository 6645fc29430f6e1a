package engine

import (
	"fmt"
	"slices"
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// book holds the parts of some spans; it answers for any interval made of whole spans.
type book struct {
	spans   []window.Interval
	rows    []map[plan.Segment]plan.Count // by span
	columns map[string][]map[plan.Segment]*summary.Column
	raw     []map[plan.Segment]plan.Count // rows as logged; nil where not asked for
	joint   []map[plan.Segment]*summary.Outcomes
	windows map[window.Interval]map[string]map[plan.Segment]*summary.Column // read as wholes, by column
	specs   map[string]plan.Column
	names   *classNames         // of predictions and labels; nil: they are numbers
	ids     map[string][]uint64 // of the parts that were filed, by key and span; 0: none was
	derived *derived.Cache      // where what is merged is kept; nil: nowhere
}

func newBook(spans []window.Interval, columns []plan.Column) *book {
	b := &book{spans: spans, rows: make([]map[plan.Segment]plan.Count, len(spans)),
		columns: map[string][]map[plan.Segment]*summary.Column{},
		joint:   make([]map[plan.Segment]*summary.Outcomes, len(spans)), specs: map[string]plan.Column{},
		windows: map[window.Interval]map[string]map[plan.Segment]*summary.Column{}, ids: map[string][]uint64{}}
	for _, key := range rowParts {
		b.ids[key] = make([]uint64, len(spans))
	}
	for _, c := range columns {
		b.columns[c.Key] = make([]map[plan.Segment]*summary.Column, len(spans))
		b.specs[c.Key], b.ids[c.Key] = c, make([]uint64, len(spans))
	}
	return b
}

// setColumn files a part under its column.
func (b *book) setColumn(key string, span int, p part) {
	if b.ids[key][span] = p.id; key == rowsPart {
		b.rows[span] = p.rows
		return
	}
	b.columns[key][span] = p.column
}

// summary merges the counts of one segment over the spans that lie inside the intervals: rows, outcomes, and the
// columns named, which are there even when nothing was counted.
func (b *book) summary(segment plan.Segment, columns []string, intervals ...window.Interval) (*summary.Summary, error) {
	merged := summary.New()
	for _, column := range columns {
		if spec, ok := b.specs[column]; ok {
			merged.Columns[column] = spec.Empty()
		}
	}
	for j, span := range b.spans {
		if !within(span, intervals) {
			continue
		}
		if c, ok := b.rows[j][segment]; ok {
			merged.Rows += c.Rows
			merged.Latest = max(merged.Latest, c.Latest)
		}
		for column, into := range merged.Columns {
			if c, ok := b.columns[column][j][segment]; ok {
				if err := into.Add(c); err != nil {
					return nil, err
				}
			}
		}
		if b.raw != nil {
			merged.Raw += b.raw[j][segment].Rows
		}
		if o, ok := b.joint[j][segment]; ok {
			if merged.Outcomes == nil {
				merged.Outcomes = &summary.Outcomes{}
			}
			merged.Outcomes.Add(o)
		}
	}
	merged.Outcomes = b.names.readOutcomes(merged.Outcomes)
	b.names.readPredictions(merged.Columns[plan.PredictionKey])
	return merged, b.addDistinct(merged, segment, intervals)
}

// within reports whether a span lies inside one of the intervals; a table's timeless span always does.
func within(span window.Interval, intervals []window.Interval) bool {
	if span == (window.Interval{}) {
		return true
	}
	return slices.ContainsFunc(intervals, func(i window.Interval) bool {
		return !span.Start.Before(i.Start) && !span.End.After(i.End)
	})
}

// total is the number of rows of all segments within an interval.
func (b *book) total(i window.Interval) float64 {
	var rows float64
	for _, n := range b.segments(i) {
		rows += n
	}
	return rows
}

// segments lists the segments that have rows within the intervals, with their rows.
func (b *book) segments(intervals ...window.Interval) map[plan.Segment]float64 {
	rows := map[plan.Segment]float64{}
	for j, span := range b.spans {
		if within(span, intervals) {
			for segment, c := range b.rows[j] {
				rows[segment] += c.Rows
			}
		}
	}
	return rows
}

// rowParts are the keys of the parts of a span that belong to no column.
var rowParts = []string{rowsPart, rawPart, jointPart}

// contentOf is the content of what is merged of segments and keys over intervals. ok is false where parts alone do not tell it: distinct
// values are counted by window, and an interval without spans has no parts.
func (b *book) contentOf(segments []plan.Segment, keys []string, intervals ...window.Interval) (c derived.Content, ok bool) {
	if len(b.windows) > 0 {
		return c, false
	}
	d := derived.NewDigest()
	d.Text(fmt.Sprintf("%q|%q", segments, keys))
	for _, i := range intervals {
		for j := b.firstIn(i); j < len(b.spans) && (b.spans[j] == window.Interval{} || b.spans[j].Start.Before(i.End)); j++ {
			if !within(b.spans[j], []window.Interval{i}) {
				continue
			}
			ok = true
			for _, key := range keys {
				if ids := b.ids[key]; ids != nil {
					d.Number(ids[j])
				}
			}
		}
	}
	return d.Sum(), ok
}

// firstIn is the first span that may lie inside an interval.
func (b *book) firstIn(i window.Interval) int {
	if len(b.spans) == 1 {
		return 0 // a table without times has one
	}
	j, _ := slices.BinarySearchFunc(b.spans, i.Start, func(s window.Interval, at time.Time) int { return s.Start.Compare(at) })
	return j
}

package gather

import (
	"slices"
	"sync"
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/classes"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// SpanCounts holds the parts of some spans; it answers for any interval made of whole spans.
type SpanCounts struct {
	Spans   []window.Interval
	parts   map[string][]*Part                                        // by column, which may be of RowParts, and span
	windows map[window.Interval]map[string]BySegment[summary.Compact] // read as wholes, by column
	specs   map[string]plan.Column
	source  plan.Source    // that was counted
	Names   *classes.Names // of predictions and labels; nil: they are numbers
	filing  sync.Mutex     // kinds of counts are filed side by side
	wholes  []uint64       // ids of the parts of windows
	Derived *derived.Cache // where what is merged is kept; nil: nowhere
}

func newSpanCounts(spans []window.Interval) *SpanCounts {
	return &SpanCounts{Spans: spans, specs: map[string]plan.Column{},
		windows: map[window.Interval]map[string]BySegment[summary.Compact]{}}
}

// RowParts are the keys of the parts of a span that belong to no column.
var RowParts = []string{RowsKey, rawKey, JointKey}

// rawKey is the key of rows as they were logged.
const rawKey = "|raw"

// addColumns notes columns, which are there even when nothing was counted.
func (b *SpanCounts) addColumns(columns []plan.Column) {
	for _, c := range columns {
		b.specs[c.Key] = c
	}
}

// File puts the parts of a column where an answer finds them, one for each span. They are not changed.
func (b *SpanCounts) File(key string, parts []*Part) {
	b.filing.Lock()
	defer b.filing.Unlock()
	if b.parts == nil {
		b.parts = map[string][]*Part{}
	}
	b.parts[key] = parts
}

// notAsked stands for parts that were not asked for.
var notAsked = &Part{}

// part returns the part of a column in a span.
func (b *SpanCounts) part(key string, span int) *Part {
	if parts := b.parts[key]; parts != nil {
		return parts[span]
	}
	return notAsked
}

// Rows is how many rows a span holds, by segment.
func (b *SpanCounts) Rows(span int) BySegment[plan.Count] { return b.part(RowsKey, span).Rows }

// Joint are a span's predictions against labels, by segment.
func (b *SpanCounts) Joint(span int) BySegment[summary.CompactOutcomes] {
	return b.part(JointKey, span).Joint
}

// HoldsIntegers reports whether a column holds whole numbers alone, by its type; also where it was not counted, as it
// then holds nothing.
func (b *SpanCounts) HoldsIntegers(key string) bool {
	spec, ok := b.specs[key]
	return !ok || plan.HoldsIntegers(spec, b.source)
}

// Summary merges the counts of one segment over the spans that lie inside the intervals: rows, outcomes, and the
// columns named, which are there even when nothing was counted.
func (b *SpanCounts) Summary(segment plan.Segment, columns []string,
	intervals ...window.Interval) (*summary.Summary, error) {
	merged := summary.New()
	for _, column := range columns {
		if spec, ok := b.specs[column]; ok {
			merged.Columns[column] = spec.Empty()
		}
	}
	for j, span := range b.Spans {
		if !Within(span, intervals) {
			continue
		}
		if c, ok := b.Rows(j).Get(segment); ok {
			merged.Rows += c.Rows
			merged.Latest = max(merged.Latest, c.Latest)
		}
		for column, into := range merged.Columns {
			if c, ok := b.part(column, j).Column.Get(segment); ok {
				if err := into.AddCompact(c); err != nil {
					return nil, err
				}
			}
		}
		raw, _ := b.part(rawKey, j).Rows.Get(segment)
		merged.Raw += raw.Rows
		if o, ok := b.Joint(j).Get(segment); ok {
			if merged.Outcomes == nil {
				merged.Outcomes = &summary.Outcomes{}
			}
			merged.Outcomes.AddCompact(o)
		}
	}
	merged.Outcomes = b.Names.ReadOutcomes(merged.Outcomes)
	b.Names.ReadPredictions(merged.Columns[plan.PredictionKey])
	return merged, b.addDistinct(merged, segment, intervals)
}

// Within reports whether a span lies inside one of the intervals; a table's timeless span always does.
func Within(span window.Interval, intervals []window.Interval) bool {
	if span == (window.Interval{}) {
		return true
	}
	return slices.ContainsFunc(intervals, func(i window.Interval) bool {
		return !span.Start.Before(i.Start) && !span.End.After(i.End)
	})
}

// Total is the number of rows of all segments within an interval.
func (b *SpanCounts) Total(i window.Interval) float64 {
	var rows float64
	for _, n := range b.Segments(i) {
		rows += n
	}
	return rows
}

// Segments lists the segments that have rows within the intervals, with their rows.
func (b *SpanCounts) Segments(intervals ...window.Interval) map[plan.Segment]float64 {
	rows := map[plan.Segment]float64{}
	for j, span := range b.Spans {
		if Within(span, intervals) {
			for segment, c := range b.Rows(j).All() {
				rows[segment] += c.Rows
			}
		}
	}
	return rows
}

// StartsEmpty reports whether the first span of an interval was read and holds no rows.
func (b *SpanCounts) StartsEmpty(i window.Interval) bool {
	j, found := slices.BinarySearchFunc(b.Spans, i.Start,
		func(s window.Interval, at time.Time) int { return s.Start.Compare(at) })
	if !found {
		return false
	}
	for _, c := range b.Rows(j).All() {
		if c.Rows > 0 {
			return false
		}
	}
	return true
}

// AddTo adds what was counted of a numeric feature to a column, as long as that has one cell only.
func (b *SpanCounts) AddTo(all *summary.Column, key string) bool {
	for _, p := range b.parts[key] {
		for _, column := range p.Column.All() {
			if !column.Numeric() || all.AddCompact(column) != nil || len(all.Cells) > 1 {
				return false
			}
		}
	}
	return true
}

// addDistinct adds the distinct values of a segment in the intervals; a table has those of all its rows.
func (b *SpanCounts) addDistinct(merged *summary.Summary, segment plan.Segment, intervals []window.Interval) error {
	if _, timeless := b.windows[window.Interval{}]; timeless {
		intervals = []window.Interval{{}}
	}
	for _, i := range intervals {
		counted := b.windows[i]
		for key := range counted {
			if merged.Columns[key] == nil {
				continue
			}
			values, ok := counted[key].Get(segment)
			if !ok { // no row has a value
				values = (&summary.Column{Distinct: []float64{0}}).Compact()
			}
			if err := merged.Columns[key].AddCompact(values); err != nil {
				return err
			}
		}
	}
	return nil
}

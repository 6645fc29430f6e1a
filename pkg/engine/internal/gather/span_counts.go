package gather

import (
	"slices"
	"time"

	"leeway/pkg/engine/derived"

	"leeway/pkg/engine/internal/classes"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// SpanCounts holds the parts of some spans; it answers for any interval made of whole spans.
type SpanCounts struct {
	Spans      []window.Interval
	RowsBySpan []BySegment[plan.Count] // by span
	columns    map[string][]BySegment[summary.Compact]
	raw        []BySegment[plan.Count] // rows as logged; nil where not asked for
	Joint      []BySegment[summary.CompactOutcomes]
	windows    map[window.Interval]map[string]BySegment[summary.Compact] // read as wholes, by column
	specs      map[string]plan.Column
	source     plan.Source         // that was counted
	Names      *classes.Names      // of predictions and labels; nil: they are numbers
	ids        map[string][]uint64 // of the parts that were filed, by key and span; 0: none was
	wholes     []uint64            // ids of the parts of windows
	Derived    *derived.Cache      // where what is merged is kept; nil: nowhere
}

func newSpanCounts(spans []window.Interval) *SpanCounts {
	b := &SpanCounts{Spans: spans, RowsBySpan: make([]BySegment[plan.Count], len(spans)),
		columns: map[string][]BySegment[summary.Compact]{},
		Joint:   make([]BySegment[summary.CompactOutcomes], len(spans)), specs: map[string]plan.Column{},
		windows: map[window.Interval]map[string]BySegment[summary.Compact]{}, ids: map[string][]uint64{}}
	for _, key := range RowParts {
		b.ids[key] = make([]uint64, len(spans))
	}
	return b
}

// RowParts are the keys of the parts of a span that belong to no column.
var RowParts = []string{RowsKey, rawKey, JointKey}

// rawKey is the key of rows as they were logged.
const rawKey = "|raw"

// addColumns makes room for columns, which are there even when nothing was counted.
func (b *SpanCounts) addColumns(columns []plan.Column) {
	for _, c := range columns {
		b.columns[c.Key] = make([]BySegment[summary.Compact], len(b.Spans))
		b.specs[c.Key], b.ids[c.Key] = c, make([]uint64, len(b.Spans))
	}
}

// HoldsIntegers reports whether a column holds whole numbers alone, by its type; also where it was not counted, as it
// then holds nothing.
func (b *SpanCounts) HoldsIntegers(key string) bool {
	spec, ok := b.specs[key]
	return !ok || plan.HoldsIntegers(spec, b.source)
}

// setPart files a part under its key.
func (b *SpanCounts) setPart(key string, span int, p *Part) {
	b.ids[key][span] = p.id
	switch key {
	case RowsKey:
		b.RowsBySpan[span] = p.Rows
	case JointKey:
		b.Joint[span] = p.Joint
	default:
		b.columns[key][span] = p.Column
	}
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
		if c, ok := b.RowsBySpan[j].Get(segment); ok {
			merged.Rows += c.Rows
			merged.Latest = max(merged.Latest, c.Latest)
		}
		for column, into := range merged.Columns {
			if c, ok := b.columns[column][j].Get(segment); ok {
				if err := into.AddCompact(c); err != nil {
					return nil, err
				}
			}
		}
		if b.raw != nil {
			raw, _ := b.raw[j].Get(segment)
			merged.Raw += raw.Rows
		}
		if o, ok := b.Joint[j].Get(segment); ok {
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
			for segment, c := range b.RowsBySpan[j].All() {
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
	for _, c := range b.RowsBySpan[j].All() {
		if c.Rows > 0 {
			return false
		}
	}
	return true
}

// AddTo adds what was counted of a numeric feature to a column, as long as that has one cell only.
func (b *SpanCounts) AddTo(all *summary.Column, key string) bool {
	for _, segments := range b.columns[key] {
		for _, column := range segments.All() {
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

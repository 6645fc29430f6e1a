package count

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/columns"
)

// Reader turns a statement's rows into counts.
type Reader struct {
	tally
	segments int
	known    map[columns.Segment]columns.Segment // each text of a segment is kept once
	unit     float64                             // of counts: 1, or that of weights
	clock    *time.Location                      // that the newest times show; nil: none is read, or they are instants
	copies   bool                                // a prediction was logged twice
	add      func(Row) error
}

// newReader returns a reader of counts of columns.
func newReader(list []columns.Column, l Layout) *Reader {
	r := &Reader{tally: *newTally(max(1, l.Spans), list), segments: l.Segments, unit: 1,
		known: map[columns.Segment]columns.Segment{}}
	if l.Weighted {
		r.unit = weightUnit
	}
	return r
}

// Reader returns what reads the rows of the statement; clock is that of the newest times, nil for instants.
func (u Union) Reader(list []columns.Column, l Layout, clock *time.Location) *Reader {
	r := newReader(list, l)
	r.clock = clock
	r.add = func(row Row) error { return r.addCounts(row, u.forms) }
	return r
}

// Add reads one row.
func (r *Reader) Add(row Row) error { return r.add(row) }

// Spans returns what has been read, by the number of the span in the scan; a source without time has one.
func (r *Reader) Spans() []Counted { return r.spans }

// FoundCopies reports whether a prediction was logged twice.
func (r *Reader) FoundCopies() bool { return r.copies }

// ColumnsToRecount attributes invalid values of unknown spans, and returns the columns that have to be counted again.
func (r *Reader) ColumnsToRecount() []columns.Column { return r.columnsToRecount() }

// ForgetRows forgets how many rows were counted: a place may turn out to hold none.
func (r *Reader) ForgetRows() {
	for _, counted := range r.spans {
		clear(counted.Rows)
	}
}

// addCounts adds a row of a Union.
func (r *Reader) addCounts(row Row, forms []form) error {
	index, ok := row.Int(0)
	span, segment := r.place(row, 1)
	if !ok || index < copiesIndex || int(index) >= len(r.columns) || span < 0 || span >= len(r.spans) {
		return fault.Newf(fault.Internal, "a count came back for column %d, span %d", index, span)
	}
	of := record{row: row, at: 2 + r.segments, unit: r.unit}
	n, _ := row.Float(of.at + countAt)
	of.n = n / r.unit
	switch index {
	case copiesIndex:
		r.copies = n > 1
		return nil
	case rowsIndex:
		decodeRowTotals(of, r.spans[span], segment, r.clock)
		return nil
	}
	return forms[index].decode(of, place{tally: &r.tally, index: int(index), span: span, segment: segment})
}

// countAt is where n stands among the columns of result.
const countAt = 3

// place reads a row's span and segment.
func (r *Reader) place(row Row, at int) (int, columns.Segment) {
	span, _ := row.Int(at)
	texts := make([]string, r.segments)
	for i := range texts {
		texts[i], _ = row.Text(at + 1 + i)
	}
	segment := columns.NewSegment(texts...)
	if known, ok := r.known[segment]; ok {
		return int(span), known
	}
	r.known[segment] = segment
	return int(span), segment
}

// Continue has the next statement of a scan count into the same counts.
func (r *Reader) Continue(next *Reader) {
	for i, counted := range next.spans {
		for key, c := range counted.Columns {
			r.spans[i].Columns[key] = c
		}
		for key, exact := range counted.Exact {
			r.spans[i].Exact[key] = exact
		}
		for key, ranges := range counted.Ranges {
			r.spans[i].Ranges[key] = ranges
		}
	}
	next.spans = r.spans
}

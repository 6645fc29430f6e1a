package count

import (
	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/summary"
)

// tally is what the rows of a statement have counted so far, and what they leave open.
type tally struct {
	columns      []columns.Column
	spans        []Counted
	unattributed map[int]float64 // by column: invalid values of which the span is not known
	doubtful     map[int]bool    // columns that have to be counted again
}

func newTally(spans int, list []columns.Column) *tally {
	return &tally{columns: list, spans: newCounted(spans, list),
		unattributed: map[int]float64{}, doubtful: map[int]bool{}}
}

// place is a column in a span and a segment: where the counts of a row belong.
type place struct {
	*tally
	index   int
	span    int
	segment columns.Segment
}

// spec is the column as it was asked for.
func (p place) spec() columns.Column { return p.columns[p.index] }

// counts are those of the column at this place.
func (p place) counts() *summary.Column { return p.spans[p.span].column(p.spec(), p.segment) }

// at is the place in another span.
func (p place) at(span int) (place, error) {
	if span >= len(p.spans) {
		return p, fault.Newf(fault.Internal, "a count came back for span %d", span)
	}
	p.span = span
	return p, nil
}

// doubt has the column counted again.
func (p place) doubt() { p.doubtful[p.index] = true }

// record is what a row says about a column at a place.
type record struct {
	row  Row
	at   int     // the position of the first column of result
	n    float64 // how many rows, or their weight
	unit float64 // of n: 1, or that of weights
}

// kind splits the row's kind.
func (r record) kind() (status, flags) {
	kind, _ := r.row.Int(r.at)
	return splitKind(kind)
}

func (r record) cell() int64 {
	cell, _ := r.row.Int(r.at + 1)
	return cell
}

func (r record) text() string {
	text, _ := r.row.Text(r.at + 2)
	return text
}

func (r record) first() (float64, bool)  { return r.row.Float(r.at + 4) }
func (r record) second() (float64, bool) { return r.row.Float(r.at + 5) }

// sums are first and second, 0 where they are NULL.
func (r record) sums() (first, second float64) {
	first, _ = r.first()
	second, _ = r.second()
	return first, second
}

package plan

import (
	"math"
	"strings"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// Row is one row of a result, read by position.
type Row interface {
	Int(i int) (int64, bool)
	Float(i int) (float64, bool)
	Text(i int) (string, bool)
}

// Segment is one value per dimension of the scan, joined; it is a key of maps. The zero value is "no dimensions".
type Segment string

const separator = "\x1f"

// Values may hold anything, the separator too, and one that is empty is not the same as none.
var (
	escape   = strings.NewReplacer("\x1e", "\x1e0", separator, "\x1e1")
	unescape = strings.NewReplacer("\x1e0", "\x1e", "\x1e1", separator)
)

// NewSegment joins values.
func NewSegment(values ...string) Segment {
	var joined strings.Builder
	for _, v := range values {
		joined.WriteString(separator)
		joined.WriteString(escape.Replace(v))
	}
	return Segment(joined.String())
}

// Values splits a segment again; nil for the zero value.
func (s Segment) Values() []string {
	if s == "" {
		return nil
	}
	values := strings.Split(string(s[1:]), separator)
	for i, v := range values {
		values[i] = unescape.Replace(v)
	}
	return values
}

// Count holds how many rows a place has and when the newest was logged.
type Count struct {
	Rows   float64
	Latest int64 // microseconds since 1970
}

// Counted is what a statement counted in one span, by segment.
type Counted struct {
	Rows     map[Segment]Count
	Columns  map[string]map[Segment]*summary.Column // by column key
	Exact    map[string]summary.Exact               // by the key of a column that is read Exactly
	Ranges   map[string][]summary.Range             // by the key of a column that is counted by Ranges
	Outcomes map[Segment]*summary.Outcomes
}

// Reader turns a statement's rows into counts.
type Reader struct {
	columns  []Column
	segments int
	outcomes bool
	pairs    bool
	unit     float64 // of counts: 1, or that of weights
	spans    []Counted
	bits     int             // of packed keys' fractions
	astray   map[int]float64 // by column: invalid values whose span is not known
	doubtful map[int]bool    // columns that have to be counted again
	copies   bool            // a prediction was logged twice
	clock    *time.Location  // that the newest times show; nil: none is read, or they are instants
}

func (s Scan) newReader(columns []Column) *Reader {
	r := &Reader{columns: columns, segments: len(s.Dimensions), unit: 1, spans: make([]Counted, max(1, len(s.Spans))),
		bits: s.fractionBits(), astray: map[int]float64{}, doubtful: map[int]bool{}}
	if s.Source.Weight != "" {
		r.unit = weightUnit
	}
	if s.Source.Time != nil && !s.meets() {
		if t, err := s.time(); err == nil {
			r.clock = t.zone
		}
	}
	for i := range r.spans {
		counted := Counted{Rows: map[Segment]Count{}, Columns: map[string]map[Segment]*summary.Column{},
			Exact: map[string]summary.Exact{}, Ranges: map[string][]summary.Range{}, Outcomes: map[Segment]*summary.Outcomes{}}
		for _, c := range columns {
			counted.Columns[c.Key] = map[Segment]*summary.Column{}
		}
		r.spans[i] = counted
	}
	return r
}

// Spans returns what has been read, by the number of the span in the scan; a source without time has one.
func (r *Reader) Spans() []Counted { return r.spans }

// forgetRows forgets how many rows were counted: a place may turn out to hold none.
func (r *Reader) forgetRows() {
	for _, counted := range r.spans {
		clear(counted.Rows)
	}
}

// Add reads one row.
func (r *Reader) Add(row Row) error {
	if r.outcomes {
		return r.addOutcome(row)
	}
	if r.pairs {
		return r.addPair(row)
	}
	col, ok := row.Int(0)
	span, segment := r.place(row, 1)
	if !ok || col < copiesIndex || int(col) >= len(r.columns) || span < 0 || span >= len(r.spans) {
		return fault.Newf(fault.Internal, "a count came back for column %d, span %d", col, span)
	}
	counted := r.spans[span]
	at := 2 + r.segments
	kind, _ := row.Int(at)
	cell, _ := row.Int(at + 1)
	n, _ := row.Float(at + 3)
	if col == copiesIndex {
		r.copies = n > 1
		return nil
	}
	n /= r.unit
	if col == rowsIndex {
		if r.clock != nil {
			cell = window.Instant(cell, r.clock).UnixMicro()
		}
		counted.Rows[segment] = Count{Rows: n, Latest: cell}
		return nil
	}
	if special(kind) == packed {
		key, _ := row.Float(at + 4)
		return r.addPacked(int(col), segment, key, n)
	}
	spec := r.columns[col]
	if spec.Mode == Ranges {
		counted.addRange(spec.Key, row, at+4, n)
		return nil
	}
	if spec.Mode == Exactly {
		mean, _ := row.Float(at + 4)
		variance, known := row.Float(at + 5)
		if !known {
			variance = math.NaN()
		}
		counted.Exact[spec.Key] = summary.Exact{N: n, Mean: mean, Variance: variance, Fractional: special(kind) == fractional}
		return nil
	}
	c := r.column(int(col), span, segment)
	if spec.Distinct {
		c.Distinct = append(c.Distinct, n*r.unit) // values have no weight
		return nil
	}
	if spec.Mode == Classified || spec.Mode == Distinct {
		category, _ := row.Text(at + 2)
		addCategory(c, special(kind), category, n)
		return nil
	}
	off, placed := row.Float(at + 4)
	if special(kind) == keyed {
		addKeyed(c, off, placed, n)
		return nil
	}
	off2, _ := row.Float(at + 5)
	if spec.Mode == FirstPass {
		if of := special(kind); of&bits != 0 {
			r.addBits(int(col), c, of&fractional, cell, n, off, off2)
		} else {
			addOctave(c, of, cell, n, off, off2)
		}
		return nil
	}
	addNumber(c, special(kind), cell, summary.Cell{N: n, Off: off, Off2: off2})
	return nil
}

// column is what has been counted of a column in a span and segment.
func (r *Reader) column(col, span int, segment Segment) *summary.Column {
	places := r.spans[span].Columns[r.columns[col].Key]
	c, ok := places[segment]
	if !ok {
		c = r.columns[col].Empty()
		places[segment] = c
	}
	return c
}

// place reads a row's span and segment.
func (r *Reader) place(row Row, at int) (int, Segment) {
	span, _ := row.Int(at)
	values := make([]string, r.segments)
	for i := range values {
		values[i], _ = row.Text(at + 1 + i)
	}
	return int(span), NewSegment(values...)
}

// Empty returns the counts of no rows at all.
func (c Column) Empty() *summary.Column {
	if c.Mode == Classified || c.Mode == Distinct {
		return &summary.Column{Categories: map[string]float64{}, KnownTruncated: c.Truncated}
	}
	return &summary.Column{Grid: c.grid(), Cells: map[int64]summary.Cell{}}
}

func addCategory(c *summary.Column, kind special, category string, n float64) {
	switch kind {
	case missing:
		c.Missing += n
	case other:
		c.Other += n
	case fresh:
		c.New += n
	default:
		c.Categories[category] += n
	}
}

func addNumber(c *summary.Column, kind special, key int64, cell summary.Cell) {
	switch kind {
	case missing:
		c.Missing += cell.N
		return
	case invalid:
		c.Invalid += cell.N
		return
	}
	if kind&zero != 0 {
		cell.Zero = cell.N
		if c.Grid.Family == summary.Exponential { // it was computed as a 1: zero has no logarithm
			key, cell.Off, cell.Off2 = 0, 0, 0
		}
	}
	if kind&outside != 0 {
		cell.Outside = cell.N
	}
	c.Cells[key] = c.Cells[key].Plus(cell)
}

package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/summary"
)

// Row is one row of a result, read by position.
type Row interface {
	Int(i int) (int64, bool)
	Float(i int) (float64, bool)
	Text(i int) (string, bool)
}

// Rows holds how many rows a place has and when the newest was logged.
type Rows struct {
	Rows   float64
	Latest int64 // microseconds since 1970
}

// Counted is what a statement counted in one span, by segment.
type Counted struct {
	Rows     map[columns.Segment]Rows
	Columns  map[string]map[columns.Segment]*summary.Column // by column key
	Exact    map[string]summary.Exact                       // by the key of a column that is read Exactly
	Ranges   map[string][]summary.Range                     // by the key of a column that is counted by Ranges
	Outcomes map[columns.Segment]*summary.Outcomes
}

// newCounted returns the counts of no rows in so many spans.
func newCounted(spans int, list []columns.Column) []Counted {
	counted := make([]Counted, spans)
	for i := range counted {
		counted[i] = Counted{
			Rows:     map[columns.Segment]Rows{},
			Columns:  map[string]map[columns.Segment]*summary.Column{},
			Exact:    map[string]summary.Exact{},
			Ranges:   map[string][]summary.Range{},
			Outcomes: map[columns.Segment]*summary.Outcomes{},
		}
		for _, c := range list {
			counted[i].Columns[c.Key] = map[columns.Segment]*summary.Column{}
		}
	}
	return counted
}

// column is what has been counted of a column in a segment.
func (c Counted) column(of columns.Column, segment columns.Segment) *summary.Column {
	segments := c.Columns[of.Key]
	counts, ok := segments[segment]
	if !ok {
		counts = of.Empty()
		segments[segment] = counts
	}
	return counts
}

package gather

import (
	"math"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// Part is what serves one requirement, by segment. Exactly one of its maps is set, by the column that is required.
// Parts are shared between requests and never changed.
type Part struct {
	Rows   map[plan.Segment]plan.Count        // of RowsKey
	Joint  map[plan.Segment]*summary.Outcomes // of JointKey
	Column map[plan.Segment]*summary.Compact  // of all other columns
	Read   time.Time                          // when reading what it was counted from began
	Tables Fingerprint                        // of the tables it was counted from, as they were then; zero: not known

	extent *Extent // of the one table, where counting its rows told it
	id     uint64  // of these counts, which no others have
}

// The keys of what is required besides columns.
const (
	RowsKey  = "rows"   // how many rows there are, and the newest
	JointKey = "|joint" // predictions against labels
)

// partOf takes what a requirement asks for out of what a statement counted in a span.
func partOf(key string, c plan.Counted) *Part {
	switch key {
	case RowsKey:
		return &Part{Rows: c.Rows}
	case JointKey:
		return &Part{Joint: c.Outcomes}
	}
	return &Part{Column: compact(c.Columns[key])}
}

func compact(columns map[plan.Segment]*summary.Column) map[plan.Segment]*summary.Compact {
	if columns == nil {
		return nil
	}
	kept := make(map[plan.Segment]*summary.Compact, len(columns))
	for segment, c := range columns {
		kept[segment] = c.Compact()
	}
	return kept
}

// weight estimates the part's size in bytes.
func (p Part) weight() uint32 {
	const own, column, outcomes = 200, 144, 48 // of the part with its place in the cache; of structs
	size := own + mapBytes(len(p.Rows), 32) + mapBytes(len(p.Column), 24) + mapBytes(len(p.Joint), 24)
	for segment := range p.Rows {
		size += len(segment)
	}
	for segment, c := range p.Column {
		cells, categories := c.Size()
		size += len(segment) + column + cells
		if categories > 0 {
			size += mapBytes(categories, 40)
		}
	}
	for segment, o := range p.Joint {
		size += len(segment) + outcomes + mapBytes(len(o.Joint), 96)
	}
	return uint32(min(size, math.MaxUint32))
}

// MergedWindow is a summary that is kept.
type MergedWindow struct{ *summary.Summary }

// Weight estimates the summary's size in bytes.
func (w MergedWindow) Weight() (size uint32) {
	if w.Outcomes != nil {
		size += Part{Joint: map[plan.Segment]*summary.Outcomes{"": w.Outcomes}}.weight()
	}
	for _, c := range w.Columns {
		const column = 128
		size += uint32(column + mapBytes(len(c.Cells), 56) + mapBytes(len(c.Categories), 40))
	}
	return size
}

// mapBytes estimates the size of a map of n entries with so many bytes each: a table is at most seven eighths full, but
// for a first one of eight places.
func mapBytes(n, entry int) int {
	const own = 48
	places := 8
	for n > 8 && places*7/8 < n {
		places *= 2
	}
	if n == 0 {
		return own
	}
	return own + places*(entry+1)
}

// Parts are what serves a request, by its columns and spans. nil: not served.
type Parts [][]*Part

package gather

import (
	"hash/maphash"
	"math"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// Part is what serves one requirement, by segment. At most one of its lists is set, by the column that is required.
// Parts are shared between requests and never changed.
type Part struct {
	Rows   BySegment[plan.Count]              // of RowsKey
	Joint  BySegment[summary.CompactOutcomes] // of JointKey
	Column BySegment[summary.Compact]         // of all other columns
	Read   time.Time                          // when reading what it was counted from began
	Tables Fingerprint                        // of the tables it was counted from, as they were then; zero: not known

	extent *Extent // of the one table, where counting its rows told it
	id     uint64  // a hash of the counts: equal ones have the same, whenever they were read
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
		return &Part{Rows: rowsOf(c)}
	case JointKey:
		return &Part{Joint: NewBySegment(c.Outcomes, (*summary.Outcomes).Compact)}
	}
	return &Part{Column: NewBySegment(c.Columns[key], (*summary.Column).Compact)}
}

func rowsOf(c plan.Counted) BySegment[plan.Count] {
	return NewBySegment(c.Rows, func(n plan.Count) plan.Count { return n })
}

// seed is that of all hashes of counts.
var seed = maphash.MakeSeed()

// hash returns a hash of the part's counts.
func (p Part) hash() uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, of := range p.Rows {
		maphash.WriteComparable(&h, of)
	}
	for _, of := range p.Joint {
		maphash.WriteComparable(&h, of)
	}
	for _, of := range p.Column {
		maphash.WriteComparable(&h, of)
	}
	return h.Sum64()
}

// isEmpty reports whether the part holds nothing and tells nothing of its table.
func (p Part) isEmpty() bool { return len(p.Rows)+len(p.Joint)+len(p.Column) == 0 && p.extent == nil }

// weight estimates the part's size in bytes, with its place in the cache. Parts without counts are shared, and so
// are the texts of segments.
func (p Part) weight() uint32 {
	const place, own, segment = 115, 128, 48
	if p.isEmpty() {
		return place
	}
	size := place + own
	size += segment * (len(p.Rows) + len(p.Column) + len(p.Joint))
	for _, of := range p.Column {
		size += of.Value.Size()
	}
	for _, of := range p.Joint {
		size += of.Value.Size()
	}
	return uint32(min(size, math.MaxUint32))
}

// MergedWindow is a summary that is kept.
type MergedWindow struct{ summary.CompactSummary }

// Weight is about the summary's size in bytes.
func (w MergedWindow) Weight() uint32 {
	const own = 96
	return uint32(own + w.Size())
}

// Parts are what serves a request, by its columns and spans. nil: not served.
type Parts [][]*Part

// emptyParts serve nothing of a request.
func emptyParts(r Request) Parts {
	parts := make(Parts, len(r.Columns))
	for i := range parts {
		parts[i] = make([]*Part, len(r.Spans))
	}
	return parts
}

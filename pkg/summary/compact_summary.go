package summary

import (
	"maps"
	"slices"
)

// CompactSummary holds a summary in little memory. It never changes.
type CompactSummary struct {
	rest     Summary // without columns and outcomes
	columns  []keyedColumn
	outcomes CompactOutcomes
}

type keyedColumn struct {
	key    string
	counts Compact
}

// Compact returns the summary in little memory. It shares the keys of its columns.
func (s *Summary) Compact() CompactSummary {
	c := CompactSummary{rest: Summary{Rows: s.Rows, Raw: s.Raw, Latest: s.Latest}, outcomes: s.Outcomes.Compact(),
		columns: make([]keyedColumn, 0, len(s.Columns))}
	for _, key := range slices.Sorted(maps.Keys(s.Columns)) {
		c.columns = append(c.columns, keyedColumn{key, s.Columns[key].Compact()})
	}
	return c
}

// Summary returns the counts as a summary of its own.
func (c CompactSummary) Summary() *Summary {
	s := c.rest
	s.Outcomes = c.outcomes.Outcomes()
	s.Columns = make(map[string]*Column, len(c.columns))
	for _, column := range c.columns {
		s.Columns[column.key] = column.counts.Column()
	}
	return &s
}

// Size is how many bytes the counts take beside the value itself.
func (c CompactSummary) Size() int {
	const perColumn = 40
	size := c.outcomes.Size()
	for _, column := range c.columns {
		size += perColumn + column.counts.Size()
	}
	return size
}

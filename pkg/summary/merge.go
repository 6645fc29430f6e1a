package summary

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// ErrMerge says that two columns cannot be added: their grids are of different families or have other cut points, or
// one counts numbers and the other categories.
var ErrMerge = errors.New("summaries do not merge")

// New returns a summary without rows.
func New() *Summary { return &Summary{Latest: NoTime, Columns: map[string]*Column{}} }

// Add adds the counts of other, which stays as it was. Grids of the same family and different scale are brought to
// the coarser. Adding is associative and commutative: to the last digit while counts are whole numbers below 2^53.
// If any column cannot be added the error wraps ErrMerge and names it, and s is unchanged.
func (s *Summary) Add(other *Summary) error {
	if other == nil {
		return nil
	}
	for _, key := range slices.Sorted(maps.Keys(other.Columns)) {
		if mine := s.Columns[key]; mine != nil && !mine.mergeable(other.Columns[key]) {
			return fmt.Errorf("%w: %s is counted on %s and on %s", ErrMerge, key, mine.kind(),
				other.Columns[key].kind())
		}
	}
	s.Rows += other.Rows
	s.Raw += other.Raw
	s.Latest = max(s.Latest, other.Latest)
	for key, column := range other.Columns {
		if s.Columns == nil {
			s.Columns = map[string]*Column{}
		}
		if mine := s.Columns[key]; mine != nil {
			mine.add(column)
		} else {
			s.Columns[key] = column.Clone()
		}
	}
	if other.Outcomes != nil {
		if s.Outcomes == nil {
			s.Outcomes = &Outcomes{}
		}
		s.Outcomes.Add(other.Outcomes)
	}
	return nil
}

// Clone returns a copy that shares nothing with s.
func (s *Summary) Clone() *Summary {
	copied := *s
	copied.Columns = make(map[string]*Column, len(s.Columns))
	for key, column := range s.Columns {
		copied.Columns[key] = column.Clone()
	}
	if s.Outcomes != nil {
		copied.Outcomes = &Outcomes{Rows: s.Outcomes.Rows, Joint: maps.Clone(s.Outcomes.Joint),
			Spelled: maps.Clone(s.Outcomes.Spelled)}
	}
	return &copied
}

// Pool returns the counts of columns taken together, all of which stay as they were; nil where there is none. Nil
// columns and columns that do not merge with the ones before are left out.
func Pool(columns ...*Column) *Column {
	var pooled *Column
	for _, c := range columns {
		switch {
		case c == nil:
		case pooled == nil:
			pooled = c.Clone()
		default:
			_ = pooled.Add(c)
		}
	}
	return pooled
}

// Add adds the counts of other, which stays as it was. Grids of the same family are brought to the coarser scale.
// The error wraps ErrMerge if the columns are of different families; then c is unchanged.
func (c *Column) Add(other *Column) error {
	if other == nil {
		return nil
	}
	if !c.mergeable(other) {
		return fmt.Errorf("%w: counted on %s and on %s", ErrMerge, c.kind(), other.kind())
	}
	c.add(other)
	return nil
}

// kind names what the column counts on.
func (c *Column) kind() string {
	if c.Categories != nil {
		return "categories"
	}
	return c.Grid.String()
}

// isEmpty says that the column holds no valid value and no grid, as one that is all NULL may.
func (c *Column) isEmpty() bool {
	return c.Grid.Family == 0 && c.Categories == nil && c.Other == 0 && c.New == 0
}

func (c *Column) mergeable(other *Column) bool {
	if c.isEmpty() || other.isEmpty() {
		return true
	}
	return c.Numeric() == other.Numeric() && (!c.Numeric() || c.Grid.Merges(other.Grid))
}

// Merges reports whether cells of both grids can be brought to one: of the same family, and of edges the same cut
// points.
func (g Grid) Merges(other Grid) bool { return g.Family == other.Family && g.Cuts == other.Cuts }

// add is Add for columns that are mergeable.
func (c *Column) add(other *Column) {
	c.Missing += other.Missing
	c.Invalid += other.Invalid
	c.Other += other.Other
	c.New += other.New
	c.KnownTruncated = c.KnownTruncated || other.KnownTruncated
	c.Distinct = append(c.Distinct, other.Distinct...)
	if c.Grid.Family == 0 {
		c.Grid = other.Grid
	}
	if by := c.Grid.Scale - other.Grid.Scale; other.Grid.Family != 0 && by > 0 {
		*c = *c.Coarsen(by)
	} else if by < 0 {
		other = other.Coarsen(-by)
	}
	if c.Cells == nil && other.Cells != nil {
		c.Cells = make(map[int64]Cell, len(other.Cells))
	}
	for key, cell := range other.Cells {
		c.Cells[key] = c.Cells[key].Plus(cell)
	}
	if c.Categories == nil && other.Categories != nil {
		c.Categories = make(map[string]float64, len(other.Categories))
	}
	for name, n := range other.Categories {
		c.Categories[name] += n
	}
}

// Plus is the counts of two cells of the same key added up.
func (c Cell) Plus(d Cell) Cell {
	return Cell{N: c.N + d.N, Zero: c.Zero + d.Zero, Outside: c.Outside + d.Outside, Fractional: c.Fractional +
		d.Fractional,
		Off: c.Off + d.Off, Off2: c.Off2 + d.Off2}
}

// Add adds the counts of other, which stays as it was.
func (o *Outcomes) Add(other *Outcomes) {
	if other == nil {
		return
	}
	o.Rows += other.Rows
	if o.Joint == nil {
		o.Joint = make(map[JointKey]float64, len(other.Joint))
	}
	for key, n := range other.Joint {
		o.Joint[key] += n
	}
	for spelling, n := range other.Spelled {
		if o.Spelled == nil {
			o.Spelled = make(map[Spelling]float64, len(other.Spelled))
		}
		o.Spelled[spelling] += n
	}
}

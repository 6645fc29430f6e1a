package summary

import (
	"maps"
	"math"
	"slices"
)

// Observe counts one value as a store does. It is the definition that the stores' SQL is tested against.
func (c *Column) Observe(x float64) {
	key, ok := c.Grid.Key(x)
	if !ok {
		c.Invalid++
		return
	}
	if c.Cells == nil {
		c.Cells = map[int64]Cell{}
	}
	cell := c.Cells[key]
	cell.N++
	if x == 0 {
		cell.Zero++
	}
	if c.Grid == OctaveGrid && x != math.Trunc(x) {
		cell.Fractional++
	}
	f := c.Grid.Offset(x)
	off, off2 := f*OffsetUnit, f*f*OffsetUnit
	if c.Grid != OctaveGrid {
		off, off2 = math.Round(off), math.Round(off2)
	}
	cell.Off += off
	cell.Off2 += off2
	c.Cells[key] = cell
}

// Numeric says whether the column counts numbers on a grid, as against categories.
func (c *Column) Numeric() bool { return c.Categories == nil && c.Grid.Family != 0 }

// Count is the number of valid values: neither missing nor invalid. (other) and (new) categories are valid.
func (c *Column) Count() float64 {
	if !c.Numeric() {
		total := c.Other + c.New
		for _, name := range slices.Sorted(maps.Keys(c.Categories)) {
			total += c.Categories[name]
		}
		return total
	}
	return c.sum(func(cell Cell) float64 { return cell.N })
}

// Total is the number of rows the column was read from: valid, missing and invalid.
func (c *Column) Total() float64 { return c.Count() + c.Missing + c.Invalid }

// Zeros is the number of values that are exactly zero.
func (c *Column) Zeros() float64 { return c.sum(func(cell Cell) float64 { return cell.Zero }) }

// Whole reports whether a first pass met whole numbers alone.
func (c *Column) Whole() bool { return c.sum(func(cell Cell) float64 { return cell.Fractional }) == 0 }

// Outside is the number of values outside the declared bounds.
func (c *Column) Outside() float64 { return c.sum(func(cell Cell) float64 { return cell.Outside }) }

// Beyond is the number of values, below and above all others, that a cell no longer distinguishes: beyond ±2^53 cells
// of a linear grid, and in the outermost cells of one between edges. Neither sums nor extremes can be known.
func (c *Column) Beyond() (below, above float64) {
	switch c.Grid.Family {
	case Linear:
		return c.Cells[-maxLinearKey].N, c.Cells[maxLinearKey].N
	case Edges:
		return c.Cells[c.Grid.Cuts.key(-math.MaxFloat64)].N, c.Cells[c.Grid.Cuts.key(math.MaxFloat64)].N
	}
	return 0, 0
}

// sum adds up over the cells: whole numbers as they come, which is exact, and weights in the order of the cells' keys,
// so that they give the same digits every time.
func (c *Column) sum(of func(Cell) float64) float64 {
	var total float64
	whole := true
	for _, cell := range c.Cells {
		n := of(cell)
		total += n
		whole = whole && n == math.Trunc(n)
	}
	if whole && total <= maxLinearKey {
		return total
	}
	total = 0
	for _, cell := range c.SortedCells() {
		total += of(cell.Cell)
	}
	return total
}

// KeyedCell is a cell with its key.
type KeyedCell struct {
	Key int64
	Cell
}

// SortedCells returns the non-empty cells in ascending order of their values.
func (c *Column) SortedCells() []KeyedCell {
	keys := make([]int64, 0, len(c.Cells))
	for key, cell := range c.Cells {
		if cell.N > 0 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys) // in place of the cells, which are seven times as large
	cells := make([]KeyedCell, len(keys))
	for i, key := range keys {
		cells[i] = KeyedCell{Key: key, Cell: c.Cells[key]}
	}
	return cells
}

// Clone returns a copy that shares nothing with c.
func (c *Column) Clone() *Column {
	copied := *c
	copied.Cells = maps.Clone(c.Cells)
	copied.Categories = maps.Clone(c.Categories)
	copied.Distinct = slices.Clone(c.Distinct)
	return &copied
}

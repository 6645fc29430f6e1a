package summary

import (
	"bytes"
	"encoding/binary"
	"iter"
	"maps"
	"math"
	"slices"
)

// Compact holds a column's counts in about a sixth of the memory. It never changes; it is added to a Column to be read.
type Compact struct {
	rest  Column // without its cells
	cells []byte // by ascending key: the difference to the key before, and the numbers that are not 0; nil: no cells
	count int    // of cells
}

// Compact returns the column's counts in little memory. Categories are shared with c.
func (c *Column) Compact() *Compact {
	kept := &Compact{rest: *c, count: len(c.Cells)}
	kept.rest.Cells = nil
	if c.Cells == nil {
		return kept
	}
	cells, last := make([]byte, 0, 16*len(c.Cells)), int64(0)
	for _, key := range slices.Sorted(maps.Keys(c.Cells)) {
		cells = appendCell(binary.AppendVarint(cells, key-last), c.Cells[key])
		last = key
	}
	kept.cells = bytes.Clone(cells) // without the room that is left
	return kept
}

// AddCompact is Add for counts in little memory; nil adds nothing.
func (c *Column) AddCompact(other *Compact) error {
	if other == nil {
		return nil
	}
	if c.Grid.Family != 0 && other.rest.Grid.Family != 0 && c.Grid.Scale != other.rest.Grid.Scale {
		return c.Add(other.Column())
	}
	if err := c.Add(&other.rest); err != nil || other.cells == nil {
		return err
	}
	if c.Cells == nil {
		c.Cells = make(map[int64]Cell, other.count)
	}
	for key, cell := range other.all() {
		c.Cells[key] = c.Cells[key].Plus(cell)
	}
	return nil
}

// Column returns the counts as a column of its own.
func (c *Compact) Column() *Column {
	column := c.rest.Clone()
	if c.cells != nil {
		column.Cells = maps.Collect(c.all())
	}
	return column
}

// Numeric says whether the column counts numbers on a grid, as against categories.
func (c *Compact) Numeric() bool { return c.rest.Numeric() }

// Size is how many bytes the cells take, and how many categories there are.
func (c *Compact) Size() (cells, categories int) { return len(c.cells), len(c.rest.Categories) }

// The numbers of a cell are written after a byte that says which of them are not 0. Whole numbers, which all are but
// sums of weights and places of a first pass, take as many bytes as they need.
const (
	cellNumbers = 6
	notWhole    = 1 << 7 // in that byte: numbers are written as they are, eight bytes each
)

func (c *Cell) numbers() [cellNumbers]*float64 {
	return [cellNumbers]*float64{&c.N, &c.Zero, &c.Outside, &c.Fractional, &c.Off, &c.Off2}
}

func appendCell(to []byte, c Cell) []byte {
	var kinds byte
	for i, x := range c.numbers() {
		if *x != 0 {
			kinds |= 1 << i
		}
		if *x != math.Trunc(*x) || math.Abs(*x) > maxLinearKey {
			kinds |= notWhole
		}
	}
	to = append(to, kinds)
	for _, x := range c.numbers() {
		switch {
		case *x == 0:
		case kinds&notWhole != 0:
			to = binary.LittleEndian.AppendUint64(to, math.Float64bits(*x))
		default:
			to = binary.AppendVarint(to, int64(*x))
		}
	}
	return to
}

// all returns the cells in ascending order of their keys.
func (c *Compact) all() iter.Seq2[int64, Cell] {
	return func(yield func(int64, Cell) bool) {
		key := int64(0)
		for rest := c.cells; len(rest) > 0; {
			by, n := binary.Varint(rest)
			key += by
			var cell Cell
			if cell, rest = readCell(rest[n:]); !yield(key, cell) {
				return
			}
		}
	}
}

// readCell reads what appendCell wrote, and returns what follows it.
func readCell(from []byte) (c Cell, rest []byte) {
	kinds, rest := from[0], from[1:]
	for i, x := range c.numbers() {
		switch {
		case kinds&(1<<i) == 0:
		case kinds&notWhole != 0:
			*x, rest = math.Float64frombits(binary.LittleEndian.Uint64(rest)), rest[8:]
		default:
			whole, n := binary.Varint(rest)
			*x, rest = float64(whole), rest[n:]
		}
	}
	return c, rest
}

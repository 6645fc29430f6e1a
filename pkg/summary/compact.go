package summary

import (
	"encoding/binary"
	"iter"
	"maps"
	"math"
	"slices"
	"unique"
)

// Compact holds a column's counts in little memory. It never changes; it is added to a Column to be read. The zero value
// holds nothing.
type Compact struct {
	grid   unique.Handle[Grid]
	packed string // a byte that says what there is, then that, in the order of the bits
}

// What a compact column holds.
const (
	holdsTotals     = 1 << iota // Missing, Invalid, Other and New, of which one is not 0
	holdsTruncated              // KnownTruncated, which takes nothing more
	holdsDistinct               // how many windows, then their numbers
	holdsCategories             // how many, then each name with its number
	holdsCells                  // how many, then each by ascending key: the difference to the key before, and the cell
)

// Compact returns the column's counts in little memory.
func (c *Column) Compact() Compact {
	to := []byte{0}
	hold := func(what byte, there bool) bool {
		if there {
			to[0] |= what
		}
		return there
	}
	if hold(holdsTotals, c.Missing != 0 || c.Invalid != 0 || c.Other != 0 || c.New != 0) {
		for _, x := range [...]float64{c.Missing, c.Invalid, c.Other, c.New} {
			to = appendNumber(to, x)
		}
	}
	hold(holdsTruncated, c.KnownTruncated)
	if hold(holdsDistinct, c.Distinct != nil) {
		to = binary.AppendUvarint(to, uint64(len(c.Distinct)))
		for _, x := range c.Distinct {
			to = appendNumber(to, x)
		}
	}
	if hold(holdsCategories, c.Categories != nil) {
		to = binary.AppendUvarint(to, uint64(len(c.Categories)))
		for _, name := range slices.Sorted(maps.Keys(c.Categories)) {
			to = appendNumber(appendText(to, name), c.Categories[name])
		}
	}
	if hold(holdsCells, c.Cells != nil) {
		to = binary.AppendUvarint(to, uint64(len(c.Cells)))
		last := int64(0)
		for _, key := range slices.Sorted(maps.Keys(c.Cells)) {
			to = appendCell(binary.AppendVarint(to, key-last), c.Cells[key])
			last = key
		}
	}
	return Compact{grid: unique.Make(c.Grid), packed: string(to)}
}

// AddCompact is Add for counts in little memory.
func (c *Column) AddCompact(other Compact) error {
	if other.packed == "" {
		return nil
	}
	rest, u := other.unpack()
	if c.Grid.Family != 0 && rest.Grid.Family != 0 && c.Grid.Scale != rest.Grid.Scale {
		return c.Add(other.Column())
	}
	if err := c.Add(&rest); err != nil {
		return err
	}
	if rest.Categories != nil {
		for name, n := range u.categories() {
			c.Categories[name] += n
		}
	}
	if other.packed[0]&holdsCells != 0 {
		count := u.uvarint()
		if c.Cells == nil {
			c.Cells = make(map[int64]Cell, count)
		}
		for key, cell := range u.cells() {
			c.Cells[key] = c.Cells[key].Plus(cell)
		}
	}
	return nil
}

// Column returns the counts as a column of its own.
func (c Compact) Column() *Column {
	rest, u := c.unpack()
	if rest.Categories != nil {
		rest.Categories = maps.Collect(u.categories())
	}
	if c.packed[0]&holdsCells != 0 {
		rest.Cells = make(map[int64]Cell, u.uvarint())
		maps.Insert(rest.Cells, u.cells())
	}
	return &rest
}

// Numeric says whether the column counts numbers on a grid, as against categories.
func (c Compact) Numeric() bool {
	return c.packed[0]&holdsCategories == 0 && c.grid.Value().Family != 0
}

// Size is how many bytes the counts take beside the value itself.
func (c Compact) Size() int { return len(c.packed) }

// noCategories stand for those that are still to be unpacked.
var noCategories = map[string]float64{}

// unpack returns the column without its categories and cells, and what unpacks these.
func (c Compact) unpack() (Column, unpacker) {
	u := unpacker{c.packed}
	holds := u.byte()
	rest := Column{Grid: c.grid.Value(), KnownTruncated: holds&holdsTruncated != 0}
	if holds&holdsTotals != 0 {
		rest.Missing, rest.Invalid, rest.Other, rest.New = u.number(), u.number(), u.number(), u.number()
	}
	if holds&holdsDistinct != 0 {
		rest.Distinct = make([]float64, u.uvarint())
		for i := range rest.Distinct {
			rest.Distinct[i] = u.number()
		}
	}
	if holds&holdsCategories != 0 {
		rest.Categories = noCategories
	}
	return rest, u
}

// categories returns the categories in no order, and leaves what follows them.
func (u *unpacker) categories() iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for range u.uvarint() {
			if name := u.text(); !yield(name, u.number()) {
				return
			}
		}
	}
}

// cells returns the cells in ascending order of their keys, up to the end.
func (u *unpacker) cells() iter.Seq2[int64, Cell] {
	return func(yield func(int64, Cell) bool) {
		key := int64(0)
		for len(u.rest) > 0 {
			key += u.varint()
			if !yield(key, u.cell()) {
				return
			}
		}
	}
}

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

// cell reads what appendCell wrote.
func (u *unpacker) cell() (c Cell) {
	kinds := u.byte()
	for i, x := range c.numbers() {
		switch {
		case kinds&(1<<i) == 0:
		case kinds&notWhole != 0:
			*x = u.bits()
		default:
			*x = float64(u.varint())
		}
	}
	return c
}

package summary

import "slices"

// rest is what a choice of grid rests on, and whether it is whole numbers.
func (c *Column) rest() (rest *Column, whole bool) {
	rest, whole = &Column{Grid: c.Grid, Cells: map[int64]Cell{}}, true
	for _, cell := range trimmed(c.SortedCells()) {
		rest.Cells[cell.Key] = cell.Cell
		whole = whole && cell.Fractional == 0
	}
	return rest, whole
}

// trimmed leaves out the outer cells that hold at most maxTrim of the values at each end. One cell always stays.
func trimmed(cells []KeyedCell) []KeyedCell {
	var total float64
	for _, cell := range cells {
		total += cell.N
	}
	for range 2 {
		for gone := 0.0; len(cells) > 1 && gone+cells[0].N <= maxTrim*total; cells = cells[1:] {
			gone += cells[0].N
		}
		slices.Reverse(cells)
	}
	return cells
}

// octaveQuantile reads a quantile linearly inside an octave, whatever the places say: they cannot tell a gap between
// two values from an even spread, and a choice of grid must not hang on that.
func octaveQuantile(c *Column, p float64) float64 {
	cells := c.SortedCells()
	rank := p * c.Count()
	for _, cell := range cells {
		if rank <= cell.N {
			lo, hi := c.Grid.Bounds(cell.Key)
			return lo + (hi-lo)*rank/cell.N
		}
		rank -= cell.N
	}
	_, hi := c.Grid.Bounds(cells[len(cells)-1].Key)
	return hi
}

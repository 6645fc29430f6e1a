package summary

// TooCoarse reports whether the column's grid delivers less than it must for these values, or takes too many cells.
// whole says that all values are whole numbers. A cell that is known to hold one value only is as good as can be.
func (c *Column) TooCoarse(whole bool) bool {
	if !c.Numeric() || c.Grid.Family == Logit {
		return false
	}
	limit := cellLimit(c.Count())
	for key, cell := range c.Cells {
		if cell.N > limit && !c.Grid.single(key, whole) {
			return true
		}
	}
	return len(c.Cells) > mostCells && c.Grid.Family != Edges
}

// Halved returns the grid whose cells are half as wide, where that may be all that a grid lacks which is too coarse: no
// cell has more than twice what it may, and their number stays within bounds.
func (c *Column) Halved(whole bool) (Grid, bool) {
	limit := cellLimit(c.Count())
	for key, cell := range c.Cells {
		if cell.N > 2*limit && !c.Grid.single(key, whole) {
			return Grid{}, false
		}
	}
	scale := c.Grid.Scale + 1
	ok := c.Grid.Family == Linear && scale <= scales[Linear][1] || c.Grid.Family == Exponential && scale <= maxScaleUp
	return c.Grid.Coarsen(-1), ok && 2*len(c.Cells) <= mostCells
}

// single reports whether a cell can hold one value only.
func (g Grid) single(key int64, whole bool) bool {
	switch g.Family {
	case Linear:
		return whole && g.Scale >= 0 && key != maxLinearKey && key != -maxLinearKey
	case Exponential:
		return key == 0
	case Edges:
		lo, hi := g.Bounds(key)
		return hi == next(lo)
	}
	return false
}

package summary

// Coarsen returns the column on cells 2^by as wide; by ≤ 0, or a column of categories, gives a copy. Counts are
// exact, places are carried over so that mean and variance stay what they were.
func (c *Column) Coarsen(by int) *Column {
	coarse := c.Clone()
	if by <= 0 || !c.Numeric() || c.Grid.Family == Edges {
		return coarse
	}
	coarse.Grid = c.Grid.Coarsen(by)
	coarse.Cells = make(map[int64]Cell, len(c.Cells))
	for _, cell := range c.SortedCells() {
		key := c.Grid.CoarsenKey(cell.Key, by)
		coarse.Cells[key] = coarse.Cells[key].Plus(c.Grid.moved(cell, coarse.Grid, key))
	}
	return coarse
}

// CoarsenTo returns the column on the finest grid on which it has at most limit cells. The logit family and edges are
// exempt, as are columns that cannot be coarsened further.
func (c *Column) CoarsenTo(limit int) *Column {
	if c.Grid.Family == Logit || c.Grid.Family == Edges || len(c.Cells) <= limit {
		return c
	}
	for by := 1; c.Grid.Scale-by >= scales[c.Grid.Family][0]; by++ {
		if cells := c.cellsAt(by); cells <= limit {
			return c.Coarsen(by)
		}
	}
	return c
}

// cellsAt is the number of cells after coarsening.
func (c *Column) cellsAt(by int) int {
	keys := make(map[int64]struct{}, len(c.Cells))
	for key := range c.Cells {
		keys[c.Grid.CoarsenKey(key, by)] = struct{}{}
	}
	return len(keys)
}

// moved is a cell with its places told from the cell key of the grid to: with x = a + d·f = a′ + d′·f′, the place
// f′ is α + β·f for α = (a−a′)/d′ and β = d/d′.
func (g Grid) moved(cell KeyedCell, to Grid, key int64) Cell {
	origin, width := g.Affine(cell.Key)
	toOrigin, toWidth := to.Affine(key)
	out := cell.Cell
	if toWidth == 0 {
		return out
	}
	alpha, beta := (origin-toOrigin)/toWidth, width/toWidth
	out.Off = alpha*cell.N*OffsetUnit + beta*cell.Off
	out.Off2 = alpha*alpha*cell.N*OffsetUnit + 2*alpha*beta*cell.Off + beta*beta*cell.Off2
	return out
}

package summary

import "math"

// EvenOn returns the counts of a column, without places, on a grid whose cells its own nest in, which is exactly what a
// store counts there. false: they do not nest, or a value lies where the finer grid cannot say in which cell.
func (c *Column) EvenOn(g Grid) (*Column, bool) {
	by := c.Grid.Scale - g.Scale
	below, above := c.Beyond()
	if c.Grid != g && (g.Family != Linear || c.Grid.Family != Linear || by < 0 || below+above > 0) {
		return nil, false
	}
	even := &Column{Grid: g, Cells: make(map[int64]Cell, len(c.Cells)), Missing: c.Missing, Invalid: c.Invalid}
	counts := make(map[int64]float64, len(c.Cells))
	for key, cell := range c.Cells {
		counts[c.Grid.CoarsenKey(key, by)] += cell.N
	}
	for key, n := range counts {
		even.Cells[key] = g.EvenCell(key, n)
	}
	return even, true
}

// EvenCell is the cell of n values that were counted without their places: they are taken as even over the cell, on a
// logit grid as all at its middle. Zero, Outside and Fractional are not known and stay 0.
func (g Grid) EvenCell(key int64, n float64) Cell {
	first, second := 0.5, 1.0/3
	switch {
	case g.Family == Logit:
		first = g.Middle(key)
		second = first * first
	case g.Family == Exponential && key == 0:
		first, second = 0, 0
	case g.Family == Edges:
		if a, b, ok := g.Cuts.evenly(key); ok {
			first, second = a, b
		}
	}
	return Cell{N: n, Off: math.Round(first * n * OffsetUnit), Off2: math.Round(second * n * OffsetUnit)}
}

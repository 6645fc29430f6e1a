package summary

import "math"

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
	}
	return Cell{N: n, Off: math.Round(first * n * OffsetUnit), Off2: math.Round(second * n * OffsetUnit)}
}

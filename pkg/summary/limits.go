package summary

import "math"

// What a grid must deliver: on the reference, a cell that holds several values has at most 1/70 of them. So a
// Kolmogorov–Smirnov distance from the reference is right within 0.0143, whatever the other window holds.
const (
	mostInCell = 1.0 / 70
	// values that a cell may hold in any case: of a small reference, chance alone brings more together
	leastInCell  = 14
	mostCells    = 2048 // of the reference that a grid may have
	cellsOfGuess = 1024 // that a choice by octaves may expect
	maxScaleUp   = 9    // of exponential grids
)

// cellLimit is how many of n values a cell of several values may hold.
func cellLimit(n float64) float64 { return math.Max(leastInCell, n*mostInCell) }

// next is the next double above x.
func next(x float64) float64 { return math.Nextafter(x, math.Inf(1)) }

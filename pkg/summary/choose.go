package summary

import (
	"math"
	"slices"
)

// OctaveGrid is the grid of a first pass, which counts a column to choose its grid: sign and octave of |x|.
var OctaveGrid = Grid{Family: Exponential}

// DefaultExponential is the grid of what no linear grid fits: 32 cells an octave, each 2.2 % wide.
var DefaultExponential = Grid{Family: Exponential, Scale: 5}

const (
	maxTrim      = 0.001 // share of the values that may be left out at each end
	cellsPerSd   = 32
	cellsPerIQR  = 12
	maxWholeSpan = 1024
)

// NoValues is the notice of a grid that no value chose.
const NoValues = "no valid values to fix a grid on"

// ChooseGrid picks the grid of a column from its first pass, a column on OctaveGrid with Fractional counted. Outer
// octaves that hold at most 0.1 % of the values at an end are left out, so a few wild values change nothing. With sd
// (population) and IQR (linear inside an octave) of the rest and w = 2^⌊log2(sd/32) + 2^−20⌋ the grid is linear with
// cells of w if w ≤ IQR/12, or if the rest are whole numbers in octaves that span at most 1,024 (then w ≤ 1); else
// DefaultExponential. Of numbers that are not whole, w is halved until no cell is expected to hold more than 1/70 of
// them, and the grid is exponential where zero alone has more, or where that would take over 1,024 cells. Exponential
// cells are halved in the same way. The notice is empty unless the choice had little to go by, and says why. The choice
// is by octaves: whether the grid delivers, counts on it tell (Column.TooCoarse).
func ChooseGrid(first *Column) (grid Grid, notice string) {
	rest, whole := first.rest()
	cells := rest.SortedCells()
	if len(cells) == 0 {
		return DefaultExponential, NoValues
	}
	low, _ := rest.Grid.Bounds(cells[0].Key)
	_, high := rest.Grid.Bounds(cells[len(cells)-1].Key)
	small := whole && high-low <= maxWholeSpan
	variance := rest.Moments().Variance
	of := densityOf(first, cells)
	exponential := Grid{Family: Exponential, Scale: of.scale()}
	switch {
	case math.IsInf(variance, 0) || math.IsNaN(variance):
		return DefaultExponential, "the values are too large for a linear grid"
	case variance == 0 && small:
		return Grid{Family: Linear}, "all values are equal: the grid rests on one value"
	case variance == 0:
		return DefaultExponential, "the values are equal, or nearly: the grid rests on one value"
	}
	exponent := widthExponent(math.Sqrt(variance))
	if small {
		return linear(min(exponent, 0)), ""
	}
	tailed := math.Ldexp(1, exponent) > (octaveQuantile(rest, 0.75)-octaveQuantile(rest, 0.25))/cellsPerIQR
	if tailed || !whole && of.zeroInflated() {
		return exponential, ""
	}
	if !whole {
		exponent = of.finer(exponent)
	}
	if of.cells(math.Ldexp(1, exponent), math.Sqrt(variance)) > cellsOfGuess {
		return exponential, ""
	}
	return linear(exponent), ""
}

// linear is the grid with cells of 2^exponent, or as near as there is.
func linear(exponent int) Grid {
	return Grid{Family: Linear, Scale: max(scales[Linear][0], min(scales[Linear][1], -exponent))}
}

// widthExponent is ⌊log2(sd/32) + 2^−20⌋. Standardized features have an sd of 1, but for the last digits of sums, which
// are no store's own business: a millionth below a power of two counts as the power.
func widthExponent(sd float64) int {
	return int(math.Floor(math.Log2(sd/cellsPerSd) + math.Exp2(-20)))
}

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

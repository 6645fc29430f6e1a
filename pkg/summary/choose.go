package summary

import "math"

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
		exponent = of.widthExponent(exponent)
	}
	if of.cells(math.Ldexp(1, exponent), math.Sqrt(variance)) > cellsOfGuess {
		return exponential, ""
	}
	return linear(exponent), ""
}

// densityOf reads the octaves of a first pass; kept are the cells that a choice rests on.
func densityOf(first *Column, kept []KeyedCell) density {
	d := density{}
	octaves := func(cells []KeyedCell) (list []octave) {
		for _, cell := range cells {
			if cell.Key == 0 {
				continue
			}
			lo, hi := first.Grid.Bounds(cell.Key)
			list = append(list, octave{width: hi - lo, n: cell.N, negative: cell.Key < 0})
		}
		return list
	}
	cells := first.SortedCells()
	for _, cell := range cells {
		d.total += cell.N
		if cell.Key == 0 {
			d.zeros = cell.N
		}
	}
	d.all, d.kept = octaves(cells), octaves(kept)
	return d
}

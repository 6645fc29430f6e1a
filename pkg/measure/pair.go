package measure

import "leeway/pkg/summary"

// window is a column with what is read off it again and again.
type window struct {
	*summary.Column
	cells []summary.KeyedCell // in ascending order; nil for categories
	n     float64             // valid values
}

func windowOf(c *summary.Column) window {
	if !c.Numeric() {
		return window{Column: c, n: c.Count()}
	}
	w := window{Column: c, cells: c.SortedCells()}
	for _, cell := range w.cells {
		w.n += cell.N
	}
	return w
}

// pair is two windows of a column on one grid, the coarser of theirs.
type pair struct{ current, baseline window }

func align(current, baseline *summary.Column) (pair, string) {
	if current == nil || baseline == nil {
		return pair{}, "the column was not counted in both windows"
	}
	if current.Numeric() && baseline.Numeric() {
		if !current.Grid.Merges(baseline.Grid) {
			return pair{}, "the windows are counted on grids of different families or with other cut points"
		}
		by := current.Grid.Scale - baseline.Grid.Scale
		if by > 0 {
			current = current.Coarsen(by)
		} else if by < 0 {
			baseline = baseline.Coarsen(-by)
		}
	}
	w := pair{windowOf(current), windowOf(baseline)}
	if current.Numeric() != baseline.Numeric() && w.current.n > 0 && w.baseline.n > 0 {
		return pair{}, "one window holds numbers and the other categories"
	}
	return w, ""
}

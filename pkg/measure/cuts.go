package measure

import (
	"cmp"
	"math"
	"slices"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// cut is a boundary between cells: those with keys below key lie left of it.
type cut struct {
	key   int64
	value float64
}

// cuts returns the inner boundaries of a distribution's bins, ascending: the baseline's quantiles, or the current
// window's where the baseline is empty, so that it can at least be drawn. They are whole numbers where all values of
// both windows are by their type, or may be by their cells.
func (w pair) cuts(how Cutting) []cut {
	bins := how.bins()
	from := w.baseline
	cuts := quantileCuts(from, bins)
	if len(cuts) == 0 {
		from = w.current
		cuts = quantileCuts(from, bins)
	}
	switch {
	case w.current.mayBeWhole() && w.baseline.mayBeWhole():
		return raiseToWhole(cuts, from.Grid.Scale)
	case how.Integers:
		return nameByIntegers(cuts, from.Grid)
	}
	return cuts
}

// nameByIntegers gives cuts, which ascend, the first whole number that lies right of them as their value. Of cuts with
// the same one the last is kept: no whole number lies between them.
func nameByIntegers(cuts []cut, g summary.Grid) []cut {
	out := make([]cut, 0, len(cuts))
	for _, c := range cuts {
		c.value = g.FirstInteger(c.key)
		if n := len(out); n > 0 && out[n-1].value == c.value {
			out = out[:n-1]
		}
		out = append(out, c)
	}
	return out
}

// quantileCuts returns the inner boundaries of the baseline's quantile bins, ascending.
func quantileCuts(b window, bins int) []cut {
	counts := make([]float64, len(b.cells))
	for i, cell := range b.cells {
		counts[i] = cell.N
	}
	var cuts []cut
	for _, i := range stats.NearestCuts(counts, bins) {
		cuts = append(cuts, above(b.Grid, b.cells[i].Key))
	}
	for _, cell := range b.cells {
		if cell.N >= b.n/float64(bins) {
			lo, _ := b.Grid.Bounds(cell.Key)
			cuts = append(cuts, cut{key: cell.Key, value: lo}, above(b.Grid, cell.Key))
		}
	}
	slices.SortFunc(cuts, func(x, y cut) int { return cmp.Compare(x.key, y.key) })
	return slices.CompactFunc(cuts, sameCut)
}

// above is the boundary at the upper edge of a cell.
func above(g summary.Grid, key int64) cut {
	_, hi := g.Bounds(key)
	return cut{key: key + 1, value: hi}
}

func sameCut(x, y cut) bool { return x.key == y.key }

// mostWholeScale is the scale of the narrowest linear cells whose keys tell a whole number from the next.
const mostWholeScale = 52

// mayBeWhole reports whether every value lies in a cell, narrower than 1, that begins at a whole number. It goes by
// keys alone: where in its cell a value lies is not counted for every query, and cuts must not depend on the query.
func (w window) mayBeWhole() bool {
	if w.n == 0 {
		return true
	}
	if w.Grid.Family != summary.Linear || w.Grid.Scale < 1 || w.Grid.Scale > mostWholeScale {
		return false
	}
	return !slices.ContainsFunc(w.cells, func(cell summary.KeyedCell) bool {
		return cell.Key != nextWhole(cell.Key, w.Grid.Scale)
	})
}

// raiseToWhole moves cuts of a linear grid, which ascend, up to the next whole number. No value that may be whole
// changes its bin by this; bins between whole numbers, which can hold none, are gone.
func raiseToWhole(cuts []cut, scale int) []cut {
	for i, c := range cuts {
		key := nextWhole(c.key, scale)
		cuts[i] = cut{key: key, value: math.Ldexp(float64(key), -scale)}
	}
	return slices.CompactFunc(cuts, sameCut)
}

// nextWhole is the key of the first cell from key on that begins at a whole number.
func nextWhole(key int64, scale int) int64 {
	return (key + 1<<scale - 1) >> scale << scale
}

// tally counts cells, which ascend, between cuts, which do too.
func tally(cells []summary.KeyedCell, cuts []cut) []float64 {
	counts := make([]float64, len(cuts)+1)
	i := 0
	for _, cell := range cells {
		for i < len(cuts) && cuts[i].key <= cell.Key {
			i++
		}
		counts[i] += cell.N
	}
	return counts
}

// Package summarytest fits grids to values in memory, as the engine does by statements.
package summarytest

import (
	"math"
	"slices"

	"leeway/pkg/summary"
)

// Fitted returns the grid of a reference, as the engine finds it: chosen by octaves, held against counts, and refined
// where those show that it delivers too little. What is not finite is left out.
func Fitted(reference []float64) summary.Grid {
	reference = slices.DeleteFunc(slices.Clone(reference),
		func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) })
	first := observed(summary.OctaveGrid, reference)
	grid, _ := summary.ChooseGrid(first)
	whole := !slices.ContainsFunc(reference, func(x float64) bool { return x != math.Trunc(x) })
	counts := observed(grid, reference)
	if !counts.TooCoarse(whole) {
		return grid
	}
	if finer, ok := counts.Halved(whole); ok && !observed(finer, reference).TooCoarse(whole) {
		return finer
	}
	zoom := summary.NewZoom(counts, whole)
	for {
		cuts, more := zoom.Cuts()
		if !more {
			break
		}
		zoom.Add(Ranges(cuts, reference))
	}
	for {
		grid, _ = zoom.Choose()
		if grid.Family == summary.Edges || zoom.Confirms(observed(grid, reference)) {
			return grid
		}
	}
}

// Ranges counts values between cut points as a store does.
func Ranges(cuts summary.Grid, values []float64) []summary.Range {
	byKey := map[int64]summary.Range{}
	for _, x := range values {
		key, _ := cuts.Key(x)
		r, ok := byKey[key]
		if !ok {
			r = summary.Range{Min: x, Max: x}
		}
		byKey[key] = summary.Range{N: r.N + 1, Min: math.Min(r.Min, x), Max: math.Max(r.Max, x)}
	}
	var list []summary.Range
	for _, r := range byKey {
		list = append(list, r)
	}
	return list
}

func observed(g summary.Grid, values []float64) *summary.Column {
	c := &summary.Column{Grid: g}
	for _, x := range values {
		c.Observe(x)
	}
	return c
}

package measure

import (
	"maps"
	"slices"

	"leeway/pkg/summary"
)

// tabulate counts the current window and the periods by the bins of all periods pooled. Periods without valid values, and
// those that do not merge with the ones before, are left out; now is nil if that holds of the current window.
func tabulate(current *summary.Column, periods []*summary.Column, bins int) (now []float64, table [][]float64) {
	pooled := &summary.Column{}
	if current != nil {
		pooled.Grid = current.Grid // so that no window is coarser than what they are all counted on
	}
	var merged []*summary.Column
	for _, period := range periods {
		if period != nil && pooled.Add(period) == nil {
			merged = append(merged, period)
		}
	}
	b := binningOf(pooled, bins)
	for _, period := range merged {
		if counts := b.counts(period); sumOf(counts) > 0 {
			table = append(table, counts)
		}
	}
	if current != nil {
		now = b.counts(current)
	}
	return now, table
}

// binning is the bins of one column, to count others by.
type binning struct {
	window
	cuts  []cut          // of numbers
	names map[string]int // of categories: the place of each
}

func binningOf(c *summary.Column, bins int) binning {
	b := binning{window: windowOf(c), names: map[string]int{}}
	if c.Numeric() {
		b.cuts = quantileCuts(b.window, bins)
		return b
	}
	for _, name := range slices.Sorted(maps.Keys(c.Categories)) {
		b.names[name] = len(b.names)
	}
	return b
}

// counts returns a column's valid values by bin; categories that the binning does not know, (other) and (new) come last. nil
// if the column is of another kind or on a coarser grid.
func (b binning) counts(c *summary.Column) []float64 {
	if c.Numeric() != b.Numeric() || !c.Grid.Merges(b.Grid) || c.Grid.Scale < b.Grid.Scale {
		return nil
	}
	if c.Numeric() {
		if by := c.Grid.Scale - b.Grid.Scale; by > 0 {
			c = c.Coarsen(by)
		}
		return tally(c.SortedCells(), b.cuts)
	}
	last := len(b.names)
	counts := make([]float64, last+3)
	for name, n := range c.Categories {
		if place, known := b.names[name]; known {
			counts[place] += n
		} else {
			counts[last] += n
		}
	}
	counts[last+1], counts[last+2] = c.Other, c.New
	return counts
}

// pool adds up the counts of periods by bin.
func pool(table [][]float64) []float64 {
	if len(table) == 0 {
		return nil
	}
	total := make([]float64, len(table[0]))
	for _, counts := range table {
		for k, n := range counts {
			total[k] += n
		}
	}
	return total
}

func sumOf(counts []float64) float64 {
	var n float64
	for _, x := range counts {
		n += x
	}
	return n
}

package measure

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"leeway/pkg/summary"
)

// Binning is the bins of a distribution, fixed by one column, to count the windows of a history by.
type Binning struct {
	window
	cuts  []cut          // of numbers
	names map[string]int // of categories: the place of each
}

// NewBinning returns the bins that Bins lays over a baseline: its quantile bins, or every category that it or the
// current window holds. More of the special bins come in Row.
func NewBinning(current, baseline *summary.Column, how Cutting) (Binning, bool) {
	aligned, reason := align(current, baseline)
	if reason != "" {
		return Binning{}, false
	}
	c, b := aligned.current, aligned.baseline
	if !b.Numeric() && !c.Numeric() {
		out := Binning{window: b, names: map[string]int{}}
		for _, bin := range categoryBins(c, b) {
			out.names[bin.Label] = len(out.names)
		}
		return out, true
	}
	return Binning{window: b, cuts: aligned.cuts(how)}, true
}

// PooledBinning returns the bins of windows taken together. Windows that do not merge with the ones before are left
// out.
func PooledBinning(columns []*summary.Column, how Cutting) Binning {
	pooled := summary.Pool(columns...)
	if pooled == nil {
		pooled = &summary.Column{}
	}
	b := Binning{window: windowOf(pooled), names: map[string]int{}}
	if pooled.Numeric() {
		b.cuts = pair{b.window, b.window}.cuts(how)
		return b
	}
	for _, name := range slices.Sorted(maps.Keys(pooled.Categories)) {
		b.names[name] = len(b.names)
	}
	return b
}

// Row is one window, counted by bins.
type Row struct {
	Counts  []float64 // of valid values: the ordinary bins, and of categories those of no bin, (other) and (new)
	Valid   float64
	Missing float64
	Invalid float64

	cells []summary.KeyedCell // of numbers, ascending
}

// Total is the number of values, valid or not.
func (r Row) Total() float64 { return r.Valid + r.Missing + r.Invalid }

// Special is the number of bins at the end of Counts that hold no value by name.
func (b Binning) Special() int {
	if b.Numeric() {
		return 0
	}
	return 3
}

// Place is where Counts holds a bin of Bins, of the same columns; -1 for missing and invalid values.
func (b Binning) Place(i int, bin Bin) int {
	last := len(b.names)
	switch bin.Kind {
	case Other:
		return last + 1
	case New:
		return last + 2
	case Missing, Invalid:
		return -1
	}
	if b.Numeric() {
		return i
	}
	return b.names[bin.Label]
}

// Share is the share of a row's values that a bin of Bins, of the same columns, holds: of its valid values, or for
// missing and invalid ones of all. 0 if there are none to divide by.
func (b Binning) Share(r Row, i int, bin Bin) float64 {
	switch bin.Kind {
	case Missing:
		return share(r.Missing, r.Total())
	case Invalid:
		return share(r.Invalid, r.Total())
	}
	return share(r.Counts[b.Place(i, bin)], r.Valid)
}

// Row counts a column by the bins. ok is false if the column is of another kind or on a coarser grid.
func (b Binning) Row(c *summary.Column) (r Row, ok bool) {
	if c == nil {
		return Row{}, false
	}
	if c.Total() > c.Count() && c.Count() == 0 { // nothing valid: of either kind
		return Row{Counts: make([]float64, b.size()), Missing: c.Missing, Invalid: c.Invalid}, true
	}
	if c.Numeric() != b.Numeric() || !c.Grid.Merges(b.Grid) || c.Grid.Scale < b.Grid.Scale {
		return Row{}, false
	}
	r = Row{Missing: c.Missing, Invalid: c.Invalid, Valid: c.Count()}
	if c.Numeric() {
		if by := c.Grid.Scale - b.Grid.Scale; by > 0 {
			c = c.Coarsen(by)
		}
		r.cells = c.SortedCells()
		r.Counts = tally(r.cells, b.cuts)
		return r, true
	}
	last := len(b.names)
	r.Counts = make([]float64, b.size())
	for name, n := range c.Categories {
		if place, known := b.names[name]; known {
			r.Counts[place] += n
		} else {
			r.Counts[last] += n
		}
	}
	r.Counts[last+1], r.Counts[last+2] = c.Other, c.New
	return r, true
}

// PoolRows returns windows, counted by the same bins, as one. There is at least one.
func PoolRows(rows []Row) Row {
	pooled := Row{Counts: make([]float64, len(rows[0].Counts))}
	for _, r := range rows {
		for i, n := range r.Counts {
			pooled.Counts[i] += n
		}
		pooled.Valid, pooled.Missing, pooled.Invalid = pooled.Valid+r.Valid, pooled.Missing+r.Missing, pooled.Invalid+r.Invalid
		pooled.cells = append(pooled.cells, r.cells...)
	}
	slices.SortFunc(pooled.cells, func(a, b summary.KeyedCell) int { return cmp.Compare(a.Key, b.Key) })
	return pooled
}

func (b Binning) size() int {
	if b.Numeric() {
		return len(b.cuts) + 1
	}
	return len(b.names) + b.Special()
}

// Outside counts the values of a window that lie below the lowest and above the highest cell of all others; none where
// these hold no numbers.
func (r Row) Outside(others []Row) (below, above float64) {
	least, most := int64(math.MaxInt64), int64(math.MinInt64)
	for _, o := range others {
		if n := len(o.cells); n > 0 {
			least, most = min(least, o.cells[0].Key), max(most, o.cells[n-1].Key)
		}
	}
	if least > most {
		return 0, 0
	}
	for i := 0; i < len(r.cells) && r.cells[i].Key < least; i++ {
		below += r.cells[i].N
	}
	for i := len(r.cells) - 1; i >= 0 && r.cells[i].Key > most; i-- {
		above += r.cells[i].N
	}
	return below, above
}

package measure

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// BinKind tells ordinary bins from special ones.
type BinKind int8

// The kinds of bins. Missing and invalid values are drawn but enter no divergence.
const (
	Ordinary BinKind = iota
	Other            // categories of the reference that are not kept by name
	New              // categories the reference never held
	Missing
	Invalid
)

// Labels of the special bins.
const (
	OtherLabel   = "(other)"
	NewLabel     = "(new)"
	MissingLabel = "(missing)"
	InvalidLabel = "(invalid)"
)

// Bin is one bar of a distribution over another.
type Bin struct {
	Label string
	Kind  BinKind

	// Lower and Upper bound the values of a numeric bin, −Inf and +Inf where it is open; both 0 for categories.
	Lower, Upper float64

	Current, Baseline float64 // counts

	// CurrentShare and BaselineShare are counts over valid values; of missing and invalid bins over all values. 0 if
	// there are none to divide by.
	CurrentShare, BaselineShare float64

	Contribution float64 // to psi, 0 for missing and invalid
}

// Bins lays a column of the current window over the baseline's. Numeric bins are the baseline's quantile bins: going
// up its non-empty cells a cut is made after the cell whose cumulative count is nearest j·m/bins (ties to the lower),
// both edges of every cell with at least m/bins values are added, and the outer bins are open. Categories come in the
// order of their baseline count, then current count, then bytes. Special bins follow if they hold anything. The
// reason is empty if the columns can be compared at all.
func Bins(current, baseline *summary.Column, bins int) ([]Bin, string) {
	if bins <= 0 {
		bins = DefaultBins
	}
	c, b, reason := aligned(current, baseline)
	if reason != "" {
		return nil, reason
	}
	var out []Bin
	if b.Numeric() || c.Numeric() {
		out = numericBins(c, b, bins)
	} else {
		out = categoryBins(c, b)
	}
	if c.Other+b.Other > 0 {
		out = append(out, Bin{Label: OtherLabel, Kind: Other, Current: c.Other, Baseline: b.Other})
	}
	if c.New+b.New > 0 {
		out = append(out, Bin{Label: NewLabel, Kind: New, Current: c.New, Baseline: b.New})
	}
	finishBins(out, c, b)
	for _, special := range []Bin{
		{Label: MissingLabel, Kind: Missing, Current: c.Missing, Baseline: b.Missing},
		{Label: InvalidLabel, Kind: Invalid, Current: c.Invalid, Baseline: b.Invalid},
	} {
		if special.Current+special.Baseline > 0 {
			special.CurrentShare = share(special.Current, c.Total())
			special.BaselineShare = share(special.Baseline, b.Total())
			out = append(out, special)
		}
	}
	return out, ""
}

// aligned returns both columns on the coarser of their grids.
func aligned(current, baseline *summary.Column) (c, b *summary.Column, reason string) {
	if current == nil || baseline == nil {
		return nil, nil, "the column was not counted in both windows"
	}
	c, b = current, baseline
	if c.Numeric() != b.Numeric() && c.Count() > 0 && b.Count() > 0 {
		return nil, nil, "one window holds numbers and the other categories"
	}
	if c.Numeric() && b.Numeric() {
		if c.Grid.Family != b.Grid.Family {
			return nil, nil, "the windows are counted on grids of different families"
		}
		by := c.Grid.Scale - b.Grid.Scale
		if by > 0 {
			c = c.Coarsen(by)
		} else if by < 0 {
			b = b.Coarsen(-by)
		}
	}
	return c, b, ""
}

// cut is a boundary between cells: those with keys below key lie left of it.
type cut struct {
	key   int64
	value float64
}

// quantileCuts returns the inner boundaries of the baseline's quantile bins, ascending.
func quantileCuts(b *summary.Column, bins int) []cut {
	cells := b.SortedCells()
	counts := make([]float64, len(cells))
	var m float64
	for i, cell := range cells {
		counts[i] = cell.N
		m += cell.N
	}
	var cuts []cut
	for _, i := range stats.NearestCuts(counts, bins) {
		cuts = append(cuts, above(b.Grid, cells[i].Key))
	}
	for _, cell := range cells {
		if cell.N >= m/float64(bins) {
			lo, _ := b.Grid.Bounds(cell.Key)
			cuts = append(cuts, cut{key: cell.Key, value: lo}, above(b.Grid, cell.Key))
		}
	}
	slices.SortFunc(cuts, func(x, y cut) int { return cmp.Compare(x.key, y.key) })
	return slices.CompactFunc(cuts, func(x, y cut) bool { return x.key == y.key })
}

// above is the boundary at the upper edge of a cell.
func above(g summary.Grid, key int64) cut {
	_, hi := g.Bounds(key)
	return cut{key: key + 1, value: hi}
}

func numericBins(c, b *summary.Column, bins int) []Bin {
	cuts := quantileCuts(b, bins)
	if len(cuts) == 0 { // an empty baseline: cut by the current window, so that it can at least be drawn
		cuts = quantileCuts(c, bins)
	}
	out := make([]Bin, len(cuts)+1)
	for i := range out {
		out[i].Lower, out[i].Upper = math.Inf(-1), math.Inf(1)
		if i > 0 {
			out[i].Lower = cuts[i-1].value
		}
		if i < len(cuts) {
			out[i].Upper = cuts[i].value
		}
	}
	place := func(cell summary.KeyedCell) int {
		return sort.Search(len(cuts), func(i int) bool { return cuts[i].key > cell.Key })
	}
	for _, cell := range c.SortedCells() {
		out[place(cell)].Current += cell.N
	}
	for _, cell := range b.SortedCells() {
		out[place(cell)].Baseline += cell.N
	}
	labelRanges(out)
	return out
}

func categoryBins(c, b *summary.Column) []Bin {
	names := map[string]bool{}
	for name := range c.Categories {
		names[name] = true
	}
	for name := range b.Categories {
		names[name] = true
	}
	out := make([]Bin, 0, len(names))
	for name := range names {
		out = append(out, Bin{Label: name, Current: c.Categories[name], Baseline: b.Categories[name]})
	}
	slices.SortFunc(out, func(x, y Bin) int {
		return cmp.Or(cmp.Compare(y.Baseline, x.Baseline), cmp.Compare(y.Current, x.Current), cmp.Compare(x.Label, y.Label))
	})
	return out
}

// finishBins sets shares and contributions of bins that hold valid values.
func finishBins(bins []Bin, c, b *summary.Column) {
	n, m := c.Count(), b.Count()
	var cc, bb []float64
	for i := range bins {
		bins[i].CurrentShare = share(bins[i].Current, n)
		bins[i].BaselineShare = share(bins[i].Baseline, m)
		cc, bb = append(cc, bins[i].Current), append(bb, bins[i].Baseline)
	}
	if n == 0 || m == 0 {
		return
	}
	terms := stats.PSITerms(stats.Occupied(cc, bb))
	for i := range bins {
		if cc[i]+bb[i] > 0 {
			bins[i].Contribution, terms = terms[0], terms[1:]
		}
	}
}

func share(n, total float64) float64 {
	if total == 0 {
		return 0
	}
	return n / total
}

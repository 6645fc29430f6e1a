package measure

import (
	"cmp"
	"math"
	"slices"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// Cutting says how bins of numbers are cut.
type Cutting struct {
	Bins     int  // about how many; 0 is DefaultBins
	Integers bool // all values are whole numbers by their type
}

func (c Cutting) bins() int {
	if c.Bins <= 0 {
		return DefaultBins
	}
	return c.Bins
}

// Bins lays a column of the current window over the baseline's. Numeric bins are the baseline's quantile bins: going
// up its non-empty cells a cut is made after the cell whose cumulative count is nearest j·m/bins (ties to the lower),
// both edges of every cell with at least m/bins values are added, and the outer bins are open. Where both windows
// hold whole numbers alone, by their type or as far as cells tell, cuts are raised to the next whole number. Categories
// come in the order of their baseline count, then current count, then bytes. Special bins follow if they hold anything.
// The reason is empty if the columns can be compared at all.
func Bins(current, baseline *summary.Column, how Cutting) ([]Bin, string) {
	w, reason := align(current, baseline)
	if reason != "" {
		return nil, reason
	}
	out := w.bins(how)
	c, b := w.current, w.baseline
	for _, special := range []Bin{
		{Label: MissingLabel, Kind: Missing, Current: c.Missing, Baseline: b.Missing},
		{Label: InvalidLabel, Kind: Invalid, Current: c.Invalid, Baseline: b.Invalid},
	} {
		if special.Current+special.Baseline > 0 {
			special.CurrentShare = share(special.Current, c.n+c.Missing+c.Invalid)
			special.BaselineShare = share(special.Baseline, b.n+b.Missing+b.Invalid)
			out = append(out, special)
		}
	}
	return out, ""
}

// bins returns the bins of valid values.
func (w pair) bins(how Cutting) []Bin {
	c, b := w.current, w.baseline
	var out []Bin
	if b.Numeric() || c.Numeric() {
		out = numericBins(c, b, how)
	} else {
		out = categoryBins(c, b)
	}
	if c.Other+b.Other > 0 {
		out = append(out, Bin{Label: OtherLabel, Kind: Other, Current: c.Other, Baseline: b.Other})
	}
	if c.New+b.New > 0 {
		out = append(out, Bin{Label: NewLabel, Kind: New, Current: c.New, Baseline: b.New})
	}
	finishBins(out, c.n, b.n)
	return out
}

func numericBins(c, b window, how Cutting) []Bin {
	cuts := pair{c, b}.cuts(how)
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
	current, baseline := tally(c.cells, cuts), tally(b.cells, cuts)
	for i := range out {
		out[i].Current, out[i].Baseline = current[i], baseline[i]
	}
	labelRanges(out)
	return out
}

func categoryBins(c, b window) []Bin {
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
		return cmp.Or(cmp.Compare(y.Baseline, x.Baseline), cmp.Compare(y.Current, x.Current),
			cmp.Compare(x.Label, y.Label))
	})
	return out
}

// finishBins sets shares and contributions of bins that hold the n and m valid values.
func finishBins(bins []Bin, n, m float64) {
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

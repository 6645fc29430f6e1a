package summary

import "math"

// extent is what is known of the values that a choice of grid rests on: bounds of what ChooseGrid computes.
type extent struct {
	sd, iqr, span interval
	fractional    bool // one is, for sure
}

type interval struct{ from, to float64 }

func (i interval) with(other interval) interval {
	return interval{math.Min(i.from, other.from), math.Max(i.to, other.to)}
}

// with returns what both leave possible.
func (e extent) with(other extent) extent {
	return extent{sd: e.sd.with(other.sd), iqr: e.iqr.with(other.iqr), span: e.span.with(other.span),
		fractional: e.fractional && other.fractional}
}

// extentOf returns the extent of bands, partial of whose values at zero may be left out.
func extentOf(bands []band, partial float64) extent {
	e := extent{sd: sdOf(bands, partial), iqr: iqrOf(bands, 0, 0)}
	e.span.from = bands[len(bands)-1].hi - bands[0].lo
	e.span.to = e.span.from
	if partial > 0 {
		e.iqr = e.iqr.with(iqrOf(bands, partial, 0)).with(iqrOf(bands, 0, partial)).with(iqrOf(bands, partial, partial))
	}
	return e
}

// sdOf bounds the standard deviation: that of the middles of cells is off by no more than the root mean square of their halves,
// and what may be left out lies no further from the mean than the outermost band.
func sdOf(bands []band, partial float64) interval {
	var n, sum, squares, slack float64
	for _, b := range bands {
		n, sum, squares, slack = n+b.n, sum+b.sum, squares+b.squares, slack+b.slack
	}
	mean := sum / n
	variance := math.Max(0, squares/n-mean*mean)
	half := math.Sqrt(slack / n)
	least := variance
	if gone := partial / n; partial > 0 {
		reach := math.Sqrt(variance) + half + bands[len(bands)-1].hi - bands[0].lo
		least = math.Max(0, variance-gone*reach*reach)
		variance /= 1 - gone
	}
	const doubles = 1e-6 // the least differences that sums of doubles may make, by far
	return interval{(math.Sqrt(least) - half) * (1 - doubles), (math.Sqrt(variance) + half) * (1 + doubles)}
}

// iqrOf bounds the interquartile range as octaveQuantile reads it, with values left out below and above.
func iqrOf(bands []band, below, above float64) interval {
	var n float64
	for _, b := range bands {
		n += b.n
	}
	at := func(p float64) interval { return bandQuantile(bands, below+p*(n-below-above)) }
	low, high := at(0.25), at(0.75)
	return interval{high.from - low.to, high.to - low.from}
}

func bandQuantile(bands []band, rank float64) interval {
	for _, b := range bands {
		switch {
		case rank > b.n:
			rank -= b.n
		case b.inner:
			return interval{b.lo, b.hi}
		default:
			x := b.lo + (b.hi-b.lo)*rank/b.n
			return interval{x, x}
		}
	}
	last := bands[len(bands)-1].hi
	return interval{last, last}
}

// choose makes ChooseGrid's choice, where it is the same throughout.
func (e extent) choose(whole bool) (Grid, bool) {
	if !(e.sd.from > 0) || math.IsInf(e.sd.to, 0) {
		return Grid{}, false
	}
	exponent := int(math.Floor(math.Log2(e.sd.from / cellsPerSd)))
	if exponent != int(math.Floor(math.Log2(e.sd.to/cellsPerSd))) {
		return Grid{}, false
	}
	width := math.Ldexp(1, exponent)
	switch {
	case !e.fractional && whole && e.span.to <= maxWholeSpan:
		exponent = min(exponent, 0)
	case !e.fractional && !(whole && e.span.from > maxWholeSpan):
		return Grid{}, false
	case width > e.iqr.to/cellsPerIQR:
		return DefaultExponential, true
	case width > e.iqr.from/cellsPerIQR:
		return Grid{}, false
	}
	return Grid{Family: Linear, Scale: max(scales[Linear][0], min(scales[Linear][1], -exponent))}, true
}

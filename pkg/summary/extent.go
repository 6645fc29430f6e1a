package summary

import "math"

// extent is what is known of the values that a choice of grid rests on: bounds of what ChooseGrid computes.
type extent struct {
	sd, iqr, span interval
	fractional    bool // one is, for sure
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

// sdOf bounds the standard deviation by cells: that of their middles is off by no more than the root mean square of
// their halves.
func sdOf(bands []band, partial float64) interval {
	var n, sum, squares, slack float64
	for _, b := range bands {
		n, sum, squares, slack = n+b.n, sum+b.sum, squares+b.squares, slack+b.slack
	}
	mean := sum / n
	variance := math.Max(0, squares/n-mean*mean)
	return sdWithin(interval{variance, variance}, bands, partial, math.Sqrt(slack/n))
}

// sdWithin bounds the standard deviation by a variance that is off by half in its root. What may be left out besides
// lies no further from the mean than the outermost band.
func sdWithin(variance interval, bands []band, partial, half float64) interval {
	if partial > 0 {
		var n float64
		for _, b := range bands {
			n += b.n
		}
		gone := partial / n
		reach := math.Sqrt(variance.to) + half + bands[len(bands)-1].hi - bands[0].lo
		variance = interval{variance.from - gone*reach*reach, variance.to / (1 - gone)}
	}
	// the least differences that sums of doubles may make, by far, and less than widthExponent forgives
	const doubles = 2e-7
	return interval{(math.Sqrt(math.Max(0, variance.from)) - half) * (1 - doubles),
		(math.Sqrt(math.Max(0, variance.to)) + half) * (1 + doubles)}
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
func (e extent) choose(whole bool, d density) (Grid, bool) {
	if !(e.sd.from > 0) || math.IsInf(e.sd.to, 0) || e.sd.from > e.sd.to {
		return Grid{}, false
	}
	exponent := widthExponent(e.sd.from)
	if exponent != widthExponent(e.sd.to) {
		return Grid{}, false
	}
	width := math.Ldexp(1, exponent)
	tailed := width > e.iqr.to/cellsPerIQR
	switch {
	case !e.fractional && whole && e.span.to <= maxWholeSpan:
		return linear(min(exponent, 0)), true
	case !e.fractional && !(whole && e.span.from > maxWholeSpan):
		return Grid{}, false
	case !tailed && width > e.iqr.from/cellsPerIQR, d.atZero > d.total*mostInCell:
		return Grid{}, false
	case tailed || e.fractional && d.zeroInflated():
		return Grid{Family: Exponential, Scale: d.scale()}, true
	case e.fractional:
		exponent = d.widthExponent(exponent)
	}
	width = math.Ldexp(1, exponent)
	many := d.cells(width, e.sd.from) > cellsOfGuess
	if many != (d.cells(width, e.sd.to) > cellsOfGuess) || width <= d.finest {
		return Grid{}, false
	}
	if many {
		return Grid{Family: Exponential, Scale: d.scale()}, true
	}
	return linear(exponent), true
}

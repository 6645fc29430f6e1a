package measure

import (
	"fmt"
	"math"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// comparison is what the divergences are computed from: two windows, and their counts by the ordinary, other and new
// bins in which either has any.
type comparison struct {
	pair
	c, b []float64
	n, m float64
	df   float64 // bins less one
}

func comparisonOf(current, baseline *summary.Column, p Params) (comparison, string) {
	aligned, reason := align(current, baseline)
	if reason != "" {
		return comparison{}, reason
	}
	w := comparison{pair: aligned, n: aligned.current.n, m: aligned.baseline.n}
	for _, bin := range aligned.bins(Cutting{Bins: p.bins()}) {
		if bin.Current+bin.Baseline > 0 {
			w.c, w.b = append(w.c, bin.Current), append(w.b, bin.Baseline)
		}
	}
	w.df = float64(len(w.c) - 1)
	switch {
	case w.n == 0 && w.m == 0:
		return w, "no valid values in either window"
	case w.n == 0:
		return w, "no valid values in the current window"
	case w.m == 0:
		return w, "no valid values in the baseline"
	}
	return w, w.indistinct()
}

// indistinct says why windows whose values are all in one place cannot be compared; empty where they are one value,
// or in several places.
func (w comparison) indistinct() string {
	if w.df > 0 {
		return ""
	}
	c, b := w.current, w.baseline
	switch {
	case c.New > 0:
		return "all values of both windows are new: the reference holds none of them"
	case c.Other > 0:
		return "all values of both windows are categories that are not counted by name"
	case !b.Numeric() || len(c.cells) != 1 || len(b.cells) != 1:
		return ""
	}
	if x, one := c.OneValue(); one {
		if y, too := b.OneValue(); too && x == y {
			return ""
		}
	}
	lo, hi := b.Grid.Bounds(b.cells[0].Key)
	return fmt.Sprintf("all values of both windows are in one cell of the grid, %v to %v, so they cannot be distinguished: pin a finer grid", lo, hi)
}

// spread is 1/n + 1/m, the variance of a difference in units of one row's.
func (w comparison) spread() float64 { return 1/w.n + 1/w.m }

// compare is a Compare function from a value and what tells its critical value.
func compare(value func(comparison) (float64, string),
	critical func(*Divergence, comparison, Params)) func(c, b *summary.Column, p Params) Divergence {
	return func(current, baseline *summary.Column, p Params) Divergence {
		w, reason := comparisonOf(current, baseline, p)
		d := Divergence{N: w.n, M: w.m, Reason: reason}
		if reason != "" {
			return d
		}
		d.Value, d.Reason = value(w)
		switch {
		case d.Reason != "":
		case math.IsNaN(d.Value) || math.IsInf(d.Value, 0):
			d.Value, d.Reason = 0, "the values are too large to compute with"
		default:
			d.OK = true
			if w.df > 0 {
				critical(&d, w, p)
			}
		}
		return d
	}
}

// binned is the value of a divergence of bin counts.
func binned(f func(c, b []float64) float64) func(comparison) (float64, string) {
	return func(w comparison) (float64, string) { return f(w.c, w.b), "" }
}

// byChance gives a divergence whose statistic, a function of its value such as PSI itself or 8 ln 2·js², is κ·(1/n +
// 1/m)·χ² if nothing changed, its critical value from that. inflation is κ, for raw shares of small counts.
func byChance(inverse func(float64) float64, inflation func(c,
	b []float64) float64) func(*Divergence, comparison, Params) {
	return func(d *Divergence, w comparison, p Params) {
		unit := inflation(w.c, w.b) * w.spread()
		d.Critical, d.CriticalOK = inverse(unit*stats.ChiSquaredQuantile(w.df, p.alpha())), true
	}
}

// smooth is the κ of smoothed shares.
func smooth(_, _ []float64) float64 { return 1 }

// noCritical is for divergences without a known bound on what chance alone does.
func noCritical(*Divergence, comparison, Params) {}

func chiSquaredCritical(d *Divergence, w comparison, p Params) {
	d.Critical, d.CriticalOK = stats.ChiSquaredQuantile(w.df, p.alpha()), true
}

// ksCritical uses the asymptotic distribution of √(nm/(n+m))·D.
func ksCritical(d *Divergence, w comparison, p Params) {
	d.Critical, d.CriticalOK = stats.KolmogorovQuantile(p.alpha())/math.Sqrt(stats.EffectiveSize(w.n, w.m)), true
}

// kolmogorovSmirnov lays both samples on the union of their cells.
func kolmogorovSmirnov(w comparison) (float64, string) {
	if !w.baseline.Numeric() {
		return 0, notNumeric
	}
	x, y := w.current.cells, w.baseline.cells
	var c, b []float64
	for len(x)+len(y) > 0 {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0].Key < y[0].Key:
			c, b = append(c, x[0].N), append(b, 0)
			x = x[1:]
		case len(x) == 0 || y[0].Key < x[0].Key:
			c, b = append(c, 0), append(b, y[0].N)
			y = y[1:]
		default:
			c, b = append(c, x[0].N), append(b, y[0].N)
			x, y = x[1:], y[1:]
		}
	}
	return stats.KolmogorovSmirnov(c, b), ""
}

func wasserstein(w comparison) (float64, string) {
	if !w.baseline.Numeric() {
		return 0, notNumeric
	}
	x, xn := w.current.CellMeans()
	y, yn := w.baseline.CellMeans()
	return stats.Wasserstein(x, xn, y, yn), ""
}

func wassersteinNorm(w comparison) (float64, string) {
	d, reason := wasserstein(w)
	if reason != "" {
		return 0, reason
	}
	sd := w.baseline.Moments().Sd
	if sd == 0 {
		return 0, "all baseline values are equal, so there is no standard deviation to divide by"
	}
	return d / sd, ""
}

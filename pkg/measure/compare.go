package measure

import (
	"math"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// pair is what the divergences are computed from: two columns on one grid, and their counts by ordinary, other and
// new bins.
type pair struct {
	current, baseline *summary.Column
	c, b              []float64
	n, m              float64
	df                float64 // bins with a count, less one
}

func newPair(current, baseline *summary.Column, p Params) (pair, string) {
	bins, reason := Bins(current, baseline, p.bins())
	if reason != "" {
		return pair{}, reason
	}
	c, b, _ := aligned(current, baseline)
	w := pair{current: c, baseline: b, n: c.Count(), m: b.Count()}
	for _, bin := range bins {
		if bin.Kind != Missing && bin.Kind != Invalid && bin.Current+bin.Baseline > 0 {
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
	return w, ""
}

// spread is 1/n + 1/m, the variance of a difference in units of one row's.
func (w pair) spread() float64 { return 1/w.n + 1/w.m }

// compare is a Compare function from a value and what tells its significance.
func compare(value func(pair) (float64, string), judge func(*Divergence, pair, Params)) func(c, b *summary.Column, p Params) Divergence {
	return func(current, baseline *summary.Column, p Params) Divergence {
		w, reason := newPair(current, baseline, p)
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
				judge(&d, w, p)
			}
		}
		return d
	}
}

// binned is the value of a divergence of bin counts.
func binned(f func(c, b []float64) float64) func(pair) (float64, string) {
	return func(w pair) (float64, string) { return f(w.c, w.b), "" }
}

// bySize judges a divergence whose statistic, a function of its value such as PSI itself or 8 ln 2·js², is
// φ·(1/n + 1/m)·χ² with B − 1 degrees of freedom if nothing changed.
func bySize(statistic, inverse func(float64) float64) func(*Divergence, pair, Params) {
	return func(d *Divergence, w pair, p Params) {
		unit := p.phi() * w.spread()
		d.Critical, d.CriticalOK = inverse(unit*stats.ChiSquaredQuantile(w.df, p.alpha())), true
		d.PValue, d.PValueOK = stats.ChiSquaredSurvival(statistic(d.Value)/unit, w.df), true
	}
}

// byChiSquared gives a divergence without a distribution of its own the significance of χ²/φ; no critical value.
func byChiSquared(d *Divergence, w pair, p Params) {
	d.PValue, d.PValueOK = stats.ChiSquaredSurvival(stats.ChiSquared(w.c, w.b)/p.phi(), w.df), true
}

func judgeChiSquared(d *Divergence, w pair, p Params) {
	byChiSquared(d, w, p)
	d.Critical, d.CriticalOK = p.phi()*stats.ChiSquaredQuantile(w.df, p.alpha()), true
}

// judgeKS uses the asymptotic distribution of √(nm/(n+m))·D/√φ.
func judgeKS(d *Divergence, w pair, p Params) {
	unit := math.Sqrt(p.phi() / stats.EffectiveSize(w.n, w.m))
	d.Critical, d.CriticalOK = unit*stats.KolmogorovQuantile(p.alpha()), true
	d.PValue, d.PValueOK = stats.KolmogorovSurvival(d.Value/unit), true
}

// kolmogorovSmirnov lays both samples on the union of their cells.
func kolmogorovSmirnov(w pair) (float64, string) {
	if !w.baseline.Numeric() {
		return 0, notNumeric
	}
	counts := map[int64][2]float64{}
	for _, cell := range w.current.SortedCells() {
		counts[cell.Key] = [2]float64{cell.N, 0}
	}
	for _, cell := range w.baseline.SortedCells() {
		counts[cell.Key] = [2]float64{counts[cell.Key][0], cell.N}
	}
	var c, b []float64
	for _, key := range sortedKeys(counts) {
		c, b = append(c, counts[key][0]), append(b, counts[key][1])
	}
	return stats.KolmogorovSmirnov(c, b), ""
}

func wasserstein(w pair) (float64, string) {
	if !w.baseline.Numeric() {
		return 0, notNumeric
	}
	x, xn := w.current.CellMeans()
	y, yn := w.baseline.CellMeans()
	return stats.Wasserstein(x, xn, y, yn), ""
}

func wassersteinNorm(w pair) (float64, string) {
	d, reason := wasserstein(w)
	if reason != "" {
		return 0, reason
	}
	sd := math.Sqrt(w.baseline.Moments().Variance)
	if sd == 0 {
		return 0, "all baseline values are equal, so there is no standard deviation to divide by"
	}
	return d / sd, ""
}

const notNumeric = "defined for numbers only"

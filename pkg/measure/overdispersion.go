package measure

import (
	"math"
	"slices"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// Phi is the overdispersion of a column's distribution: the mean over baseline periods of PSI_j/((B−1)(1/n_j+1/m_j)),
// each period against the others, and the number of periods it is the mean of. What only chance moves has 1; the result is
// at least 1. Bins are the quantile bins of all periods pooled. Periods without valid values are skipped. 1 of 0 periods if
// fewer than MinSigmaPeriods are left or all values lie in one bin. p gives the bins and alpha. The columns are not changed.
//
// Up to two periods that stand out among the others are left out if the current window differs from the rest as well:
// else the first week of an incident, once it is part of the baseline, would make the incident pass for ordinary wobble.
// They are found by the generalised extreme Studentised deviate test (Rosner 1983): the farthest is taken out twice, and
// as many stay out as it takes to the last one that was beyond chance given the rest, at alpha over the periods.
func Phi(current *summary.Column, periods []*summary.Column, p Params) (phi float64, of int) {
	now, kept := tabulate(current, periods, p.bins())
	all := wobbleOf(kept)
	if all.n < MinSigmaPeriods {
		return 1, 0
	}
	phi, of = all.phi, all.n
	for range maxOutliers {
		outlier := all.farthest
		if !outlier.beyond(wobble{phi: 1}, p.alpha()) {
			break // whatever the others do
		}
		kept = slices.Delete(slices.Clone(kept), all.at, all.at+1)
		all = wobbleOf(kept)
		if outlier.beyond(all, p.alpha()/float64(all.n+1)) && apart(now, pool(kept)).beyond(all, p.alpha()) {
			phi, of = all.phi, all.n
		}
	}
	return phi, of
}

// maxOutliers is the number of periods that Phi leaves out at most.
const maxOutliers = 2

// distance is how far two windows of a column are apart: PSI/(1/n+1/m), which is χ² with df degrees of freedom if only
// chance is at work.
type distance struct{ statistic, df float64 }

// apart is the distance of counts by the same bins, 0 with no degrees of freedom where either is empty or one bin holds all.
func apart(c, b []float64) distance {
	n, m := sumOf(c), sumOf(b)
	if n == 0 || m == 0 {
		return distance{}
	}
	c, b = stats.Occupied(c, b)
	return distance{stats.PSI(c, b) / (1/n + 1/m), float64(len(c) - 1)}
}

// beyond reports whether a distance exceeds what chance and a wobble explain at level alpha.
func (d distance) beyond(w wobble, alpha float64) bool {
	return d.df > 0 && d.statistic > stats.Overdispersed{DF: d.df, Phi: w.phi, Periods: w.n}.Quantile(alpha)
}

// wobble is how far periods lie from one another.
type wobble struct {
	phi float64 // mean of statistic/df over the periods, at least 1
	n   int     // periods that could be compared

	farthest distance // of a period from the others pooled
	at       int      // which
}

func wobbleOf(table [][]float64) wobble {
	var w wobble
	var sum, most float64
	total := pool(table)
	others := make([]float64, len(total))
	for i, counts := range table {
		for k := range others {
			others[k] = total[k] - counts[k]
		}
		d := apart(counts, others)
		if d.df == 0 {
			continue
		}
		w.n++
		sum += d.statistic / d.df
		if d.statistic/d.df > most {
			most, w.farthest, w.at = d.statistic/d.df, d, i
		}
	}
	w.phi = math.Max(1, sum/float64(w.n))
	return w
}

// PhiEstimates is the overdispersion of an estimate: the mean over baseline periods of (v_j − v)²/(se_j² + se²), v
// and se those of the others, weighted by their counts. At least 1; 1 if fewer than MinSigmaPeriods have an error.
func PhiEstimates(periods []Estimate) float64 {
	var ratios []float64
	for i, e := range periods {
		var n, v, variance float64
		for j, other := range periods {
			if j != i && other.OK {
				n += other.N
				v += other.N * other.Value
				variance += other.N * other.N * other.SE * other.SE
			}
		}
		if e.OK && e.SE > 0 && n > 0 && variance > 0 {
			d := e.Value - v/n
			ratios = append(ratios, d*d/(e.SE*e.SE+variance/(n*n)))
		}
	}
	return overdispersion(ratios)
}

func overdispersion(ratios []float64) float64 {
	if len(ratios) < MinSigmaPeriods {
		return 1
	}
	mean, _ := stats.MeanSd(ratios)
	return math.Max(1, mean)
}

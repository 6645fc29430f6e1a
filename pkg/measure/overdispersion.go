package measure

import (
	"math"
	"slices"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// WobbleOf is the overdispersion of a column's distribution: the mean over baseline periods of PSI_j/((B−1)(1/n_j+1/m_j)),
// each period against the others. What only chance moves has 1. Bins are the quantile bins of all periods pooled. Periods
// without valid values are skipped. None if fewer than two are left or all values lie in one bin. p gives the bins and alpha.
// The columns are not changed.
//
// Of at least MinSigmaPeriods up to two that stand out among the others are left out if the current window differs from the rest
// as well: else the first week of an incident, once it is part of the baseline, would make the incident pass for ordinary wobble.
// They are found by the generalised extreme Studentised deviate test (Rosner 1983): the farthest is taken out twice, and
// as many stay out as it takes to the last one that was beyond chance given the rest, at alpha over the periods.
func WobbleOf(current *summary.Column, periods []*summary.Column, p Params) stats.Wobble {
	now, kept := tabulate(current, periods, p.bins())
	all := scatterOf(kept)
	found := all.Wobble
	if found.Periods < MinSigmaPeriods {
		return found // too few to tell an incident from wobble
	}
	for range maxOutliers {
		outlier := all.farthest
		if !outlier.beyond(stats.Wobble{}, p.alpha()) {
			break // whatever the others do
		}
		kept = slices.Delete(slices.Clone(kept), all.at, all.at+1)
		all = scatterOf(kept)
		if outlier.beyond(all.Wobble, p.alpha()/float64(all.Periods+1)) && apart(now, pool(kept)).beyond(all.Wobble, p.alpha()) {
			found = all.Wobble
		}
	}
	return found
}

// maxOutliers is the number of periods that WobbleOf leaves out at most.
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
func (d distance) beyond(w stats.Wobble, alpha float64) bool {
	return d.df > 0 && d.statistic > stats.Overdispersed{DF: d.df, Wobble: w}.Quantile(alpha)
}

// scatter is how far periods lie from one another.
type scatter struct {
	stats.Wobble          // of the periods that could be compared
	farthest     distance // of a period from the others pooled
	at           int      // which
}

func scatterOf(table [][]float64) scatter {
	var s scatter
	var ratios []float64
	var most float64
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
		ratios = append(ratios, d.statistic/d.df)
		if d.statistic/d.df > most {
			most, s.farthest, s.at = d.statistic/d.df, d, i
		}
	}
	s.Wobble = wobbleOf(ratios)
	return s
}

// WobbleOfEstimates is the overdispersion of an estimate: the mean over baseline periods of (v_j − v)²/(se_j² + se²), v and se
// those of the others, weighted by their counts. None if fewer than two have an error.
func WobbleOfEstimates(periods []Estimate) stats.Wobble {
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
	return wobbleOf(ratios)
}

// wobbleOf takes how far each period lies from the others, in units of chance. One alone has no others.
func wobbleOf(ratios []float64) stats.Wobble {
	if len(ratios) < 2 {
		return stats.Wobble{}
	}
	mean, _ := stats.MeanSd(ratios)
	return stats.Wobble{Phi: math.Max(1, mean), Periods: len(ratios)}
}

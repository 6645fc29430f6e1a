package measure

import (
	"fmt"
	"math"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// MinSigmaPeriods is the number of baseline periods that sigma and the overdispersion need.
const MinSigmaPeriods = 8

// Phi is the overdispersion of a column's distribution: the mean over baseline periods of PSI_j/((B−1)(1/n_j+1/m_j)),
// each period against the others pooled. What only chance moves has 1; the result is at least 1. Periods without
// valid values, or with one bin, are skipped. 1 if fewer than MinSigmaPeriods are left. The columns are not changed.
func Phi(periods []*summary.Column, bins int) float64 {
	var ratios []float64
	for i, others := range pooledOthers(periods) {
		w, reason := comparisonOf(periods[i], others, Params{Bins: bins})
		if reason == "" && w.df > 0 {
			ratios = append(ratios, stats.PSI(w.c, w.b)/(w.df*w.spread()))
		}
	}
	return overdispersion(ratios)
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

// pooledOthers returns for every period the sum of all others, from running sums from both ends. Periods that do not
// merge with the rest are left out of the sums.
func pooledOthers(periods []*summary.Column) []*summary.Column {
	others := make([]*summary.Column, len(periods))
	before, after := &summary.Column{}, &summary.Column{}
	for i, period := range periods {
		others[i] = before.Clone()
		_ = before.Add(period)
	}
	for i := len(periods) - 1; i >= 0; i-- {
		_ = others[i].Add(after)
		_ = after.Add(periods[i])
	}
	return others
}

// Sigma places a window among the periods of a baseline.
type Sigma struct {
	Mean, Sd float64 // of the periods' values; Sd is the sample's, divisor P−1
	Periods  int
	OK       bool   // Mean and Sd are known
	Reason   string // why OK or SigmaOK is false

	Sigma   float64 // (current − mean)/max(sd, the current window's sampling error)
	Limit   float64 // what |Sigma| exceeds with probability alpha if nothing changed
	SigmaOK bool

	// LowerLimit and UpperLimit are mean ∓ Limit·max(sd, sampling error): where the current value is beyond Limit.
	LowerLimit, UpperLimit float64
}

// SigmaOf computes mean and sd from at least 2 periods with a value, sigma from at least MinSigmaPeriods. alpha is
// 0.0027 / number of subjects.
func SigmaOf(current Estimate, periods []Estimate, alpha float64) Sigma {
	var values []float64
	for _, e := range periods {
		if e.OK {
			values = append(values, e.Value)
		}
	}
	s := Sigma{Periods: len(values)}
	if len(values) < 2 {
		s.Reason = fmt.Sprintf("%d baseline periods have a value, 2 are needed", len(values))
		return s
	}
	s.Mean, s.Sd = stats.MeanSd(values)
	s.OK = true
	unit := math.Max(s.Sd, current.SE)
	switch {
	case len(values) < MinSigmaPeriods:
		s.Reason = fmt.Sprintf("%d baseline periods have a value, sigma needs %d", len(values), MinSigmaPeriods)
	case !current.OK:
		s.Reason = current.Reason
	case unit == 0:
		s.Reason = "the periods do not vary and the measure has no sampling error"
	default:
		s.Sigma, s.SigmaOK = (current.Value-s.Mean)/unit, true
		s.Limit = stats.SigmaLimit(len(values), alpha)
		s.LowerLimit, s.UpperLimit = s.Mean-s.Limit*unit, s.Mean+s.Limit*unit
	}
	return s
}

// Trend is the drift over the periods of a baseline and the current window.
type Trend struct {
	Slope  float64 // per period, Theil–Sen
	PValue float64 // Mann–Kendall, two-sided
	OK     bool
	Reason string
}

// minTrendPoints is the least number of values among which a trend can be told from chance at all.
const minTrendPoints = 4

// TrendOf computes the trend of values in order of time, oldest first, the current window last. Values that are not
// OK leave a gap.
func TrendOf(values []Estimate) Trend {
	var x, y []float64
	for i, e := range values {
		if e.OK {
			x, y = append(x, float64(i)), append(y, e.Value)
		}
	}
	if len(x) < minTrendPoints {
		return Trend{Reason: fmt.Sprintf("%d windows have a value, a trend needs %d", len(x), minTrendPoints)}
	}
	return Trend{Slope: stats.TheilSen(x, y), PValue: stats.MannKendall(y), OK: true}
}

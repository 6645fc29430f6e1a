package measure

import (
	"fmt"
	"math"

	"leeway/pkg/stats"
)

// MinSigmaPeriods is the number of baseline periods that sigma needs, and telling an incident among them from wobble.
const MinSigmaPeriods = 8

// Sigma places a window among the periods of a baseline.
type Sigma struct {
	Mean, Sd float64 // of the periods' values; Sd is the sample's, divisor P−1
	Periods  int
	OK       bool   // Mean and Sd are known
	Reason   string // why OK or SigmaOK is false

	Sigma   float64 // (current − mean)/max(sd, the current window's sampling error)
	Limit   float64 // what |Sigma| exceeds with probability alpha if nothing changed
	SigmaOK bool

	// LowerLimit and UpperLimit are mean ∓ Limit·max(sd, sampling error): where the current value is beyond Limit. They end where
	// values of the measure do, so a band that reaches there is not left on that side.
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
		least, most := current.bounds()
		s.LowerLimit, s.UpperLimit = math.Max(least, s.Mean-s.Limit*unit), math.Min(most, s.Mean+s.Limit*unit)
	}
	return s
}

// bounds are the least and the greatest value that the measure can have.
func (e Estimate) bounds() (least, most float64) {
	switch {
	case e.Rate:
		return 0, 1
	case e.Correlation:
		return -1, 1
	}
	return math.Inf(-1), math.Inf(1)
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

package measure

import (
	"fmt"

	"leeway/pkg/stats"
)

// MeanOf is the mean and the sample standard deviation (divisor P−1) of the values that are OK. known is false for
// fewer than two.
func MeanOf(periods []Estimate) (mean, sd float64, known bool) {
	var values []float64
	for _, e := range periods {
		if e.OK {
			values = append(values, e.Value)
		}
	}
	if len(values) < 2 {
		return 0, 0, false
	}
	mean, sd = stats.MeanSd(values)
	return mean, sd, true
}

// Trend is the drift over the periods of a baseline and the current window.
type Trend struct {
	Slope  float64 // per period, Theil–Sen
	PValue float64 // Mann–Kendall, two-sided
	OK     bool
	Reason string
}

// minTrendPoints is the least number of values among which a trend can be distinguished from chance.
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

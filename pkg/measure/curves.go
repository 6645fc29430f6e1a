package measure

import (
	"math"

	"leeway/pkg/stats"
)

func rocAUC(s scored, n, m float64) Estimate {
	a := stats.AUC(s.positives, s.negatives)
	return clip(normal(a, n+m, areaError(a, s.positives, s.negatives, n, m), 0))
}

// fewOfAClass is the number of rows of a class below which its spread tells too little for DeLong's error: that of two
// equal scores is 0.
const fewOfAClass = 10

// areaError is DeLong's standard error of an area under the ROC curve, which score cells give exactly, as scores of one
// cell are equal. With fewer than ten rows of a class it is at least Hanley and McNeil's.
func areaError(a float64, positives, negatives []float64, n, m float64) float64 {
	own := stats.DeLong(positives, negatives)
	if min(n, m) >= fewOfAClass {
		return own
	}
	if byForm := stats.HanleyMcNeil(a, n, m); math.IsNaN(own) || own < byForm {
		return byForm
	}
	return own
}

// prAUC has the error √(a(1−a)/n) of Boyd, Eng and Page (2013), n positives.
func prAUC(s scored, n, m float64) Estimate {
	a := stats.AveragePrecision(s.positives, s.negatives)
	return clip(normal(a, n+m, math.Sqrt(a*(1-a)/n), 0))
}

package measure

import (
	"math"

	"leeway/pkg/summary"
)

// confidences tell how sure the model is, from its scores alone.
var confidences = []Measure{
	{
		ID: "mean_confidence", Title: "Mean confidence", Unit: "percentunit", Better: Up, Targets: []string{score},
		Tasks: classified, Values: Numbers,
		Doc:   "Mean of max(p, 1−p) of a binary model's scores, of the top class's score of a multiclass one.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: ofNumbers(1, meanConfidence),
	},
	{
		ID: "low_confidence_rate", Title: "Low-confidence rate", Unit: "percentunit", Better: Down, Targets: []string{score},
		Tasks: classified, Values: Numbers,
		Doc:   "Share of the scores whose confidence, as for mean_confidence, is below the model's confidenceFloor (0.6).",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnChange, featureRate}, Estimate: ofNumbers(1, lowConfidence),
	},
	{
		ID: "entropy", Title: "Predictive entropy", Unit: "none", Better: Down, Targets: []string{score},
		Tasks: []string{binary}, Values: Numbers,
		Doc:   "Mean of −p·log2(p) − (1−p)·log2(1−p) over a binary model's scores, in bits; from the mean of every score cell.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: ofNumbers(1, predictiveEntropy),
	},
	{
		ID: "mean_uncertainty", Title: "Mean uncertainty", Unit: ColumnUnit, Better: Down, Targets: []string{uncertainty},
		Values: Numbers,
		Doc:    "Mean of the column that the model declares as its uncertainty.",
		Needs:  NeedValues, Additive: true, Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: ofColumn(mean),
	},
}

// meanConfidence is exact but for rounding: p = ½ is an edge of the logit grid, so no cell holds both sides.
func meanConfidence(c *summary.Column, n float64, p Params) Estimate {
	return overCells(c, n, func(score float64) float64 {
		if p.Task == multiclass {
			return score
		}
		return math.Max(score, 1-score)
	})
}

func predictiveEntropy(c *summary.Column, n float64, _ Params) Estimate {
	return overCells(c, n, func(score float64) float64 { return bits(score) + bits(1-score) })
}

// bits is −x·log2(x), 0 for x = 0.
func bits(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return -x * math.Log2(x)
}

// overCells is the mean of a function of the values, taken at every cell's mean.
func overCells(c *summary.Column, n float64, f func(float64) float64) Estimate {
	x, counts := c.CellMeans()
	var sum, square float64
	for i := range x {
		y := f(x[i])
		sum += counts[i] * y
		square += counts[i] * y * y
	}
	return meanOf(n, sum, square)
}

func lowConfidence(c *summary.Column, n float64, p Params) Estimate {
	low := c.Below(p.floor())
	if p.Task != multiclass {
		low = math.Max(0, low-c.Below(1-p.floor()))
	}
	return rate(low, n, noValues)
}

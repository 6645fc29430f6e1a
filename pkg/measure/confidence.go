package measure

import (
	"math"

	"leeway/pkg/summary"
)

// entropyKey is the key of the column of a multiclass model's entropies.
const entropyKey = "entropy"

// confidences tell how sure the model is, from its scores alone.
var confidences = []Measure{
	{
		ID: "mean_confidence", Title: "Mean confidence", Unit: "percentunit", Better: Up, Targets: []string{score},
		Tasks: classified, Values: Numbers,
		Doc:   "Mean of max(p, 1−p) of a binary model's scores, of the top class's score of a multiclass one.",
		Needs: NeedValues, Additive: true, RowMean: true, Threshold: Threshold{OnChangeInSd,
			halfSd}, Estimate: fromNumbers(1, meanConfidence),
	},
	{
		ID: "low_confidence_rate", Title: "Low-confidence rate", Unit: "percentunit", Better: Down, Targets: []string{score},
		Tasks: classified, Values: Numbers,
		Doc: "Share of the scores whose confidence, as for mean_confidence, is below the model's confidenceFloor (0.6); exact. " +
			"A confidence within 1e-7 of the floor counts as at it, because of rounding.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnChange, featureRate}, Estimate: fromNumbers(1,
			lowConfidence),
	},
	{
		ID: "entropy", Title: "Predictive entropy", Unit: "none", Better: Down, Targets: []string{score},
		Tasks: classified, Values: Numbers, Columns: []string{entropyKey},
		Doc: "Mean of −Σ p·log2(p) over the classes, in bits: 0 for a sure prediction, log2 of the number of classes for none. " +
			"Of a binary model from the mean of every score cell; of a multiclass one exact but for rounding.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: entropyByTask,
	},
	{
		ID: "mean_uncertainty", Title: "Mean uncertainty", Unit: ColumnUnit, Better: Down, Targets: []string{uncertainty},
		Values: Numbers,
		Doc:    "Mean of the column that the model declares as its uncertainty.",
		Needs:  NeedValues, Additive: true, RowMean: true, Threshold: Threshold{OnChangeInSd,
			halfSd}, Estimate: fromColumn(mean),
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

// entropyByTask takes a multiclass model's entropy from its own column: the greatest probability does not tell it.
func entropyByTask(s *summary.Summary, column string, p Params) Estimate {
	if p.Task == multiclass {
		return fromNumbers(1, func(c *summary.Column, _ float64, p Params) Estimate { return mean(c, p) })(s,
			entropyKey,
			p)
	}
	return fromNumbers(1, predictiveEntropy)(s, column, p)
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

// lowConfidence is exact: a score's bounds hold those whose confidence is below the floor.
func lowConfidence(c *summary.Column, n float64, _ Params) Estimate {
	return rate(n-c.Outside(), n, noValues)
}

package measure

import "leeway/pkg/summary"

var regressions = []Measure{
	{
		ID: "mae", Title: "Mean absolute error", Unit: ColumnUnit, Better: Down, Targets: predicted, Tasks: []string{regressionTask},
		Doc: "Mean of |prediction − label|. Exact but for rounding to 2^−21 of a cell.", Columns: []string{residualKey},
		Needs: NeedLabelled, Performance: true, Additive: true, RowMean: true, Threshold: Threshold{OnChangeInSd,
			halfSd}, Estimate: fromResiduals(meanAbsolute),
	},
	{
		ID: "rmse", Title: "Root mean square error", Unit: ColumnUnit, Better: Down, Targets: predicted, Tasks: []string{regressionTask},
		Doc:     "√ of the mean of (prediction − label)². Interval by the delta method.",
		Columns: []string{residualKey}, Needs: NeedLabelled, Performance: true, Additive: true,
		Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: fromResiduals(rootMeanSquare),
	},
	{
		ID: "mape", Title: "Mean absolute percentage error", Unit: "percentunit", Better: Down, Targets: predicted,
		Tasks:   []string{regressionTask},
		Doc:     "Mean of |prediction − label| / |label| over labels that are not 0; the others are left out.",
		Columns: []string{relativeErrorKey}, Needs: NeedLabelled, Performance: true, Additive: true, RowMean: true,
		Threshold: Threshold{OnChange, performanceRate}, Estimate: fromDerived(relativeErrorKey, meanRelative),
	},
	{
		ID: "bias", Title: "Bias", Unit: ColumnUnit, Targets: predicted, Tasks: []string{regressionTask},
		Doc:     "Mean of prediction − label: above 0 the model predicts too much.",
		Columns: []string{residualKey}, Needs: NeedLabelled, Performance: true, Additive: true, RowMean: true,
		Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: fromDerived(residualKey, mean),
	},
	{
		ID: "r2", Title: "R²", Unit: "percentunit", Better: Up, Targets: predicted, Tasks: []string{regressionTask},
		Doc:     "1 − Σ(prediction − label)² / Σ(label − mean label)²: 0 is no better than the mean, below 0 worse. Interval: Olkin and Finn.",
		Columns: []string{residualKey, summary.LabelKey}, Needs: NeedLabelled, Performance: true, Additive: true,
		Threshold: Threshold{OnChange, performanceRate}, Estimate: fromResiduals(determination),
	},
	{
		ID: "interval_coverage", Title: "Interval coverage", Unit: "percentunit", Targets: []string{interval},
		Tasks:   []string{regressionTask},
		Doc:     "Share of the labels inside the prediction interval, bounds included: as declared by its level if intervals are honest.",
		Columns: []string{coveredKey}, Needs: NeedLabelled, Performance: true, Additive: true, RowMean: true,
		Threshold: Threshold{OnChange, performanceRate}, Estimate: fromDerived(coveredKey, held),
	},
	{
		ID: "interval_width", Title: "Interval width", Unit: ColumnUnit, Better: Down, Targets: []string{interval}, Values: Numbers,
		Doc:   "Mean of upper − lower bound of the prediction interval. Needs no labels.",
		Needs: NeedValues, Additive: true, RowMean: true, Threshold: Threshold{OnChangeInSd,
			halfSd}, Estimate: fromNumbers(1, func(c *summary.Column, _ float64, p Params) Estimate { return mean(c, p) }),
	},
	{
		ID: "label_delay", Title: "Label delay", Unit: "s", Better: Down, Targets: []string{label}, Param: PParam,
		Doc:     "The time within which a share p of the labels was observed after its prediction, late ones included.",
		Columns: []string{delayKey}, Needs: NeedLabelled | NeedLateLabels, Performance: true, Additive: true,
		Threshold: Threshold{OnChangeInSd, halfSd},
		Estimate: fromDerived(delayKey,
			func(c *summary.Column, p Params) Estimate { return quantile(c, c.Count(), p) }),
	},
}

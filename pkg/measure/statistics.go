package measure

import "leeway/pkg/summary"

// statistics describe one column, or the log, in one window.
var statistics = []Measure{
	{
		ID: "mean", Title: "Mean", Unit: ColumnUnit, Targets: []string{features, prediction, score, label, uncertainty,
			latency},
		Doc: "Mean of the valid values; of a binary prediction or label the share of the positive class. Exact but for " +
			"rounding to 2^−21 of a cell.",
		Needs: NeedValues | NeedPlaces, Features: Numbers, Additive: true, RowMean: true, Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: fromColumn(mean),
	},
	{
		ID: "std", Title: "Standard deviation", Unit: ColumnUnit, Targets: numbers, Values: Numbers,
		Doc:   "Sample standard deviation of the valid values (divisor n−1).",
		Needs: NeedValues | NeedPlaces, Additive: true, Threshold: Threshold{OnChangeInSd,
			halfSd}, Estimate: fromNumbers(2, standardDeviation),
	},
	{
		ID: "min", Title: "Minimum", Unit: ColumnUnit, Targets: numbers, Values: Numbers,
		Doc:   "Smallest valid value, right within one grid cell; exact where a cell holds one whole number.",
		Needs: NeedValues | NeedPlaces, Additive: true, Estimate: fromNumbers(1, extreme(0)),
	},
	{
		ID: "max", Title: "Maximum", Unit: ColumnUnit, Targets: numbers, Values: Numbers,
		Doc:   "Largest valid value, right within one grid cell; exact where a cell holds one whole number.",
		Needs: NeedValues | NeedPlaces, Additive: true, Estimate: fromNumbers(1, extreme(1)),
	},
	{
		ID: "quantile", Title: "Quantile", Unit: ColumnUnit, Targets: []string{features, latency, prediction, score,
			uncertainty},
		Values: Numbers, Param: PParam,
		Doc:   "The value below which a share p of the valid values lies, right within one grid cell.",
		Needs: NeedValues | NeedPlaces, Additive: true, Threshold: Threshold{OnChangeInSd,
			halfSd}, Estimate: fromNumbers(1, quantile),
	},
	{
		ID: "share", Title: "Share of a class", Unit: "percentunit", Targets: []string{features, prediction, label},
		Values: Categories, Param: ClassParam,
		Doc:   "Share of the valid values that are the class. Classes not kept by name count 0; (other) is a class.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnChange, featureRate}, Estimate: fromColumn(shareOf),
	},
	{
		ID: "missing_rate", Title: "Missing rate", Unit: "percentunit", Better: Down,
		Targets: []string{features, prediction, score, uncertainty, latency},
		Doc:     "Share of all rows whose value is NULL, or whose JSON key is absent.",
		Needs:   NeedNulls | NeedValues, Additive: true, Threshold: Threshold{OnChange, featureRate},
		Estimate: fromColumn(func(c *summary.Column, _ Params) Estimate { return rate(c.Missing, c.Total(), noRows) }),
	},
	{
		ID: "invalid_rate", Title: "Invalid rate", Unit: "percentunit", Better: Down,
		Targets: []string{features, prediction, score, uncertainty, latency},
		Doc:     "Share of all rows, missing ones included, whose value does not parse, is NaN or ±Inf, or is a probability outside [0, 1].",
		Needs:   NeedNulls | NeedValues, Additive: true, Threshold: Threshold{OnChange, featureRate},
		Estimate: fromColumn(func(c *summary.Column, _ Params) Estimate { return rate(c.Invalid, c.Total(), noRows) }),
	},
	{
		ID: "zero_rate", Title: "Zero rate", Unit: "percentunit", Targets: numbers, Values: Numbers,
		Doc:   "Share of the valid values that are exactly 0.",
		Needs: NeedValues | NeedPlaces, Additive: true, Threshold: Threshold{OnChange, featureRate},
		Estimate: fromNumbers(1,
			func(c *summary.Column, n float64, _ Params) Estimate { return rate(c.Zeros(), n, noValues) }),
	},
	{
		ID: "constant", Title: "Constant", Unit: "none", Better: Down, Targets: []string{features, prediction, score},
		Doc: "1 if one cell of the grid, or one category, holds all valid values of the window, else 0: a stuck sensor, a default in every row. " +
			"It is unusual where earlier windows had far more other values; four of them are needed.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnChange, halfSd}, Estimate: fromColumn(constant),
	},
	{
		ID: "out_of_bounds_rate", Title: "Out-of-bounds rate", Unit: "percentunit", Better: Down, Targets: []string{features},
		Values: Numbers,
		Doc:    "Share of the valid values outside the bounds declared for the feature; 0 where none are.",
		Needs:  NeedValues | NeedPlaces, Additive: true, Threshold: Threshold{OnChange, featureRate},
		Estimate: fromNumbers(1,
			func(c *summary.Column, n float64, _ Params) Estimate { return rate(c.Outside(), n, noValues) }),
	},
	{
		ID: "over_slo_rate", Title: "Over-objective rate", Unit: "percentunit", Better: Down, Targets: []string{latency},
		Values: Numbers,
		Doc:    "Share of the valid latencies above the objective, log.latency.slo; exact. With per: call a call counts once.",
		Needs:  NeedValues, Additive: true, Threshold: Threshold{OnChange, featureRate},
		Estimate: fromNumbers(1,
			func(c *summary.Column, n float64, _ Params) Estimate { return rate(c.Outside(), n, noValues) }),
	},
	{
		ID: "new_category_rate", Title: "New-category rate", Unit: "percentunit", Better: Down,
		Targets: []string{features, prediction, label}, Values: Categories,
		Doc: "Share of the valid values that the reference never held; undefined if the reference holds more than " +
			"10,000 different values, or if more than 2 % of its values occur only once, as then ordinary windows hold new ones, too.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnChange,
			featureRate}, Estimate: fromColumn(newCategories),
	},
	{
		ID: "mismatch_rate", Title: "Mismatch rate", Unit: "percentunit", Better: Down, Targets: []string{features},
		Doc: "Share of the predictions whose feature differs from the offline table's row of the same id, by more than the " +
			"declared tolerance for numbers; predictions without a row there are left out. Serving skew, row by row.",
		Needs: NeedValues | NeedSkew, Additive: true, Threshold: Threshold{OnChange, featureRate},
		Estimate: fromColumn(func(c *summary.Column, _ Params) Estimate { return rate(c.Categories["differs"], c.Count(), noMatch) }),
	},
	{
		ID: "unmatched_rate", Title: "Unmatched rate", Unit: "percentunit", Better: Down, Targets: []string{log},
		Doc:   "Share of the predictions whose id the offline table does not have.",
		Needs: NeedValues | NeedSkew, Additive: true, Threshold: Threshold{OnChange, featureRate},
		Estimate: fromColumn(func(c *summary.Column, _ Params) Estimate { return rate(c.Missing, c.Total(), noRows) }),
	},
	{
		ID: "distinct", Title: "Distinct values", Unit: "short", Targets: []string{features, prediction, score},
		Doc: "Number of distinct valid values: categories by their bytes, numbers by value (−0 is 0). Exact up to 10,000, undefined " +
			"beyond. It is counted in each window as a whole; of a rolling baseline it is the mean over the periods, because a longer " +
			"window holds more values. Compare it with windows of the same length; of a log that is a sample it is the sample's. No p-value.",
		Needs: NeedRows | NeedValues | NeedDistinct, Estimate: fromColumn(distinct),
	},
	{
		ID: "count", Title: "Count", Unit: "short", Targets: []string{log, features, prediction, score, label,
			uncertainty, latency},
		Doc:   "Number of valid values; of the log, the number of predictions.",
		Needs: NeedRows | NeedValues, Additive: true, Extensive: true, Estimate: count,
	},
	{
		ID: "rows", Title: "Rows", Unit: "short", Targets: []string{log},
		Doc:   "Number of predictions, after de-duplication.",
		Needs: NeedRows, Additive: true, Extensive: true, Estimate: rows,
	},
	{
		ID: "rate", Title: "Prediction rate", Unit: "reqps", Targets: []string{log},
		Doc:   "Predictions per second of the window.",
		Needs: NeedRows, Additive: true, Estimate: throughput,
	},
	{
		ID: "duplicate_rate", Title: "Duplicate rate", Unit: "percentunit", Better: Down, Targets: []string{log},
		Doc: "Share of the rows as logged that repeat an id (and version) of the same local day; undefined where log.unique " +
			"does not identify rows.",
		Needs: NeedRows | NeedRaw, Additive: true, Threshold: Threshold{OnChange, featureRate}, Estimate: duplicates,
	},
	{
		ID: "freshness", Title: "Freshness", Unit: "s", Better: Down, Targets: []string{log},
		Doc: "Seconds from the newest prediction to the end of the window; the window's length if it holds none, " +
			"which is then a lower bound.",
		Needs: NeedRows | NeedLatest, Additive: true, Estimate: freshness,
	},
	{
		ID: "label_freshness", Title: "Label freshness", Unit: "s", Better: Down, Targets: []string{label},
		Doc: "Seconds from the newest outcome observed to the end of the window; the window's length if there is none, which " +
			"is then a lower bound. Of all outcomes, whatever they are outcomes of. Its windows do not end a horizon earlier.",
		Needs: NeedRows | NeedLatest | NeedLabelTimes, Additive: true, Estimate: freshness,
	},
}

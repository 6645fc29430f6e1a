package measure

import (
	"fmt"
	"math"

	"leeway/pkg/summary"
)

// The keys of the columns that regression measures are finished from: prediction − label, its relative size, whether
// the prediction interval held, and how long labels took.
const (
	residualKey      = "residual"
	relativeErrorKey = "relative_error"
	coveredKey       = "covered"
	delayKey         = "label_delay"
)

const regressionTask = "regression"

var regressions = []Measure{
	{
		ID: "mae", Title: "Mean absolute error", Unit: ColumnUnit, Better: Down, Targets: predicted, Tasks: []string{regressionTask},
		Doc: "Mean of |prediction − label|. Exact but for rounding to 2^−21 of a cell.", Columns: []string{residualKey},
		Needs: NeedLabelled, Performance: true, Additive: true, RowMean: true, Threshold: Threshold{OnChangeInSd,
			halfSd}, Estimate: ofResiduals(meanAbsolute),
	},
	{
		ID: "rmse", Title: "Root mean square error", Unit: ColumnUnit, Better: Down, Targets: predicted, Tasks: []string{regressionTask},
		Doc:     "√ of the mean of (prediction − label)². Interval by the delta method.",
		Columns: []string{residualKey}, Needs: NeedLabelled, Performance: true, Additive: true,
		Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: ofResiduals(rootMeanSquare),
	},
	{
		ID: "mape", Title: "Mean absolute percentage error", Unit: "percentunit", Better: Down, Targets: predicted,
		Tasks:   []string{regressionTask},
		Doc:     "Mean of |prediction − label| / |label| over labels that are not 0; the others are left out.",
		Columns: []string{relativeErrorKey}, Needs: NeedLabelled, Performance: true, Additive: true, RowMean: true,
		Threshold: Threshold{OnChange, performanceRate}, Estimate: ofMade(relativeErrorKey, meanRelative),
	},
	{
		ID: "bias", Title: "Bias", Unit: ColumnUnit, Targets: predicted, Tasks: []string{regressionTask},
		Doc:     "Mean of prediction − label: above 0 the model predicts too much.",
		Columns: []string{residualKey}, Needs: NeedLabelled, Performance: true, Additive: true, RowMean: true,
		Threshold: Threshold{OnChangeInSd, halfSd}, Estimate: ofMade(residualKey, mean),
	},
	{
		ID: "r2", Title: "R²", Unit: "percentunit", Better: Up, Targets: predicted, Tasks: []string{regressionTask},
		Doc:     "1 − Σ(prediction − label)² / Σ(label − mean label)²: 0 is no better than the mean, below 0 worse. Interval: Olkin and Finn.",
		Columns: []string{residualKey, summary.LabelKey}, Needs: NeedLabelled, Performance: true, Additive: true,
		Threshold: Threshold{OnChange, performanceRate}, Estimate: ofResiduals(determination),
	},
	{
		ID: "interval_coverage", Title: "Interval coverage", Unit: "percentunit", Targets: []string{interval},
		Tasks:   []string{regressionTask},
		Doc:     "Share of the labels inside the prediction interval, bounds included: as declared by its level if intervals are honest.",
		Columns: []string{coveredKey}, Needs: NeedLabelled, Performance: true, Additive: true,
		Threshold: Threshold{OnChange, performanceRate}, Estimate: ofMade(coveredKey, held),
	},
	{
		ID: "interval_width", Title: "Interval width", Unit: ColumnUnit, Better: Down, Targets: []string{interval}, Values: Numbers,
		Doc:   "Mean of upper − lower bound of the prediction interval. Needs no labels.",
		Needs: NeedValues, Additive: true, RowMean: true, Threshold: Threshold{OnChangeInSd,
			halfSd}, Estimate: ofNumbers(1, func(c *summary.Column, _ float64, p Params) Estimate { return mean(c, p) }),
	},
	{
		ID: "label_delay", Title: "Label delay", Unit: "s", Better: Down, Targets: []string{label}, Param: PParam,
		Doc:     "The time within which a share p of the labels was observed after its prediction, late ones included.",
		Columns: []string{delayKey}, Needs: NeedLabelled | NeedLateLabels, Performance: true, Additive: true,
		Threshold: Threshold{OnChangeInSd, halfSd},
		Estimate:  ofMade(delayKey, func(c *summary.Column, p Params) Estimate { return quantile(c, c.Count(), p) }),
	},
}

// ofMade is an Estimate function from one of a column made of labels.
func ofMade(key string, f func(c *summary.Column, p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, _ string, p Params) Estimate {
		c := s.Columns[key]
		switch {
		case c == nil:
			return refuse(0, noOutcomes)
		case c.Total() == 0:
			return refuse(0, noMature)
		case c.Count() == 0:
			return refuse(0, noLabels)
		}
		return f(c, p).finite()
	}
}

// ofResiduals hands the other columns on as well.
func ofResiduals(f func(c *summary.Column, s *summary.Summary,
	p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, column string, p Params) Estimate {
		return ofMade(residualKey, func(c *summary.Column, p Params) Estimate { return f(c, s, p) })(s, column, p)
	}
}

// quadraticMean is the root of the mean of the squares of a column's values, exact but for rounding, also where these
// are no doubles.
func quadraticMean(c *summary.Column) float64 {
	m := c.Moments()
	return math.Hypot(m.Sd, m.Mean)
}

// meanAbsolute is exact but for rounding, since 0 is an edge of every grid and no cell holds both signs.
func meanAbsolute(c *summary.Column, _ *summary.Summary, _ Params) Estimate {
	n := c.Count()
	value := overCells(c, n, math.Abs).Value
	root := quadraticMean(c)
	spread := math.Sqrt(math.Max(0, root-value)) * math.Sqrt(root+value)
	return normal(value, n, spread/math.Sqrt(n), spread)
}

func rootMeanSquare(c *summary.Column, _ *summary.Summary, _ Params) Estimate {
	n := c.Count()
	value := quadraticMean(c)
	if value == 0 {
		return normal(0, n, 0, 0)
	}
	squares := overCells(c, n, func(x float64) float64 { return (x / value) * (x / value) })
	return normal(value, n, squares.SE*value/2, squares.Spread*value/2)
}

func meanRelative(c *summary.Column, p Params) Estimate { return mean(c, p) }

func held(c *summary.Column, _ Params) Estimate {
	return rate(c.Categories["true"], c.Count(), noLabels)
}

// determination has the error 2·√R²·(1−R²)/√n of Olkin and Finn (1995), for R² above 0.
func determination(c *summary.Column, s *summary.Summary, _ Params) Estimate {
	labels, n := s.Columns[summary.LabelKey], c.Count()
	if labels == nil {
		return refuse(n, noOutcomes)
	}
	sd := labels.Moments().Sd
	if sd == 0 {
		return refuse(n, "all labels are equal, so there is nothing to explain")
	}
	unexplained := quadraticMean(c) / sd
	r2 := 1 - unexplained*unexplained
	e := normal(r2, n, 2*math.Sqrt(math.Max(0, r2))*(1-r2)/math.Sqrt(n), 0)
	if lacking := labels.Count() - n; lacking > 0 {
		e.Reason = fmt.Sprintf("%.0f labels belong to predictions that are missing or invalid", lacking)
	}
	return e
}

// guessSkill is 1 − mae/mae of always guessing Params.Guess. The labels of the guess's own cell are taken at their
// mean.
func guessSkill(c *summary.Column, s *summary.Summary, p Params) Estimate {
	labels, n := s.Columns[summary.LabelKey], c.Count()
	switch {
	case labels == nil || labels.Count() == 0:
		return refuse(n, noLabels)
	case p.Guess == nil:
		return refuse(n, "there is no baseline whose median could be guessed")
	}
	guess := overCells(labels, labels.Count(), func(y float64) float64 { return math.Abs(y - *p.Guess) })
	if guess.Value == 0 {
		return refuse(n, "every label is the baseline's median, so guessing is perfect")
	}
	mae := meanAbsolute(c, s, p)
	return normal(1-mae.Value/guess.Value, n, mae.SE/guess.Value, 0)
}

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

// fromResiduals hands the other columns on as well.
func fromResiduals(f func(c *summary.Column, s *summary.Summary,
	p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, column string, p Params) Estimate {
		return fromDerived(residualKey, func(c *summary.Column, p Params) Estimate { return f(c, s, p) })(s, column, p)
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

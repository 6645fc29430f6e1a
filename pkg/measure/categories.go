package measure

import "leeway/pkg/summary"

func shareOf(c *summary.Column, p Params) Estimate {
	n := c.Count()
	switch {
	case n > 0 && c.Numeric():
		return refuse(n, noClasses)
	case p.Class == OtherLabel:
		return rate(c.Other, n, noValues)
	}
	return rate(c.Categories[p.Class], n, noValues)
}

func newCategories(c *summary.Column, p Params) Estimate {
	n := c.Count()
	switch {
	case n > 0 && c.Numeric():
		return refuse(n, noClasses)
	case p.NewUnknown != "":
		return refuse(n, p.NewUnknown)
	case c.KnownTruncated:
		return refuse(n, "the reference holds too many values to know which are new")
	}
	return rate(c.New, n, noValues)
}

// mostDistinct is the number up to which distinct values are counted.
const mostDistinct = 10_000

// distinct is the mean over windows: one, or the periods of a rolling baseline.
func distinct(c *summary.Column, _ Params) Estimate {
	n := c.Count()
	if len(c.Distinct) == 0 {
		return refuse(n, noColumn)
	}
	var total float64
	for _, values := range c.Distinct {
		if values > mostDistinct {
			return refuse(n, "more than 10,000 distinct values")
		}
		total += values
	}
	return Estimate{Value: total / float64(len(c.Distinct)), OK: true, N: n}
}

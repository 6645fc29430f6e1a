package measure

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// Reasons that several measures share.
const (
	noValues  = "no valid values in the window"
	noRows    = "no rows in the window"
	noMatch   = "no prediction of the window has a row in the offline table"
	noColumn  = "the column was not counted"
	oneValue  = "fewer than two values"
	noClasses = "defined for categories only"
)

// ofColumn is an Estimate function from one of a column.
func ofColumn(f func(c *summary.Column, p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return func(s *summary.Summary, column string, p Params) Estimate {
		c := s.Column(column)
		if c == nil {
			return refuse(0, noColumn)
		}
		return f(c, p).finite()
	}
}

// ofNumbers is an Estimate function from one of a numeric column that holds at least least values.
func ofNumbers(least float64, f func(c *summary.Column, n float64,
	p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return ofColumn(func(c *summary.Column, p Params) Estimate {
		n := c.Count()
		switch {
		case n == 0:
			return refuse(0, noValues)
		case !c.Numeric():
			return refuse(n, notNumeric)
		case n < least:
			return refuse(n, oneValue)
		}
		return f(c, n, p)
	})
}

// rate is the estimate of a proportion with Wilson's interval; refused with the reason if n is 0.
func rate(k, n float64, reason string) Estimate {
	if n <= 0 {
		return refuse(0, reason)
	}
	lower, upper := stats.Wilson(k, n)
	p := k / n
	return Estimate{Value: p, OK: true, N: n, Rate: true, Hits: k, SE: stats.ProportionError(k, n),
		Spread: math.Sqrt(p * (1 - p)), Lower: lower, Upper: upper, IntervalOK: true}
}

// normal is the estimate of a value with a standard error and a normal interval.
func normal(value, n, se, spread float64) Estimate {
	half := stats.Confidence95 * se
	return Estimate{Value: value, OK: true, N: n, SE: se, Spread: spread,
		Lower: value - half, Upper: value + half, IntervalOK: se > 0}
}

func mean(c *summary.Column, p Params) Estimate {
	n := c.Count()
	if n == 0 {
		return refuse(0, noValues)
	}
	if !c.Numeric() {
		if p.Positive == "" {
			return refuse(n, "categories have no mean: share of a class has one")
		}
		return rate(c.Categories[p.Positive], n, noValues)
	}
	m := c.Moments()
	return bounded(normal(m.Mean, n, m.SampleSd()/math.Sqrt(n), m.Sd), c)
}

// bounded refuses an estimate that rests on every value where some lie beyond what the grid's cells can hold.
func bounded(e Estimate, c *summary.Column) Estimate {
	if below, above := c.Beyond(); below+above > 0 {
		return tooFar(e.N, below+above, c.Grid)
	}
	return e
}

// tooFar is the refusal for values that lie beyond what the grid's cells can hold.
func tooFar(n, far float64, g summary.Grid) Estimate {
	if g.Family == summary.Edges {
		return refuse(n,
			fmt.Sprintf("%.0f values lie too far from the cut points of the grid: exponential(5) would hold them", far))
	}
	return refuse(n, fmt.Sprintf("%.0f values lie beyond 2^53 cells of the grid %s: a coarser grid would hold them",
		far, g))
}

// standardDeviation has the large-sample error √((μ₄/σ⁴ − 1)/(4n))·σ.
func standardDeviation(c *summary.Column, n float64, _ Params) Estimate {
	m := c.Moments()
	sd := m.SampleSd()
	return bounded(normal(sd, n, sd*math.Sqrt(math.Max(0, m.Kurtosis-1)/(4*n)), sd), c)
}

// quantile has Woodruff's error: half the distance of the quantiles one standard error of p to either side.
func quantile(c *summary.Column, n float64, p Params) Estimate {
	if below, above := c.Beyond(); below > 0 && p.P*n <= below || above > 0 && (1-p.P)*n <= above {
		return tooFar(n, below+above, c.Grid)
	}
	q, _ := c.Quantile(p.P)
	half := math.Sqrt(p.P * (1 - p.P) / n)
	low, _ := c.Quantile(p.P - half)
	high, _ := c.Quantile(p.P + half)
	return normal(q, n, (high-low)/2, c.Moments().Sd)
}

func extreme(p float64) func(*summary.Column, float64, Params) Estimate {
	return func(c *summary.Column, n float64, _ Params) Estimate {
		q, _ := c.Quantile(p)
		return bounded(Estimate{Value: q, OK: true, N: n}, c)
	}
}

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
		return refuse(n, "the reference holds too many values to tell which are new")
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

// count is the number of valid values of a column, or of predictions for the log itself. Its error is a Poisson
// count's.
func count(s *summary.Summary, column string, _ Params) Estimate {
	n := s.Rows
	if column != "" {
		c := s.Column(column)
		if c == nil {
			return refuse(0, noColumn)
		}
		n = c.Count()
	}
	return normal(n, n, math.Sqrt(n), 0)
}

func rows(s *summary.Summary, _ string, _ Params) Estimate {
	return normal(s.Rows, s.Rows, math.Sqrt(s.Rows), 0)
}

func duplicates(s *summary.Summary, _ string, _ Params) Estimate {
	if s.Raw == 0 {
		return refuse(0, "no rows in the window, or rows that cannot be told apart")
	}
	return rate(math.Max(0, s.Raw-s.Rows), s.Raw, noRows)
}

func throughput(s *summary.Summary, _ string, p Params) Estimate {
	seconds := float64(p.End-p.Start) / 1e6
	if seconds <= 0 {
		return refuse(s.Rows, "the window has no length")
	}
	return normal(s.Rows/seconds, s.Rows, math.Sqrt(s.Rows)/seconds, 0)
}

// freshness stays a number when a log falls silent for the whole window, so that an alert on it can fire.
func freshness(s *summary.Summary, _ string, p Params) Estimate {
	if s.Latest != summary.NoTime {
		return Estimate{Value: float64(p.End-s.Latest) / 1e6, OK: true, N: s.Rows}
	}
	if p.End <= p.Start {
		return refuse(0, noRows)
	}
	return Estimate{Value: float64(p.End-p.Start) / 1e6, OK: true,
		Reason: "no rows in the window: the newest is at least this old"}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// constant is 1 where all valid values lie in one cell or category.
func constant(c *summary.Column, _ Params) Estimate {
	n := c.Count()
	if n == 0 {
		return refuse(0, noValues)
	}
	most := max(c.Other, c.New)
	for _, cell := range c.Cells {
		most = max(most, cell.N)
	}
	for _, k := range c.Categories {
		most = max(most, k)
	}
	e := Estimate{OK: true, N: n, Flag: true, Hits: most}
	if most == n {
		e.Value = 1
	}
	return e
}

package measure

import (
	"fmt"
	"math"

	"leeway/pkg/summary"
)

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

// constant is 1 where all valid values lie in one cell or category. Where the reference has too many values, the other ones
// are not one category.
func constant(c *summary.Column, _ Params) Estimate {
	n := c.Count()
	switch {
	case n == 0:
		return refuse(0, noValues)
	case c.KnownTruncated && c.Other == n:
		return refuse(n, "the reference holds too many values to know whether these are one")
	}
	most := c.New
	if !c.KnownTruncated {
		most = max(most, c.Other)
	}
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

package measure

import (
	"fmt"
	"math"

	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// materialCorrelation is the change of a correlation that matters.
const materialCorrelation = 0.1

// leastPairs is the number of rows from which a correlation has an error.
const leastPairs = 4

// coarsest is the largest bound of rounding with which a correlation is shown.
const coarsest = 1e-3

// correlations tell how variables hang together.
var correlations = []Measure{
	{
		ID: "corr", Title: "Correlation", Unit: "none", Targets: []string{features, score, prediction,
			label}, Values: Numbers,
		Doc: "Pearson's correlation of a numeric feature with the score (of a regression model the prediction), with the label " +
			"(a model of classes: 1 for the positive one, else 0), and of each of the definition's `pairs`, over the rows where " +
			"both have a valid value. Of target features all of these, else that one. Rounding moves it by less than 1e-3, with " +
			"values spread as in the reference by about 1e-7; values beyond 1,024 units, of 1 to 2 of the reference's standard " +
			"deviations, count as that far. Change, interval and p-value by Fisher's z.",
		Needs: NeedPairs, Additive: true, Threshold: Threshold{OnChange,
			materialCorrelation}, Estimate: fromColumn(correlation),
	},
}

func correlation(c *summary.Column, _ Params) Estimate {
	k := c.Correlation()
	switch {
	case k.N == 0:
		return refuse(0, "no row of the window has a valid value of both")
	case k.N < leastPairs:
		return refuse(k.N, fmt.Sprintf("fewer than %d rows have a valid value of both", leastPairs))
	case k.Varies == 0:
		return refuse(k.N, "one of the two does not vary")
	case k.Bound > coarsest:
		return refuse(k.N,
			"one of the two varies too little, compared with the reference, to be distinguished from rounding")
	}
	e := Estimate{Value: k.R, OK: true, N: k.N, Correlation: true, SE: (1 - k.R*k.R) / math.Sqrt(k.N-3)}
	e.Lower, e.Upper = stats.FisherInterval(k.R, k.N)
	e.IntervalOK = true
	if k.Beyond > 0 {
		e.Reason = fmt.Sprintf("%.0f rows lie more than %d units of the reference from its centre, and count as that far", k.Beyond, summary.PairLimit)
	}
	return e
}

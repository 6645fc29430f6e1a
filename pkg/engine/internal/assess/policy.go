package assess

import (
	"math"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/judge"
	"leeway/pkg/query"
)

// evaluatePolicy holds a point against its policy. margin is the signed distance past the bound, breach the same but at
// most 0 where the judge does not call it significant, and absent where that is unknown. The verdict says the same.
func (c *comparison) evaluatePolicy(point *answers.Point, j judged) {
	bounded := answers.BoundStat(answers.Series{Policy: c.Ask.Policy, Measure: c.Ask.Measure})
	x, ok := point.Stats[bounded]
	lower, upper := c.bounds()
	if c.Ask.JudgesSilence() {
		if point.Reason = c.explainSilence(); upper == nil {
			return
		}
	}
	if !ok {
		if few := c.fewRows(); few != "" {
			point.Reason = few
		} else if why, said := point.Lacking[bounded]; said {
			point.Reason = why
		} else if point.Reason == "" {
			point.Reason = "the stat of the policy could not be computed"
		}
		if bound := firstBound(upper, lower); bound != nil {
			point.Set(query.Threshold, *bound, true)
		}
		return
	}
	margin, bound := distancePastBound(x, lower, upper)
	point.Set(query.Margin, margin, true)
	point.Set(query.Threshold, bound, true)
	if few := c.tooFewRows(point); few != "" {
		point.Unjudged = few
		return
	}
	significant, reason := c.significant(point, j, margin, bound)
	if reason != "" {
		point.Unjudged = reason
		return
	}
	j.material = margin > 0
	point.Set(query.Verdict, float64(judge.VerdictOf(j.material, significant)), true)
	if j.reason == "" {
		point.Expectation, point.Finds = c.expectation(point, j), c.finds(point, j)
		c.explainLasting(point, j)
	}
	switch {
	case margin > 0 && !significant:
		point.Spared = c.whyNotBreached(point, j, bounded)
		margin = 0
	case margin <= 0 && significant:
		point.Expectation = point.Expectation.Before(c.tooSmall(point, bounded))
	}
	point.Set(query.Breach, margin, true)
}

func firstBound(bounds ...*float64) *float64 {
	for _, b := range bounds {
		if b != nil {
			return b
		}
	}
	return nil
}

// distancePastBound returns how far x is past the nearer bound (negative: inside), and that bound.
func distancePastBound(x float64, lower, upper *float64) (margin, bound float64) {
	margin = math.Inf(-1)
	if upper != nil {
		margin, bound = x-*upper, *upper
	}
	if lower != nil && *lower-x > margin {
		margin, bound = *lower-x, *lower
	}
	return margin, bound
}

// significant reports whether a point is beyond what its past predicts, on the side of the policy's bound. A bound on
// the current value is tested by the value's own interval, which must leave the bound out, and a trend by its own test;
// a bound on sigma or on the p-value is the test itself. The reason says why it is unknown.
func (c *comparison) significant(point *answers.Point, j judged, margin,
	bound float64) (significant bool, reason string) {
	switch query.Stat(c.Ask.Policy.Stat) {
	case query.Current:
		if !c.Ask.Measure.TwoSample() {
			return margin > 0 && (!c.now.IntervalOK || bound < c.now.Lower || bound > c.now.Upper), ""
		}
	case query.Trend:
		p, ok := point.Stats[query.TrendPvalue]
		return ok && p < 2*j.level, ""
	case query.Sigma, query.PValue, query.TrendPvalue:
		return margin > 0, ""
	}
	if j.reason != "" {
		return false, j.reason
	}
	low, high := c.sides()
	return low && j.tails.Low < j.level && c.below(bound) || high && j.tails.High < j.level && !c.below(bound), ""
}

// below reports whether the bound that is nearest is the lower one.
func (c *comparison) below(bound float64) bool {
	lower, upper := c.Ask.Policy.Bounds()
	return lower != nil && (upper == nil || bound == *lower)
}

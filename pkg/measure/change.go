package measure

import (
	"fmt"
	"math"

	"leeway/pkg/stats"
)

// Change is the difference of an estimate between two windows.
type Change struct {
	Value  float64 // current − baseline
	OK     bool
	Reason string // why it, or its p-value, is not OK

	PValue   float64 // that nothing changed: two-proportion z for rates, Fisher's z for correlations, else Welch's t; with wobble
	PValueOK bool
}

// Difference compares the estimates of two windows. What they differ by from period to period is from WobbleOfEstimates. Extensive
// measures are Scaled to the same length first.
func Difference(current, baseline Estimate, w stats.Wobble) Change {
	switch {
	case !current.OK:
		return Change{Reason: "current window: " + current.Reason}
	case !baseline.OK:
		return Change{Reason: "baseline: " + baseline.Reason}
	}
	c := Change{Value: current.Value - baseline.Value, OK: true}
	switch {
	case current.Rate && baseline.Rate:
		c.PValue = stats.TwoProportion(current.Hits, current.N, baseline.Hits, baseline.N, w)
		c.PValueOK = true
	case current.Correlation && baseline.Correlation:
		c.PValue = stats.FisherDifference(current.Value, current.N, baseline.Value, baseline.N, w)
		c.PValueOK = true
	case current.SE == 0 && baseline.SE == 0:
		c.Reason = "the measure has no sampling error"
	case current.N < 2 || baseline.N < 2:
		c.Reason = oneValue
	default:
		c.PValue = stats.Welch(current.Value, current.SE, current.N, baseline.Value, baseline.SE, baseline.N, w)
		c.PValueOK = true
	}
	return c
}

// Verdict says how far two windows are apart.
type Verdict int8

// The verdicts, as they stand in frames.
const (
	Steady      Verdict = iota
	Significant         // beyond chance, but not material
	Drifted             // beyond chance and material
)

// DefaultMinCount is the number of rows each window needs for a verdict.
const DefaultMinCount = 100

// Judgement is a verdict, or why there is none.
type Judgement struct {
	Verdict Verdict
	OK      bool
	Reason  string
}

// JudgeDivergence gives the verdict on a two-sample measure: drifted if the value exceeds the threshold and is
// significant, significant if only that. threshold overrides the measure's own if it is not nil; a measure without
// one never drifts. No verdict where either window has fewer than minCount valid values.
func (m Measure) JudgeDivergence(d Divergence, threshold *float64, minCount float64, p Params) Judgement {
	switch {
	case !d.OK:
		return Judgement{Reason: d.Reason}
	case math.Min(d.N, d.M) < minCount:
		return tooFew(d.N, d.M, minCount)
	}
	significant := d.PValueOK && d.PValue < p.alpha()
	if d.CriticalOK {
		significant = d.Value > d.Critical
	}
	limit, has := m.limit(threshold, 1)
	return judge(significant, has && d.Value > limit)
}

// JudgeChange gives the verdict on a one-sample measure: drifted if |change| exceeds the threshold and is significant
// at p's alpha, significant if only that. threshold overrides the measure's own if it is not nil, and is then in the
// measure's unit.
func (m Measure) JudgeChange(current, baseline Estimate, c Change, threshold *float64, minCount float64, p Params) Judgement {
	switch {
	case !c.OK:
		return Judgement{Reason: c.Reason}
	case math.Min(current.N, baseline.N) < minCount:
		return tooFew(current.N, baseline.N, minCount)
	case !c.PValueOK:
		return Judgement{Reason: c.Reason}
	}
	limit, has := m.limit(threshold, baseline.Spread)
	return judge(c.PValue < p.alpha(), has && math.Abs(c.Value) > limit)
}

// limit is the threshold in the unit of the value or change it is compared with.
func (m Measure) limit(override *float64, baselineSd float64) (limit float64, has bool) {
	if override != nil {
		return *override, true
	}
	if m.Threshold.Of == OnChangeInSd {
		return m.Threshold.Value * baselineSd, true
	}
	return m.Threshold.Value, m.Threshold.Of != NoThreshold
}

func tooFew(n, m, least float64) Judgement {
	return Judgement{Reason: fmt.Sprintf("too few rows: %.0f now and %.0f in the baseline, %.0f are needed in each", n, m, least)}
}

func judge(significant, material bool) Judgement {
	switch {
	case significant && material:
		return Judgement{Verdict: Drifted, OK: true}
	case significant:
		return Judgement{Verdict: Significant, OK: true}
	}
	return Judgement{Verdict: Steady, OK: true}
}

package query

import "slices"

// The stats of two-sample measures.
const (
	Value     Stat = "value"
	Critical  Stat = "critical"
	UsualLow  Stat = "usualLow"
	UsualHigh Stat = "usualHigh"
)

// The stats of all other measures. PValue is also one of the two-sample measures.
const (
	PValue         Stat = "pvalue"
	Current        Stat = "current"
	Baseline       Stat = "baseline"
	Change         Stat = "change"
	ChangeLower    Stat = "changeLower"
	ChangeUpper    Stat = "changeUpper"
	ChangePoints   Stat = "changePoints"
	RelativeChange Stat = "relativeChange"
	Sigma          Stat = "sigma"
	BaselineMean   Stat = "baselineMean"
	BaselineSd     Stat = "baselineSd"
	UpperLimit     Stat = "upperLimit"
	LowerLimit     Stat = "lowerLimit"
	Trend          Stat = "trend"
	TrendPvalue    Stat = "trendPvalue"
)

// The stats of policies.
const (
	Margin    Stat = "margin"
	Breach    Stat = "breach"
	Threshold Stat = "threshold"
)

// The stats every measure and policy has. Times are epoch seconds; the explanation of the verdict is text, which only
// tables hold.
const (
	Verdict       Stat = "verdict"
	Explanation   Stat = "explanation"
	Count         Stat = "count"
	BaselineCount Stat = "baselineCount"
	HistoryCount  Stat = "historyCount"
	ExpectedStat  Stat = "expected"
	WindowStart   Stat = "windowStart"
	WindowEnd     Stat = "windowEnd"
	BaselineStart Stat = "baselineStart"
	BaselineEnd   Stat = "baselineEnd"
	RangeStart    Stat = "rangeStart"
	RangeEnd      Stat = "rangeEnd"
)

// The stats that texts of alerts need, because a template can neither convert a time zone nor count.
const (
	BaselinePeriods  Stat = "baselinePeriods"  // earlier windows that the baseline pools
	WindowStartLocal Stat = "windowStartLocal" // the window's start on the model's wall clock, read as UTC
	WindowEndLocal   Stat = "windowEndLocal"
)

// The stats that say where the change of a measure of performance comes from. They are of one window, so a time series
// has none of them.
const (
	// WorstSegment is the index of the segment value that carries most of the change: the model's segments, then each
	// one's declared values or bins, flattened. Nobody where none stands out, or where that value is not declared.
	WorstSegment Stat = "worstSegment"
	// WorstSegmentShare is the share of the change that this value carries; 0 where none stands out.
	WorstSegmentShare Stat = "worstSegmentShare"
	InputsEffect      Stat = "inputsEffect"   // the part of the change that other scores explain
	RelationEffect    Stat = "relationEffect" // the part that other outcomes at equal scores explain
)

// Nobody stands for an index where there is none to name. It is a number, as Grafana's webhooks lose all figures of an
// alert where one is null.
const Nobody = -1

// The stats of a features query.
const (
	MostDrifted  Stat = "mostDrifted"  // index of the feature that drifted most, in the model's order; Nobody: none drifted
	DriftedCount Stat = "driftedCount" // how many drifted
)

// TwoSampleStats, OneSampleStats, PolicyStats, CommonStats, TextStats, CauseStats and FeaturesStats list the stats by
// what has them, in table order. A table holds TextStats and CauseStats only if they are asked for.
var (
	TwoSampleStats = []Stat{Value, Critical, UsualLow, UsualHigh, PValue}
	OneSampleStats = []Stat{Current, Baseline, PValue, Change, ChangeLower, ChangeUpper, ChangePoints, RelativeChange,
		Sigma,
		BaselineMean, BaselineSd, UpperLimit, LowerLimit, Trend, TrendPvalue}
	PolicyStats = []Stat{Margin, Breach, Threshold}
	CommonStats = []Stat{Verdict, Explanation, Count, BaselineCount, HistoryCount, ExpectedStat, WindowStart, WindowEnd,
		BaselineStart,
		BaselineEnd, RangeStart, RangeEnd}
	TextStats     = []Stat{BaselinePeriods, WindowStartLocal, WindowEndLocal}
	CauseStats    = []Stat{WorstSegment, WorstSegmentShare, InputsEffect, RelationEffect}
	FeaturesStats = []Stat{MostDrifted, DriftedCount}
)

// AllStats lists every stat once, in table order.
func AllStats() []Stat {
	var all []Stat
	for _, group := range [][]Stat{TwoSampleStats, OneSampleStats, PolicyStats, CommonStats, TextStats, CauseStats,
		FeaturesStats} {
		for _, s := range group {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

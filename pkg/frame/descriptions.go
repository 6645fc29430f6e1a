package frame

import (
	"fmt"

	"leeway/pkg/engine"
	"leeway/pkg/policies"
	"leeway/pkg/query"
)

// StatDescriptions say what a stat is, as a sentence begins.
var StatDescriptions = map[query.Stat]string{
	query.Value:             "The distance between the current window and the baseline",
	query.Critical:          "The distance that chance alone rarely exceeds",
	query.UsualLow:          "The least distance of an earlier window from the others",
	query.UsualHigh:         "The greatest distance of an earlier window from the others",
	query.PValue:            "How probable a value as far out is, by what earlier windows predict",
	query.Current:           "The measure in the current window",
	query.Baseline:          "The measure in the baseline",
	query.Change:            "Current less baseline, in the measure's own unit: for a share, 0.01 is one percentage point",
	query.ChangeLower:       "The lower end of the 95 % interval of the change, by sampling alone",
	query.ChangeUpper:       "The upper end of the 95 % interval of the change, by sampling alone",
	query.ChangePoints:      "Current less baseline, in percentage points",
	query.RelativeChange:    "Current less baseline, as a share of the baseline",
	query.Sigma:             "How far out the value is, in standard deviations of a normal distribution",
	query.BaselineMean:      "The mean over the baseline's periods",
	query.BaselineSd:        "The standard deviation over the baseline's periods",
	query.UpperLimit:        "The upper end of what earlier windows predict",
	query.LowerLimit:        "The lower end of what earlier windows predict",
	query.Trend:             "The slope per period of the baseline",
	query.TrendPvalue:       "How probable such a trend is if there is none",
	query.Margin:            "How far the value is past the policy's bound; above 0 is past it",
	query.Breach:            "How far the value is past the policy's bound, and at most 0 within what earlier windows predict; above 0 is a breach",
	query.Threshold:         "The policy's bound that is crossed, else the nearest",
	query.Verdict:           "How the value stands against the baseline and what earlier windows predict",
	query.Explanation:       "What the verdict rests on, in words",
	query.Count:             "How many rows the measure was taken of in the current window",
	query.BaselineCount:     "How many rows the measure was taken of in the baseline",
	query.HistoryCount:      "How many earlier windows show what is usual",
	query.ExpectedStat:      "1 while a documented change lasts, else 0",
	query.WindowStart:       "When the current window starts",
	query.WindowEnd:         "When the current window ends",
	query.BaselineStart:     "When the baseline starts",
	query.BaselineEnd:       "When the baseline ends",
	query.RangeStart:        "When the range asked for starts",
	query.RangeEnd:          "When the range asked for ends",
	query.BaselinePeriods:   "How many earlier windows the baseline pools",
	query.WindowStartLocal:  "When the current window starts, on the model's wall clock, read as UTC",
	query.WorstSegment:      "Which segment value carries most of the change: its number among the declared values of the model's segments, from 0; −1 where none stands out or that value is not declared",
	query.WorstSegmentShare: "The share of the change that the segment value carries which carries most; 0 where none stands out",
	query.InputsEffect:      "The part of the change that other inputs explain: other scores, each right as often as before",
	query.RelationEffect:    "The part of the change that other outcomes at equal scores explain",
	query.MostDrifted:       "Which feature drifted most: its number in the model's order, from 0; −1 where none drifted",
	query.DriftedCount:      "How many features drifted",
	query.WindowEndLocal:    "When the current window ends, on the model's wall clock, read as UTC",
}

// description says what a field holds without the query beside it: the stat, of which policy, and how the measure is
// computed.
func description(s engine.Series, stat query.Stat) string {
	text := StatDescriptions[stat] + ". "
	if s.Policy != nil {
		text += fmt.Sprintf("Policy %s: %s. ", s.Policy.ID, policies.WriteBound(s))
	}
	return text + fmt.Sprintf("%s: %s", s.Measure.Title, s.Measure.Doc)
}

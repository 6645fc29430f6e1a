package frame

import (
	"strconv"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/policies"
	"leeway/pkg/query"
)

// config says how a field is shown: its unit, description and thresholds. Null has the colour `unknown`.
func config(s engine.Series, stat query.Stat, unknown string) *data.FieldConfig {
	c := &data.FieldConfig{
		Unit:        unit(s, stat),
		Description: description(s, stat),
		NoValue:     none,
		Thresholds:  thresholds(s, stat),
	}
	if c.Thresholds != nil {
		c.Mappings = data.ValueMappings{nullAs(none, unknown, 0)}
	}
	if stat == query.WorstSegment {
		c.Mappings = placeMappings(segmentNames(s.Model))
	}
	if stat == query.Verdict {
		c.Mappings = verdictMappings(s, unknown)
		// Numbers stand on the right, where a text that is too long for its cell loses its beginning.
		c.Custom = map[string]any{"align": "left", "cellOptions": map[string]any{"type": "color-text"}}
	}
	return c
}

// unit is a stat's Grafana unit.
func unit(s engine.Series, stat query.Stat) string {
	switch stat {
	case query.Value, query.Current, query.Baseline, query.Critical, query.BaselineMean, query.UpperLimit,
		query.LowerLimit, query.UsualLow,
		query.UsualHigh:
		return measureUnit(s)
	case query.Change, query.ChangeLower, query.ChangeUpper, query.BaselineSd, query.Trend, query.InputsEffect,
		query.RelationEffect:
		return differenceUnit(s)
	case query.Sigma:
		return "suffix: σ"
	case query.RelativeChange, query.WorstSegmentShare:
		return "percentunit"
	case query.ChangePoints:
		return "suffix:pp" // percentage points
	case query.Margin, query.Breach, query.Threshold:
		if s.Policy != nil && s.Policy.Stat != "" {
			return unit(s, query.Stat(s.Policy.Stat))
		}
		return measureUnit(s)
	case query.Count, query.BaselineCount, query.HistoryCount, query.BaselinePeriods:
		return "short"
	}
	if isTime(stat) {
		return "s"
	}
	return ""
}

// differenceUnit is the unit of a difference of values. That of two shares has none: Grafana has no unit for percentage
// points from 0 to 1, and "-8.4 %" would be read as a relative change.
func differenceUnit(s engine.Series) string {
	if u := measureUnit(s); u != "percentunit" {
		return u
	}
	return ""
}

// measureUnit is the measure's unit; a mean or a quantile, which has none of its own, has that of what it is taken of.
func measureUnit(s engine.Series) string {
	if s.Measure.Unit != measure.ColumnUnit {
		return s.Measure.Unit
	}
	switch s.Target {
	case query.Features:
		return unitOf(s)
	case query.Latency:
		return latencyUnit(s.Model)
	case query.Prediction, query.Label, query.Score:
		if s.Compare.Categorical || s.Target == query.Score {
			return "percentunit"
		}
	}
	return ""
}

// latencyUnit is the Grafana unit of a model's latencies.
func latencyUnit(m *model.Model) string {
	if m.Log.Latency == nil {
		return ""
	}
	return map[string]string{"s": "s", "ms": "ms", "us": "µs", "ns": "ns"}[m.Log.Latency.Unit]
}

// verdictMappings write verdicts as words, in their colours, and null in the colour `unknown`.
func verdictMappings(s engine.Series, unknown string) data.ValueMappings {
	words := judge.VerdictWords()
	colours := []string{quiet, wary, alarming, familiar}
	unjudgedAs := none
	switch {
	case s.Policy != nil:
		words = []string{policies.Usual.String(), "unusual, within the bound", policies.Breached.String(),
			policies.Spared.String()}
		unjudgedAs = policies.NotJudged.String()
		if s.Policy.Tier == model.Explain {
			words[2], colours[2] = policies.Changed.String(), wary
		}
	case s.Measure.TwoSample():
		words[2] = judge.Drifted
	}
	mapper := data.ValueMapper{}
	for i, word := range words {
		mapper[strconv.Itoa(i)] = data.ValueMappingResult{Text: word, Color: colours[i], Index: i}
	}
	return data.ValueMappings{mapper, nullAs(unjudgedAs, unknown, len(words))}
}

// nullAs writes null as a word in a colour. Without it Grafana gives null the first colour of the thresholds, which is
// that of what is well, or of what is past a lower bound. Index is its place in the list of mappings.
func nullAs(word, colour string, index int) data.SpecialValueMapper {
	return data.SpecialValueMapper{Match: data.SpecialValueNull,
		Result: data.ValueMappingResult{Text: word, Color: colour, Index: index}}
}

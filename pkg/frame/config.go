package frame

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// The colours of Grafana's palette that verdicts are drawn in.
const (
	quiet    = "green"
	wary     = "yellow"
	alarming = "red"
	familiar = "blue"
	unjudged = "text" // that of text around it
)

// none stands where there is no value.
const none = "–"

// config says how a field is shown: its unit, description and thresholds.
func config(s engine.Series, stat query.Stat) *data.FieldConfig {
	c := &data.FieldConfig{
		Unit:        unit(s, stat),
		Description: description(s, stat),
		NoValue:     none,
	}
	switch stat {
	case query.Verdict:
		c.Mappings = verdictMappings(s)
		// Numbers stand on the right, where a text that is too long for its cell loses its beginning.
		c.Custom = map[string]any{"align": "left", "cellOptions": map[string]any{"type": "color-text"}}
	case query.Value:
		c.Thresholds = valueThresholds(s)
	case query.Breach, query.Margin:
		c.Thresholds = steps(aboveZero)
	}
	return c
}

// unit is a stat's Grafana unit.
func unit(s engine.Series, stat query.Stat) string {
	switch stat {
	case query.Value, query.Current, query.Baseline, query.Change, query.Critical, query.BaselineMean, query.BaselineSd,
		query.UpperLimit, query.LowerLimit, query.UsualLow, query.UsualHigh, query.Trend:
		return measureUnit(s)
	case query.RelativeChange:
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

// subjectName tells what a series is about from the others of its model, shortest first; "" is the model itself.
func subjectName(s engine.Series) string {
	var parts []string
	if s.Policy != nil {
		parts = append(parts, s.Policy.ID)
	}
	if s.Feature != "" {
		parts = append(parts, s.Feature)
	}
	if s.With != "" {
		parts = append(parts, s.With)
	}
	for _, l := range s.Segment {
		parts = append(parts, l.Value)
	}
	return strings.Join(parts, separator)
}

// separator stands between the parts of a name.
const separator = " · "

// seriesName is how panels call a field: the subject, else the measure, after the model's name where there are several
// models; and the stat unless it is the one that answers by default. So panels need no renaming when they ask for a
// baseline or a limit beside it.
func seriesName(r *engine.Result, s engine.Series, stat query.Stat) string {
	name := subjectName(s)
	if name == "" {
		name = measureName(s)
	}
	if slices.ContainsFunc(r.Series, func(other engine.Series) bool { return other.Model.ID != s.Model.ID }) {
		name = s.Model.Name + separator + name
	}
	if stat != defaultStat(s) {
		name += separator + string(stat)
	}
	return name
}

func description(s engine.Series, stat query.Stat) string {
	return fmt.Sprintf("%s (%s): %s", s.Measure.Title, stat, s.Measure.Doc)
}

// valueThresholds colour a divergence from its threshold on.
func valueThresholds(s engine.Series) *data.ThresholdsConfig {
	if s.Compare.Threshold == nil || s.Measure.Threshold.Of != measure.OnValue {
		return nil
	}
	return steps(*s.Compare.Threshold)
}

// aboveZero is the bound of a breach: thresholds are inclusive, and 0 is no breach but one that chance explains.
const aboveZero = math.SmallestNonzeroFloat64

func steps(bound float64) *data.ThresholdsConfig {
	return &data.ThresholdsConfig{Mode: data.ThresholdsModeAbsolute, Steps: []data.Threshold{
		data.NewThreshold(math.Inf(-1), quiet, ""), data.NewThreshold(bound, alarming, "")}}
}

// verdictMappings write verdicts as words, in their colours.
func verdictMappings(s engine.Series) data.ValueMappings {
	changed := "changed"
	if s.Measure.TwoSample() {
		changed = "drifted"
	}
	return data.ValueMappings{data.ValueMapper{
		"0": {Text: "steady", Color: quiet, Index: 0},
		"1": {Text: "significant, not material", Color: wary, Index: 1},
		"2": {Text: changed, Color: alarming, Index: 2},
		"3": {Text: "usual", Color: familiar, Index: 3},
	}, data.SpecialValueMapper{ // without it Grafana gives what is not judged the colour of what is well
		Match: data.SpecialValueNull, Result: data.ValueMappingResult{Text: none, Color: unjudged, Index: 4},
	}}
}

func isTime(s query.Stat) bool {
	switch s {
	case query.WindowStart, query.WindowEnd, query.BaselineStart, query.BaselineEnd, query.RangeStart, query.RangeEnd,
		query.WindowStartLocal, query.WindowEndLocal:
		return true
	}
	return false
}

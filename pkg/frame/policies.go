package frame

import (
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/policies"
	"leeway/pkg/query"
)

// policyRow is how the policy of a series stands.
type policyRow struct {
	policies.Evaluation
	series engine.Series
}

// policyColumn is a column of texts: rows differ in their units, so values and bounds have theirs beside them.
type policyColumn struct {
	name, description string
	custom            map[string]any
	text              func(policyRow) string
}

// policyColumns follow the verdict. Those that are empty throughout are left out.
var policyColumns = []policyColumn{
	{"tier", "How loud the policy is: page, notify, or explain, which alerts nobody", width(70),
		func(r policyRow) string { return string(r.Tier) }},
	{"policy", "Id of the policy in the model's definition", width(190), func(r policyRow) string { return r.Policy }},
	{"subject", "The feature or the segment that the policy is judged on; empty for the model as a whole", width(150),
		func(r policyRow) string { return r.subject() }},
	{"left", "How far the policy is from its bound, or past it", width(140),
		func(r policyRow) string { return policies.WriteLeft(r.Evaluation, r.series) }},
	{"explanation", "The value with what earlier windows predict, and why there is no breach or no verdict", wrapped,
		func(r policyRow) string { return r.Reason }},
	{"value", "What the policy bounds, in the current window", width(110),
		func(r policyRow) string { return r.written(r.Stat, r.Value) }},
	{"bound", "Where the policy breaches, if earlier windows do not predict it", width(200),
		func(r policyRow) string { return policies.WriteBound(r.series) }},
	{"measure", "What is measured", width(150), func(r policyRow) string { return measureName(r.series) }},
	{"current", "The measure in the current window", width(100),
		func(r policyRow) string { return r.written(query.Current, r.Current) }},
	{"baseline", "The measure in the baseline", width(100),
		func(r policyRow) string { return r.written(query.Baseline, r.Baseline) }},
	{"count", "How many rows the measure was taken of in the current window", width(90),
		func(r policyRow) string { return r.written(query.Count, r.Count) }},
	{"finds", "The smallest change that the policy can find in a window like this", width(280),
		func(r policyRow) string { return r.smallestChange() }},
}

// wrapped shows a text on as many lines as it needs.
var wrapped = map[string]any{"minWidth": 320, "wrapText": true,
	"cellOptions": map[string]any{"type": "auto", "wrapText": true}}

func width(pixels int) map[string]any { return map[string]any{"width": pixels} }

// policyTable says of each policy and subject how it stands, in words, what asks for attention first.
func policyTable(r *engine.Result) data.Frames {
	rows := policyRows(r.Series)
	verdict := policyField(rows, policyColumn{"verdict", "How the policy stands",
		map[string]any{"width": 210, "cellOptions": map[string]any{"type": "color-text"}},
		func(row policyRow) string { return row.Standing().String() }})
	verdict.Config.Mappings = StandingMappings()
	f := typed(data.FrameTypeTable, verdict)
	f.Meta.PreferredVisualization = data.VisTypeTable
	if len(rows) == 0 {
		return data.Frames{f}
	}
	columns := slices.Clone(policyColumns)
	if len(r.Query.Models) == 0 || slices.ContainsFunc(rows,
		func(row policyRow) bool { return row.series.Model.ID != rows[0].series.Model.ID }) {
		columns = slices.Insert(columns, 0, policyColumn{"model", "Id of the model", width(150),
			func(r policyRow) string { return r.series.Model.ID }})
	}
	for _, c := range columns {
		if slices.ContainsFunc(rows, func(row policyRow) bool { return c.text(row) != "" }) {
			f.Fields = append(f.Fields, policyField(rows, c))
		}
	}
	for _, row := range rows {
		describe(f, row.series)
	}
	return data.Frames{f}
}

func policyRows(series []engine.Series) []policyRow {
	var rows []policyRow
	for _, s := range policies.Sorted(series) {
		rows = append(rows, policyRow{policies.Evaluate(s), s})
	}
	return rows
}

// policyField holds null where a row has no text.
func policyField(rows []policyRow, c policyColumn) *data.Field {
	texts := make([]*string, len(rows))
	for i, row := range rows {
		if text := c.text(row); text != "" {
			texts[i] = &text
		}
	}
	f := data.NewField(c.name, nil, texts)
	f.Config = &data.FieldConfig{Description: c.description, NoValue: none, Custom: c.custom}
	return f
}

// subject is the feature, which needs no other name, or the segment: "origin=JFK".
func (r policyRow) subject() string {
	if feature, ok := r.Labels["feature"]; ok && len(r.Labels) == 1 {
		return feature
	}
	return r.Subject()
}

func (r policyRow) written(stat query.Stat, x *float64) string {
	if x == nil {
		return ""
	}
	return r.Write(stat, x)
}

// smallestChange is what the policy finds, without the word: the column is called so.
func (r policyRow) smallestChange() string {
	if r.Finds == engine.CannotBreach {
		return ""
	}
	return strings.TrimPrefix(r.Finds, "finds ")
}

// StandingMappings colour the words of a verdict in a table of policies.
func StandingMappings() data.ValueMappings {
	colours := [policies.Standings]string{alarming, wary, familiar, unjudged, unjudged, quiet}
	mapper := data.ValueMapper{}
	for i, colour := range colours {
		word := policies.Standing(i).String()
		mapper[word] = data.ValueMappingResult{Text: word, Color: colour, Index: i}
	}
	return data.ValueMappings{mapper}
}

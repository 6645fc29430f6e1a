package frame

import (
	"encoding/json"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// features is one table with a row per feature, what differs most first. Its three lists are JSON: the shares of both
// windows by bin, and the divergences of the earlier windows with the current one last.
func features(r *engine.Result) data.Frames {
	rows := r.Features
	f := data.NewFrame("features", featureFields(rows)...)
	f.Fields = slices.DeleteFunc(f.Fields,
		func(field *data.Field) bool { return !slices.Contains(essential, field.Name) && isEmpty(field) })
	f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1},
		PreferredVisualization: data.VisTypeTable}
	if len(rows) > 0 {
		f.Meta.Custom = Custom{Comparison: sharedComparison(rows)}
	}
	for _, row := range rows {
		addNotices(f, row.Drift.Compare.Notices)
	}
	return data.Frames{f}
}

// featureFields are the columns of a table of features.
func featureFields(rows []engine.FeatureRow) data.Fields {
	return data.Fields{
		texts(rows, "feature", "", func(row engine.FeatureRow) string { return row.Drift.Feature }),
		texts(rows, "source", "where the feature comes from",
			func(row engine.FeatureRow) string { return definition(row).Source }),
		verdictField(rows),
		texts(rows, "worstPolicy", "the policy that gives the verdict; empty where none does", worstPolicy),
		texts(rows, "reason", "what the verdict rests on, in words", reasonOf),
		numbers(rows, "psi", "", "population stability index against the baseline", driftStat(query.Value)),
		numbers(rows, "usualLow", "", "least psi of an earlier window from the others", driftStat(query.UsualLow)),
		numbers(rows, "usualHigh", "", "greatest psi of an earlier window from the others", driftStat(query.UsualHigh)),
		numbers(rows, "missing", "percentunit", "share of missing values now", rateStat("missing_rate", query.Current)),
		numbers(rows, "missingBefore", "percentunit", "share of missing values in the baseline",
			rateStat("missing_rate", query.Baseline)),
		numbers(rows, "invalid", "percentunit", "share of invalid values now", rateStat("invalid_rate", query.Current)),
		numbers(rows, "invalidBefore", "percentunit", "share of invalid values in the baseline",
			rateStat("invalid_rate", query.Baseline)),
		numbers(rows, "new", "percentunit", "share of values in categories that the reference does not have, now",
			rateStat("new_category_rate", query.Current)),
		numbers(rows, "newBefore", "percentunit", "the same share in the baseline",
			rateStat("new_category_rate", query.Baseline)),
		numbers(rows, "meanShift", "suffix: sd", "change of the mean in standard deviations of the baseline's values",
			func(row engine.FeatureRow) *float64 { return row.MeanShift }),
		numbers(rows, "importance", "percentunit", "importance by the model's definition",
			func(row engine.FeatureRow) *float64 { return definition(row).Importance }),
		texts(rows, "model", "id of the model", func(row engine.FeatureRow) string { return row.Drift.Model.ID }),
		lists(rows, "current", "shares of the current window by bin",
			shares(func(b measure.Bin) float64 { return b.CurrentShare })),
		lists(rows, "baseline", "shares of the baseline by bin",
			shares(func(b measure.Bin) float64 { return b.BaselineShare })),
		lists(rows, "course",
			"psi of the earlier windows that count, each from the others, the oldest first; the current one last", course),
	}
}

// essential are the columns by which panels know the frame; others are left out where they are empty throughout.
var essential = []string{"feature", "verdict", "psi", "current", "baseline", "course"}

// isEmpty reports whether a column of texts or nullable numbers holds nothing.
func isEmpty(f *data.Field) bool {
	for i := range f.Len() {
		if value, ok := f.ConcreteAt(i); ok && value != "" {
			return false
		}
	}
	return true
}

// sharedComparison is what all rows have in common: each feature has its own baseline windows, where one leaves out
// what was unusual.
func sharedComparison(rows []engine.FeatureRow) Comparison {
	out := comparison(rows[0].Drift)
	for _, row := range rows[1:] {
		if !slices.Equal(row.Drift.Compare.Baseline, rows[0].Drift.Compare.Baseline) {
			out.Baseline.Windows, out.Baseline.Count = []Window{}, nil
		}
	}
	out.Subject, out.Measures, out.Current.Count, out.Grid = Subject{Target: string(query.Features),
		Kind: "numeric"}, []ComparedBy{}, nil, ""
	return out
}

func definition(row engine.FeatureRow) model.Feature {
	f, _ := row.Drift.Model.Feature(row.Drift.Feature)
	return f
}

func worstPolicy(row engine.FeatureRow) string {
	if row.Worst == nil {
		return ""
	}
	return row.Worst.Policy.ID
}

// reasonOf says what the verdict rests on: the value of the policy, or of the drift, with what earlier windows predict.
func reasonOf(row engine.FeatureRow) string {
	s := row.Drift
	if row.Worst != nil {
		s = *row.Worst
	}
	return last(s).Explanation()
}

func verdictField(rows []engine.FeatureRow) *data.Field {
	f := numbers(rows, "verdict", "", "the worst verdict of the drift and of all policies on the feature",
		func(row engine.FeatureRow) *float64 {
			if row.Verdict == nil {
				return nil
			}
			x := float64(*row.Verdict)
			return &x
		})
	c := config(engine.Series{}, query.Verdict, unjudged) // of no measure: what changed need not have drifted
	f.Config.Mappings, f.Config.Custom = c.Mappings, c.Custom
	return f
}

func driftStat(stat query.Stat) func(engine.FeatureRow) *float64 {
	return func(row engine.FeatureRow) *float64 { return pointer(last(row.Drift).Stats, stat) }
}

func rateStat(id string, stat query.Stat) func(engine.FeatureRow) *float64 {
	return func(row engine.FeatureRow) *float64 { return pointer(row.Rates[id].Stats, stat) }
}

// shares lists the shares of the bins that a divergence counts.
func shares(of func(measure.Bin) float64) func(engine.FeatureRow) []float64 {
	return func(row engine.FeatureRow) []float64 {
		list := []float64{}
		for _, b := range row.Drift.Compare.Bins {
			if !lost(b) {
				list = append(list, of(b))
			}
		}
		return list
	}
}

func course(row engine.FeatureRow) []float64 {
	list := []float64{}
	p := last(row.Drift)
	for i := len(p.Past) - 1; i >= 0; i-- {
		list = append(list, p.Past[i])
	}
	if x, ok := p.Stats[query.Value]; ok {
		list = append(list, x)
	}
	return list
}

func texts(rows []engine.FeatureRow, name, description string, of func(engine.FeatureRow) string) *data.Field {
	values := make([]string, len(rows))
	for i, row := range rows {
		values[i] = of(row)
	}
	f := data.NewField(name, nil, values)
	f.Config = &data.FieldConfig{Description: description}
	return f
}

func numbers(rows []engine.FeatureRow, name, unit, description string,
	of func(engine.FeatureRow) *float64) *data.Field {
	values := make([]*float64, len(rows))
	for i, row := range rows {
		values[i] = of(row)
	}
	f := data.NewField(name, nil, values)
	f.Config = &data.FieldConfig{Unit: unit, Description: description, NoValue: none}
	return f
}

// lists is a field that only Leeway's panel draws.
func lists(rows []engine.FeatureRow, name, description string, of func(engine.FeatureRow) []float64) *data.Field {
	values := make([]json.RawMessage, len(rows))
	for i, row := range rows {
		values[i], _ = json.Marshal(of(row)) // numbers of a point are finite
	}
	f := data.NewField(name, nil, values)
	f.Config = hidden(description)
	return f
}

package frame

import (
	"strconv"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// driftedFeatures is one row with a field for each model: which feature drifted most, or how many did. The field is null
// where the drift of no feature can be judged.
func driftedFeatures(r *engine.Result) data.Frames {
	f := typed(data.FrameTypeNumericWide)
	stat := query.MostDrifted
	if len(r.Query.Stats) > 0 {
		stat = r.Query.Stats[0]
	}
	var unknown query.Stat
	for _, rows := range byModel(r.Features) {
		m := rows[0].Drift.Model
		value := countDrifted(rows)
		if stat == query.MostDrifted && value != nil {
			value = mostDrifted(rows)
		}
		if value == nil && leavesOutNulls(r) {
			unknown = stat
			continue
		}
		field := data.NewField(string(stat), data.Labels{"model": m.ID}, []*float64{value})
		field.Config = &data.FieldConfig{DisplayNameFromDS: m.ID, Description: StatDescriptions[stat], NoValue: none}
		if stat == query.MostDrifted {
			field.Config.Mappings = placeMappings(featureNames(m))
		}
		f.Fields = append(f.Fields, field)
		for _, row := range rows {
			addNotices(f, row.Drift.Compare.Notices)
		}
		if f.Meta.Custom == nil {
			f.Meta.Custom = Custom{Comparison: sharedComparison(rows)}
		}
	}
	keepLabelled(f, r, unknown)
	return data.Frames{f}
}

// byModel groups rows of features by their models, in the order of the first row of each.
func byModel(rows []engine.FeatureRow) (groups [][]engine.FeatureRow) {
	at := map[*model.Model]int{}
	for _, row := range rows {
		i, known := at[row.Drift.Model]
		if !known {
			i = len(groups)
			at[row.Drift.Model], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], row)
	}
	return groups
}

// countDrifted is how many features drifted; nil where nothing could be judged.
func countDrifted(rows []engine.FeatureRow) *float64 {
	judged, n := false, 0.0
	for _, row := range rows {
		verdict, ok := last(row.Drift).Stats[query.Verdict]
		judged = judged || ok
		if ok && judge.Verdict(verdict) == judge.Changed {
			n++
		}
	}
	if !judged {
		return nil
	}
	return &n
}

// mostDrifted is the place, in the model's order, of the feature with the greatest distance among those that drifted;
// query.Nobody where none did.
func mostDrifted(rows []engine.FeatureRow) *float64 {
	place, most := float64(query.Nobody), 0.0
	for i, name := range featureNames(rows[0].Drift.Model) {
		for _, row := range rows {
			stats := last(row.Drift).Stats
			if row.Drift.Feature != name || stats[query.Verdict] != float64(judge.Changed) || stats[query.Value] <= most {
				continue
			}
			place, most = float64(i), stats[query.Value]
		}
	}
	return &place
}

// featureNames lists the features of a model.
func featureNames(m *model.Model) []string {
	names := make([]string, len(m.Features))
	for i, f := range m.Features {
		names[i] = f.Name
	}
	return names
}

// segmentNames lists the declared values of a model's segments as the stat worstSegment numbers them.
func segmentNames(m *model.Model) (names []string) {
	for _, s := range m.Segments {
		for _, value := range engine.DeclaredOrBins(s) {
			names = append(names, s.Name+" "+value)
		}
	}
	return names
}

// placeMappings write a place in a list as the name that stands there, and query.Nobody as none.
func placeMappings(names []string) data.ValueMappings {
	mapper := data.ValueMapper{strconv.Itoa(query.Nobody): data.ValueMappingResult{Text: "none", Index: len(names)}}
	for i, name := range names {
		mapper[strconv.Itoa(i)] = data.ValueMappingResult{Text: name, Index: i}
	}
	return data.ValueMappings{mapper}
}

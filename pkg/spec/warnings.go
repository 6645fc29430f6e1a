package spec

import (
	"fmt"
	"slices"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// Warnings lists what of a model works but should be changed.
func Warnings(m *model.Model) []string {
	list := Unanchored(m)
	for i := range m.Policies {
		for j := range m.Policies {
			own, standard := &m.Policies[i], &m.Policies[j]
			if !own.Default && standard.Default && own.Tier == standard.Tier && sameFigure(own, standard) {
				list = append(list,
					fmt.Sprintf("policy %s asks what the default policy %s asks; give it the id %s to replace it",
						own.ID, standard.ID, standard.ID))
			}
		}
	}
	return append([]string{}, append(list, nameless(m)...)...)
}

// nameless names the segments of a model with outcomes whose values alerts cannot name.
func nameless(m *model.Model) []string {
	var list []string
	for _, s := range m.Segments {
		if m.Outcomes != nil && len(plan.DeclaredOrBins(s)) == 0 {
			list = append(list, fmt.Sprintf("segment %s declares no values, so alerts cannot say which of them carries a change; add values: [...]", s.Name))
		}
	}
	return list
}

// Unanchored names the page policies on performance that have a rolling baseline alone: that follows slow decay, which
// then never pages.
func Unanchored(m *model.Model) []string {
	var list []string
	for _, p := range m.Policies {
		one, known := measure.Lookup(p.Measure)
		moves := p.Stat != string(query.Current) && p.Stat != string(query.Trend) &&
			m.Baselines[p.Baseline].Kind == model.BaselineRolling
		if p.Tier != model.Page || !known || !one.Performance || !moves {
			continue
		}
		if !slices.ContainsFunc(m.Policies, func(other model.Policy) bool {
			return other.Measure == p.Measure && other.Baseline != "" &&
				m.Baselines[other.Baseline].Kind != model.BaselineRolling
		}) {
			list = append(list,
				fmt.Sprintf("policy %s has no partner with a fixed baseline: a rolling baseline follows slow decay, so that would never page", p.ID))
		}
	}
	return list
}

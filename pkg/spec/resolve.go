package spec

import (
	"maps"
	"slices"
	"strings"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan"
)

// Of returns the specification of a data source.
func Of(name, uid string, org int, models []model.Model) Specification {
	s := Specification{DataSource: uid, Name: name, Org: org, CannotRead: UID(org, uid, "", alert, "cannot-read"),
		Overview: UID(org, uid, "", dashboard, "models")}
	s.Models = s.Resolve(models)
	return s
}

// Resolve returns models resolved, see Model. Models that share a name get their id beside it, because Grafana refuses
// two rules or two dashboards of one title in a folder.
func (s Specification) Resolve(models []model.Model) []ModelSpec {
	list, sharing := []ModelSpec{}, map[string]int{}
	for i := range models {
		list = append(list, s.Model(&models[i]))
		sharing[strings.ToLower(models[i].Name)]++ // some databases of Grafana compare titles without case
	}
	for i := range list {
		if sharing[strings.ToLower(list[i].Name)] > 1 {
			list[i].Name += " (" + list[i].ID + ")"
		}
	}
	return list
}

// Model returns one model resolved, with the uids that the generator gives its rules and its dashboard.
func (s Specification) Model(m *model.Model) ModelSpec {
	out := ModelSpec{ID: m.ID, Name: m.Name, Task: m.Task, Timezone: m.Timezone, Resolution: m.Resolution.String(),
		Window:   m.Window.String(),
		Lateness: m.Log.Lateness.String(), Owners: orEmpty(m.Owners), Links: orEmpty(m.Links), Features: []FeatureSpec{}, Segments: []SegmentSpec{},
		Baselines: baselines(m), Baseline: m.Baseline, Reference: m.Reference, Judging: judging(m), Confidence: *m.ConfidenceFloor,
		Labelled: m.Outcomes != nil, Scored: m.Log.Score != nil, Views: viewsOf(m), Seconds: int64(m.Window.Approx() / time.Second), Dashboard: UID(s.Org, s.DataSource, m.ID, dashboard, "model"),
		Policies: s.policies(m), Off: m.Unwatched(), Warnings: Warnings(m), Faults: []Fault{}}
	if m.Outcomes != nil {
		out.LabelDelay, out.DelaySeconds = m.Outcomes.Delay.String(), int64(m.Outcomes.Delay.Approx()/time.Second)
	}
	for _, f := range m.Features {
		out.Features = append(out.Features, FeatureSpec{Name: f.Name, Kind: f.Kind, Unit: f.Unit})
	}
	for _, g := range m.Segments {
		out.Segments = append(out.Segments, SegmentSpec{Name: g.Name, Values: plan.DeclaredOrBins(g)})
	}
	for _, f := range Faults(m) {
		out.Faults = append(out.Faults, Fault{Path: f.Path, Message: f.Message})
	}
	return out
}

func judging(m *model.Model) JudgingSpec {
	return JudgingSpec{ModelHistory: m.History.Model, FeatureHistory: m.History.Features, AdoptAfter: m.AdoptAfter,
		Season:            m.Season,
		FalsePagesPerYear: m.FalsePagesPerYear}
}

func baselines(m *model.Model) []BaselineSpec {
	list := []BaselineSpec{}
	for _, name := range slices.Sorted(maps.Keys(m.Baselines)) {
		b := BaselineSpec{Name: name, Kind: m.Baselines[name].Kind}
		if b.Kind == model.BaselineRolling {
			b.Every = m.Baselines[name].Every.String()
		}
		list = append(list, b)
	}
	return list
}

func orEmpty(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

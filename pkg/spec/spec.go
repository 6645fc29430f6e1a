// Package spec resolves the models of a data source to plain specifications: what rules and dashboards are generated from.
// It reads definitions alone, never a store.
package spec

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Specification is a data source with what is monitored on it.
type Specification struct {
	DataSource string      `json:"dataSource"` // its uid
	Name       string      `json:"name"`
	Org        int         `json:"org"`        // the organisation that the uids are of
	CannotRead string      `json:"cannotRead"` // uid of the rule "Leeway cannot read"
	Overview   string      `json:"overview"`   // uid of the dashboard of all models
	Models     []ModelSpec `json:"models"`
}

// ModelSpec is one model with its defaults filled in.
type ModelSpec struct {
	ID        string            `json:"id"`
	Name      string            `json:"name"`
	Task      model.Task        `json:"task"`
	Timezone  string            `json:"timezone"`
	Window    string            `json:"window"`
	Owners    map[string]string `json:"owners"`
	Links     map[string]string `json:"links"`
	Features  []FeatureSpec     `json:"features"`
	Segments  []SegmentSpec     `json:"segments"`
	Labelled  bool              `json:"labelled"`  // it has outcomes
	Dashboard string            `json:"dashboard"` // uid of its dashboard
	Policies  []PolicySpec      `json:"policies"`
	Off       []model.Unwatched `json:"off"`
	Warnings  []string          `json:"warnings"` // what works but should be changed
	Faults    []Fault           `json:"faults"`   // what must be changed: nothing is generated from such a model
}

// FeatureSpec is a feature as texts name it.
type FeatureSpec struct {
	Name string     `json:"name"`
	Kind model.Kind `json:"kind"`
	Unit string     `json:"unit"`
}

// SegmentSpec is a declared segment with the values that it is declared to have.
type SegmentSpec struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

// PolicySpec is one policy, resolved. Exactly one of above, below, outside and aboveUsualGap is not null.
type PolicySpec struct {
	ID              string       `json:"id"`
	UID             string       `json:"uid"` // of its alert rule
	Title           string       `json:"title"`
	Why             string       `json:"why"` // of a default policy: what it means when it is breached
	IsDefault       bool         `json:"isDefault"`
	Tier            model.Tier   `json:"tier" jsonschema:"enum=page,enum=notify,enum=explain"`
	Measure         string       `json:"measure"`
	Class           string       `json:"class"` // of a measure of one class; empty: none
	MeasureTitle    string       `json:"measureTitle"`
	Unit            string       `json:"unit"` // of the values: a Grafana unit; empty where it is none, or differs by feature
	Target          query.Target `json:"target"`
	Stat            query.Stat   `json:"stat"`
	SplitBy         []string     `json:"splitBy"`
	Features        []string     `json:"features"`
	Above           *float64     `json:"above"`
	Below           *float64     `json:"below"`
	Outside         *[2]float64  `json:"outside"`
	AboveUsualGap   *float64     `json:"aboveUsualGap"`
	Recover         *float64     `json:"recover"`
	Window          string       `json:"window"` // empty: the model's
	WindowSeconds   int64        `json:"windowSeconds"`
	For             string       `json:"for"` // empty: at once
	Baseline        string       `json:"baseline"`
	BaselineKind    string       `json:"baselineKind"`
	NeedsLabels     bool         `json:"needsLabels"`     // its windows end when labels are complete
	ComparesWindows bool         `json:"comparesWindows"` // it measures the distance of two windows
}

// Fault is what is wrong with a field of a definition.
type Fault struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// The kinds of a UID.
const (
	alert     = "alert"
	dashboard = "dashboard"
)

// UID returns the uid of what is generated: the same for the same thing in every run, whatever else is generated.
func UID(org int, dataSource, model, kind, id string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{fmt.Sprint(org), dataSource, model, kind, id}, "\n")))
	return "lw-" + hex.EncodeToString(sum[:10])
}

// Of returns the specification of a data source.
func Of(name, uid string, org int, models []model.Model) Specification {
	s := Specification{DataSource: uid, Name: name, Org: org, CannotRead: UID(org, uid, "", alert, "cannot-read"),
		Overview: UID(org, uid, "", dashboard, "models"), Models: []ModelSpec{}}
	for i := range models {
		s.Models = append(s.Models, s.model(&models[i]))
	}
	return s
}

func (s Specification) model(m *model.Model) ModelSpec {
	out := ModelSpec{ID: m.ID, Name: m.Name, Task: m.Task, Timezone: m.Timezone, Window: m.Window.String(), Owners: orEmpty(m.Owners), Links: orEmpty(m.Links),
		Features: []FeatureSpec{}, Segments: []SegmentSpec{}, Labelled: m.Outcomes != nil, Dashboard: UID(s.Org, s.DataSource, m.ID, dashboard, "model"),
		Policies: []PolicySpec{}, Off: m.Unwatched(), Warnings: Warnings(m), Faults: []Fault{}}
	for _, f := range m.Features {
		out.Features = append(out.Features, FeatureSpec{Name: f.Name, Kind: f.Kind, Unit: f.Unit})
	}
	for _, g := range m.Segments {
		out.Segments = append(out.Segments, SegmentSpec{Name: g.Name, Values: segmentValues(g)})
	}
	for _, f := range Faults(m) {
		out.Faults = append(out.Faults, Fault{Path: f.Path, Message: f.Message})
	}
	if len(out.Faults) > 0 {
		return out
	}
	why := map[string]string{}
	for _, standard := range model.Standards() {
		why[standard.Policy.ID] = standard.Why
	}
	for i := range m.Policies {
		p := s.policy(m, &m.Policies[i])
		if p.IsDefault {
			p.Why = whyOf(p.ID, why)
		}
		out.Policies = append(out.Policies, p)
	}
	return out
}

// whyOf finds the reason of a default policy: by its id, or the longest id that begins it, for those of a pair or a segment.
func whyOf(id string, why map[string]string) string {
	best := ""
	for standard := range why {
		if (id == standard || strings.HasPrefix(id, standard+"-")) && len(standard) > len(best) {
			best = standard
		}
	}
	return why[best]
}

func orEmpty(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

// segmentValues lists the values that a segment is declared to have.
func segmentValues(s model.Segment) []string {
	values := []string{}
	for _, v := range s.Values {
		values = append(values, string(v))
	}
	return values
}

// Package spec resolves the models of a data source to plain specifications: what rules and dashboards are generated
// from. It reads definitions alone, never a store.
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

// ModelSpec is a resolved model: its definition with the defaults filled in, what watches it and what does not.
type ModelSpec struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Task         model.Task        `json:"task" jsonschema:"enum=binary,enum=multiclass,enum=regression"`
	Timezone     string            `json:"timezone"`
	Resolution   string            `json:"resolution"` // the finest time bucket
	Window       string            `json:"window"`     // what a query without a window compares
	Seconds      int64             `json:"windowSeconds"`
	Lateness     string            `json:"lateness"`          // windows end that much before the range does; empty: not at all
	LabelDelay   string            `json:"labelDelay"`        // how long after its prediction a label counts; empty: as long as it takes
	DelaySeconds int64             `json:"labelDelaySeconds"` // the same in seconds; 0: as long as it takes
	Owners       map[string]string `json:"owners"`
	Links        map[string]string `json:"links"`
	Features     []FeatureSpec     `json:"features"`
	Segments     []SegmentSpec     `json:"segments"`
	Baselines    []BaselineSpec    `json:"baselines"` // by name
	Baseline     string            `json:"baseline"`  // the default; empty: none
	Reference    string            `json:"reference"` // the baseline that fixes grids and kept categories; empty: none
	Judging      JudgingSpec       `json:"judging"`
	Confidence   float64           `json:"confidenceFloor"` // scores below it are of low confidence, 0 to 1
	Labelled     bool              `json:"labelled"`        // it has outcomes
	Scored       bool              `json:"scored"`          // it logs scores
	Views        Views             `json:"views"`           // what of it can be drawn
	Dashboard    string            `json:"dashboard"`       // uid of its dashboard
	Policies     []PolicySpec      `json:"policies"`
	Off          []model.Unwatched `json:"off"`      // default policies of its task that it does not have
	Warnings     []string          `json:"warnings"` // what works but should be changed
	Faults       []Fault           `json:"faults"`   // what must be changed: nothing is generated from a model with faults
}

// BaselineSpec is a baseline by name.
type BaselineSpec struct {
	Name  string             `json:"name"`
	Kind  model.BaselineKind `json:"kind" jsonschema:"enum=table,enum=fixed,enum=rolling,enum=offset,enum=version,enum=previous,enum=launch"`
	Every string             `json:"every"` // of kind rolling: how far its periods lie apart; else empty
}

// JudgingSpec says by which earlier windows a model is judged, and how strictly.
type JudgingSpec struct {
	ModelHistory      int     `json:"modelHistory"`   // earlier windows of predictions, labels and performance
	FeatureHistory    int     `json:"featureHistory"` // earlier windows of features and scores
	AdoptAfter        int     `json:"adoptAfter"`     // this many odd windows in a row become the new normal
	Season            string  `json:"season" jsonschema:"enum=weekly,enum=none"`
	FalsePagesPerYear float64 `json:"falsePagesPerYear"` // of each page policy
}

// FeatureSpec is a feature as texts name it.
type FeatureSpec struct {
	Name string     `json:"name"`
	Kind model.Kind `json:"kind" jsonschema:"enum=numeric,enum=categorical"`
	Unit string     `json:"unit"`
}

// SegmentSpec is a declared segment with the values that it is declared to have, or the labels of its bins.
type SegmentSpec struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

// PolicySpec is a resolved policy. Exactly one of above, below, outside and aboveUsualGap is not null.
type PolicySpec struct {
	ID              string       `json:"id"`
	UID             string       `json:"uid"` // of its alert rule
	Title           string       `json:"title"`
	Why             string       `json:"why"`             // of a default policy: what it means when it is breached
	IsDefault       bool         `json:"isDefault"`       // the model gets it by its task; else the definition declares it
	ReplacesDefault bool         `json:"replacesDefault"` // the definition declares it in place of the default policy of that id
	Tier            model.Tier   `json:"tier" jsonschema:"enum=page,enum=notify,enum=explain"`
	Measure         string       `json:"measure"`
	P               *float64     `json:"p"`     // of quantile
	Class           string       `json:"class"` // of a measure of one class; empty: none
	MeasureTitle    string       `json:"measureTitle"`
	Unit            string       `json:"unit"` // of the values: a Grafana unit; empty where it is none, or differs by feature
	Target          query.Target `json:"target" jsonschema:"enum=features,enum=prediction,enum=score,enum=label,enum=uncertainty,enum=interval,enum=latency,enum=log"`
	Stat            query.Stat   `json:"stat"`
	SplitBy         []string     `json:"splitBy"`
	Features        []string     `json:"features"` // of target features: those that it watches
	Above           *float64     `json:"above"`
	Below           *float64     `json:"below"`
	Outside         *[2]float64  `json:"outside"`
	AboveUsualGap   *float64     `json:"aboveUsualGap"`
	Recover         *float64     `json:"recover"`
	MinCount        int          `json:"minCount"` // windows with fewer values are not judged
	Window          string       `json:"window"`
	WindowSeconds   int64        `json:"windowSeconds"`
	For             string       `json:"for"` // empty: at once
	Baseline        string       `json:"baseline"`
	BaselineKind    string       `json:"baselineKind"`
	NeedsLabels     bool         `json:"needsLabels"`     // its windows end when labels are complete
	ComparesWindows bool         `json:"comparesWindows"` // it measures the distance of two windows
	TakenApart      bool         `json:"takenApart"`      // its change can be told by segment and by inputs
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

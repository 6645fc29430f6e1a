// Package query is the JSON of one query: what a panel, an alert rule or a script asks. A query carries no SQL; it
// names a model, a measure, features, segments and a baseline, all of which must exist in the model.
package query

import (
	"leeway/pkg/model"
)

// SchemaVersion is the version of the query this package writes; older ones are migrated by Parse.
const SchemaVersion = 2

// Type says which kind of answer is asked.
type Type string

// The query types.
const (
	TypeMeasure      Type = "measure"
	TypePolicy       Type = "policy"
	TypeDistribution Type = "distribution"
	TypeFeatures     Type = "features"
	TypeSegments     Type = "segments"
	TypeCalibration  Type = "calibration"
	TypeConfusion    Type = "confusion"
	TypeTriage       Type = "triage"
	TypeChanges      Type = "changes"
	TypeRecords      Type = "records"
	TypeHealth       Type = "health"
	TypeBacktest     Type = "backtest"
)

// Target says of what a measure is taken.
type Target string

// The targets.
const (
	Features    Target = "features"
	Prediction  Target = "prediction"
	Score       Target = "score"
	Label       Target = "label"
	Uncertainty Target = "uncertainty"
	Interval    Target = "interval"
	Latency     Target = "latency"
	Log         Target = "log"
)

// Format is the shape of the answer.
type Format string

// The formats.
const (
	Number     Format = "number"
	Table      Format = "table"
	TimeSeries Format = "timeseries"
)

// Which labels count (Query.Labels): those observed within the horizon, or all.
const (
	HorizonLabels = "horizon"
	AllLabels     = "all"
)

// What becomes of uncomputable values (Query.Nulls).
const (
	KeepNulls = "keep"
	DropNulls = "drop"
	// as drop, but where all are null one stays, with the label "unknown": to an alert rule an answer without any has
	// no data
	LabelNulls = "label"
)

// Query is one query as it arrives from Grafana. Parse fills in the defaults.
type Query struct {
	RefID         string         `json:"refId,omitempty"`
	SchemaVersion int            `json:"schemaVersion,omitempty"`
	QueryType     Type           `json:"queryType,omitempty" jsonschema:"enum=measure,enum=policy,enum=distribution,enum=features,enum=segments,enum=calibration,enum=confusion,enum=triage,enum=changes,enum=records,enum=health,enum=backtest"`
	Models        []string       `json:"models,omitempty" jsonschema:"maxItems=200"`   // empty: all of the data source
	Versions      []string       `json:"versions,omitempty" jsonschema:"maxItems=200"` // empty: all
	Target        Target         `json:"target,omitempty" jsonschema:"enum=features,enum=prediction,enum=score,enum=label,enum=uncertainty,enum=interval,enum=latency,enum=log"`
	Features      []string       `json:"features,omitempty" jsonschema:"maxItems=2000"` // empty: all
	Measures      []Measure      `json:"measures,omitempty" jsonschema:"maxItems=50"`
	Stats         []Stat         `json:"stats,omitempty" jsonschema:"maxItems=50"` // empty: value or current; in a table all that apply
	SplitBy       []Split        `json:"splitBy,omitempty" jsonschema:"maxItems=8"`
	Filters       []Filter       `json:"filters,omitempty" jsonschema:"maxItems=50"`
	Policy        string         `json:"policy,omitempty"` // with queryType policy; empty: all. With changes and backtest; empty: those that alert
	Window        Length         `json:"window,omitzero"`  // empty: the model's window, of a time series one step; range: as long as the range
	Every         model.Duration `json:"every,omitzero"`   // step of a time series
	Partial       bool           `json:"partial,omitempty"`
	Baseline      BaselineRef    `json:"baseline,omitzero"`                                   // empty: the model's default
	Labels        string         `json:"labels,omitempty" jsonschema:"enum=horizon,enum=all"` // which labels count
	Format        Format         `json:"format,omitempty" jsonschema:"enum=number,enum=table,enum=timeseries"`
	Nulls         string         `json:"nulls,omitempty" jsonschema:"enum=keep,enum=drop,enum=label"` // recording rules need drop
	Limit         int            `json:"limit,omitempty" jsonschema:"minimum=1,maximum=200"`
	Bins          int            `json:"bins,omitempty" jsonschema:"minimum=2,maximum=100"`
	Changes       []ChangeKind   `json:"changes,omitempty" jsonschema:"enum=announced,enum=rollout,enum=adoption,enum=breach"` // with queryType changes; empty: all kinds
}

// ChangeKind is a kind of what happened to a model.
type ChangeKind string

// The kinds of changes.
const (
	Announced ChangeKind = "announced" // a documented change of the definition (expected)
	// a version's first predictions, up to the day it served most; or the return to an earlier one
	RollOut  ChangeKind = "rollout"
	Adoption ChangeKind = "adoption" // a level that was unusual at first became the new normal
	Breached ChangeKind = "breach"   // the rule of a policy would have fired
)

// Measure names a measure and its parameter, if it has one.
type Measure struct {
	ID    string   `json:"id"`
	P     *float64 `json:"p,omitempty" jsonschema:"minimum=0,maximum=1"` // of quantile
	Class string   `json:"class,omitempty"`                              // of share, precision, recall; of target score the class of a multiclass model
}

// Filter keeps rows of the log. Keys are segments, version, categorical and numeric features.
type Filter struct {
	Key      string   `json:"key"`
	Operator string   `json:"operator" jsonschema:"enum==,enum=!=,enum==|,enum=!=|,enum=<,enum=<=,enum=>,enum=>=,enum==~"`
	Values   []string `json:"values,omitempty" jsonschema:"maxItems=1000"`
	Value    string   `json:"value,omitempty"` // Grafana's single-value form; becomes the one entry of values
}

// Split is one dimension of splitBy: a segment or an implicit dimension by name, or a feature. A numeric feature is cut
// at its baseline quantiles. A categorical one has a part for each of the reference's most frequent categories, as many
// as Limit, and one for all others.
type Split struct {
	Name    string `json:"-"`
	Feature string `json:"feature"`
	Bins    int    `json:"bins,omitempty" jsonschema:"minimum=2,maximum=20"` // of a numeric feature; default 4
}

// BaselineRef is a baseline's name, or an inline baseline; empty means the model's default.
type BaselineRef struct {
	Name   string
	Inline *model.Baseline
}

// Stat is one number about a measure.
type Stat string

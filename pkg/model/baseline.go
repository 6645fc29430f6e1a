package model

// BaselineKind is where a baseline's rows come from.
type BaselineKind string

// The kinds of baselines.
const (
	BaselineTable    BaselineKind = "table"    // another table, such as the training set
	BaselineFixed    BaselineKind = "fixed"    // a fixed part of the log
	BaselineRolling  BaselineKind = "rolling"  // the window shifted back, several times
	BaselineOffset   BaselineKind = "offset"   // the window shifted back once
	BaselineVersion  BaselineKind = "version"  // the same window, another model version
	BaselinePrevious BaselineKind = "previous" // the window just before
	BaselineLaunch   BaselineKind = "launch"   // the first 28 days of the version that logs in the window
)

// Baseline is what a window is compared with. Which fields apply depends on Kind; Validate refuses the others.
type Baseline struct {
	Kind BaselineKind `json:"kind" jsonschema:"enum=table,enum=fixed,enum=rolling,enum=offset,enum=version,enum=previous,enum=launch"`

	Table       string            `json:"table,omitempty"`       // of kind table: schema.table, a view, or a Parquet glob
	Columns     map[string]string `json:"columns,omitempty"`     // of kind table: role (prediction, score, label …) or feature → its column there; default: the same name
	OutOfSample bool              `json:"outOfSample,omitempty"` // of kind table: its scores were made out of sample

	From *Date `json:"from,omitempty"` // of kind fixed: inclusive
	To   *Date `json:"to,omitempty"`   // of kind fixed: exclusive

	Periods    int      `json:"periods,omitempty" jsonschema:"minimum=1,maximum=104"`    // of kind rolling: how many; default 8
	Every      Duration `json:"every,omitzero"`                                          // of kind rolling: their distance; default 1w
	MinPeriods int      `json:"minPeriods,omitempty" jsonschema:"minimum=1,maximum=104"` // of kind rolling: fewer give no baseline; default 1

	By Duration `json:"by,omitzero"` // of kind offset: how far back

	Version string `json:"version,omitempty"` // of kind version
}

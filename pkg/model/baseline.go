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
)

// Baseline is what a window is compared with. Which fields apply depends on Kind; Validate refuses the others.
type Baseline struct {
	Kind BaselineKind `json:"kind" jsonschema:"enum=table,enum=fixed,enum=rolling,enum=offset,enum=version,enum=previous"`

	Table       string            `json:"table,omitempty"`       // table
	Columns     map[string]string `json:"columns,omitempty"`     // table: role or feature → its column there
	OutOfSample bool              `json:"outOfSample,omitempty"` // table: its scores were made out of sample

	From *Date `json:"from,omitempty"` // fixed
	To   *Date `json:"to,omitempty"`   // fixed, exclusive

	Periods    int      `json:"periods,omitempty" jsonschema:"minimum=1,maximum=104"`    // rolling
	Every      Duration `json:"every,omitzero"`                                          // rolling
	MinPeriods int      `json:"minPeriods,omitempty" jsonschema:"minimum=1,maximum=104"` // rolling

	By Duration `json:"by,omitzero"` // offset

	Version string `json:"version,omitempty"` // version
}

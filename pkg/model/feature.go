package model

// Kind is how a feature's values are compared.
type Kind string

// The kinds of features.
const (
	Numeric     Kind = "numeric"
	Categorical Kind = "categorical"
)

// Feature is one input of the model.
type Feature struct {
	Name       string      `json:"name"`
	Kind       Kind        `json:"kind" jsonschema:"enum=numeric,enum=categorical"`
	Column     string      `json:"column,omitempty"` // default: the name
	Path       string      `json:"path,omitempty"`   // inside a JSON column: column.key.key
	Source     string      `json:"source,omitempty"` // the upstream it comes from
	Unit       string      `json:"unit,omitempty"`   // a Grafana unit id, or text
	Importance *float64    `json:"importance,omitempty" jsonschema:"minimum=0,maximum=1"`
	Grid       string      `json:"grid,omitempty"`   // linear(k), exponential(s) or edges([a, b, …]); default: computed from the reference
	Bounds     *[2]float64 `json:"bounds,omitempty"` // plausible values, inclusive
	Values     []Scalar    `json:"values,omitempty"` // declared categories, kept whatever the reference holds
}

// Segment cuts the log into parts. In YAML a bare name stands for a column of that name.
type Segment struct {
	Name   string    `json:"name" jsonschema:"pattern=^[a-z_][a-z0-9_]*$,example=carrier"` // becomes an alert label
	Column string    `json:"column,omitempty"`                                             // default: the name
	Path   string    `json:"path,omitempty"`
	Bins   []float64 `json:"bins,omitempty"`   // inner edges of a numeric column, ascending
	Values []Scalar  `json:"values,omitempty"` // declared values: the subjects of alert rules
}

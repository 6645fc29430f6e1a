package propose

import "leeway/pkg/model"

// Confidence is how sure a part of a proposal is.
type Confidence string

// The confidences. High: a name that is known for this role, and values that fit it. Medium: values that fit it. Low: a
// guess, or something that the store cannot tell.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Options say what is proposed.
type Options struct {
	Table      string // the prediction log; empty: the one table that looks like one
	Outcomes   string // the table of labels; empty: found by its columns
	Prediction string // the column of the predictions; empty: found by its name
	Label      string // the column of the labels; empty: found by its name or its values
	ID         string // of the model; empty: made of the table's name
	Limits     model.Limits
}

// Note says why a part of the definition is as it is.
type Note struct {
	Path       string     `json:"path"` // log.time, features[2]; empty: the whole
	Confidence Confidence `json:"confidence" jsonschema:"enum=high,enum=medium,enum=low"`
	Reason     string     `json:"reason"`
}

// Left is a column without a role.
type Left struct {
	Column string `json:"column"`
	Reason string `json:"reason"`
}

// Proposal is the definition of a model that ParseModel accepts and whose columns are in the catalog.
type Proposal struct {
	Model  model.Model // as a person would write it, without the defaults
	Notes  []Note
	Left   []Left
	Table  string
	Size   int64 // the store's estimate of the log's rows
	Sized  bool  // false: the store has no estimate
	Sample int   // rows of the log that were read
}

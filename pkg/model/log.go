package model

import "encoding/json"

// How a prediction that is logged twice counts (Log.Unique).
const (
	UniqueFirst = "first" // once: its first row
	UniqueAll   = "all"   // every row
)

// What one latency belongs to (Latency.Per).
const (
	PerRow  = "row"
	PerCall = "call"
)

// Log says where the predictions lie and what each column means.
type Log struct {
	Table  string   `json:"table"` // schema.table, a view, or a Parquet glob
	ID     []string `json:"id,omitempty"`
	Unique string   `json:"unique,omitempty" jsonschema:"enum=first,enum=all"` // default first when there is an id
	Time   Time     `json:"time"`

	// Lateness is how late rows may arrive; windows end that much before the range does. Default 0.
	Lateness Duration `json:"lateness,omitzero"`

	Version     string     `json:"version,omitempty"`
	Prediction  string     `json:"prediction,omitempty"` // class, or the number for regression
	Score       *Score     `json:"score,omitempty"`
	Positive    Spellings  `json:"positive,omitempty"` // the positive class, compared as canonical text, in all its spellings; default true
	Uncertainty string     `json:"uncertainty,omitempty"`
	Interval    *Interval  `json:"interval,omitempty"`
	Latency     *Latency   `json:"latency,omitempty"`
	InputSize   *InputSize `json:"inputSize,omitempty"`
	Weight      string     `json:"weight,omitempty"`
}

// Time is a column that holds instants.
type Time struct {
	Column string `json:"column"`
	Zone   string `json:"zone,omitempty"`                                             // IANA zone of naive timestamps; default UTC
	Unit   string `json:"unit,omitempty" jsonschema:"enum=s,enum=ms,enum=us,enum=ns"` // for epochs in a number column
}

// Interval names the bounds of a prediction interval and its nominal coverage.
type Interval struct {
	Lower string  `json:"lower"`
	Upper string  `json:"upper"`
	Level float64 `json:"level" jsonschema:"exclusiveMinimum=0,exclusiveMaximum=1"`
}

// Latency is the time a prediction took. With per=call one call serves several rows and counts once.
type Latency struct {
	Column string   `json:"column"`
	Unit   string   `json:"unit,omitempty" jsonschema:"enum=s,enum=ms,enum=us,enum=ns"` // default ms
	Per    string   `json:"per,omitempty" jsonschema:"enum=row,enum=call"`              // default row
	Call   string   `json:"call,omitempty"`                                             // the column that names the call
	SLO    Duration `json:"slo,omitzero"`
}

// InputSize is a count of inputs a call had, with the bin edges it is reported by.
type InputSize struct {
	Column string    `json:"column"`
	Bins   []float64 `json:"bins,omitempty"`
}

// Outcomes says where ground truth lies. Without Table it lies in the log itself.
type Outcomes struct {
	Table  string   `json:"table,omitempty"`
	ID     []string `json:"id,omitempty"`
	Label  string   `json:"label"`
	Time   *Time    `json:"time,omitempty"`
	Source string   `json:"source,omitempty"`

	// Delay is the horizon H: a label counts if it was observed no later than H after the prediction.
	Delay Duration `json:"delay,omitzero"`
}

// MarshalJSON writes a delay of 0s, too, which is not the same as none.
func (o Outcomes) MarshalJSON() ([]byte, error) {
	type plain Outcomes
	if !o.Delay.Zero {
		return json.Marshal(plain(o))
	}
	return json.Marshal(struct {
		plain
		Delay Duration `json:"delay"`
	}{plain(o), o.Delay})
}

package model

// SchemaVersion is the version of the model definition this package reads and writes.
const SchemaVersion = 1

// Who may see single rows of the log (Model.Records).
const (
	RecordsOff     = "off"
	RecordsAdmins  = "admins"
	RecordsEditors = "editors"
	RecordsViewers = "viewers"
)

// What happens to findings inside a documented period (Model.WhenExpected).
const (
	ShowExpected = "show"
	MuteExpected = "mute"
)

// Whether a model gets the default policies of its task (Model.Defaults).
const (
	DefaultsOn  = "on"
	DefaultsOff = "off"
)

// Task is what the model predicts.
type Task string

// The tasks.
const (
	Binary     Task = "binary"
	Multiclass Task = "multiclass"
	Regression Task = "regression"
)

// Model is one monitored model. Defaults are filled in by Parse, so that code after it reads plain values.
type Model struct {
	SchemaVersion int    `json:"schemaVersion,omitempty" jsonschema:"minimum=0"`                            // default 1
	ID            string `json:"id" jsonschema:"pattern=^[a-z0-9][a-z0-9-]{0\\,62}$,example=arrival-delay"` // stable: dashboards and rules are keyed by it
	Name          string `json:"name,omitempty"`                                                            // default: the id
	Task          Task   `json:"task" jsonschema:"enum=binary,enum=multiclass,enum=regression"`
	Timezone      string `json:"timezone,omitempty"` // IANA name; the calendar of days, weeks and DST; default UTC

	// Resolution is the finest time bucket. Default 1h.
	Resolution Duration `json:"resolution,omitzero"`

	// Window is what a query without a window compares. Default 7d, or shortestWindow where that is longer.
	Window Duration `json:"window,omitzero"`

	// How many earlier windows show what is usual, and how rarely a quiet model may page.
	History           History `json:"history,omitzero"`
	AdoptAfter        int     `json:"adoptAfter,omitempty" jsonschema:"minimum=2,maximum=104"`               // odd windows in a row, and at least 28 days, that become the new normal; default 8
	Season            string  `json:"season,omitempty" jsonschema:"enum=weekly,enum=none"`                   // weekly: windows below 7d are compared with the same weekday and hour; default weekly
	FalsePagesPerYear float64 `json:"falsePagesPerYear,omitempty" jsonschema:"exclusiveMinimum=0,maximum=6"` // of each page policy; default 0.1

	Owners map[string]string `json:"owners,omitempty"` // become labels team_<key>
	Links  map[string]string `json:"links,omitempty"`

	Log       Log                 `json:"log"`
	Outcomes  *Outcomes           `json:"outcomes,omitempty"`
	Features  []Feature           `json:"features,omitempty"`
	Segments  []Segment           `json:"segments,omitempty"`
	Baselines map[string]Baseline `json:"baselines,omitempty"`
	Baseline  string              `json:"baseline,omitempty"`  // name of the default baseline
	Reference string              `json:"reference,omitempty"` // baseline that fixes grids and kept categories

	Costs           *Costs      `json:"costs,omitempty"`
	ConfidenceFloor *float64    `json:"confidenceFloor,omitempty" jsonschema:"minimum=0,maximum=1"` // default 0.6
	Calibration     string      `json:"calibration,omitempty"`                                      // a baseline's name
	Pairs           [][2]string `json:"pairs,omitempty"`                                            // extra correlations
	Skew            *Skew       `json:"skew,omitempty"`
	Rollup          *Rollup     `json:"rollup,omitempty"`
	WhenExpected    string      `json:"whenExpected,omitempty" jsonschema:"enum=show,enum=mute"`
	Defaults        string      `json:"defaults,omitempty" jsonschema:"enum=on,enum=off"` // off: of the task's default policies only those on silence; default on
	Policies        []Policy    `json:"policies,omitempty"`                               // added to the defaults; one with the id of a default policy replaces it

	// ShortestWindow is the least window of the default policies, in whole days: those that judge a day take it where a
	// day holds too few rows. Policies that the model declares keep their windows.
	ShortestWindow Duration `json:"shortestWindow,omitzero"`

	Records  string     `json:"records,omitempty" jsonschema:"enum=off,enum=admins,enum=editors,enum=viewers"`
	Expected []Expected `json:"expected,omitempty"`
}

// History is how many earlier windows show what is usual.
type History struct {
	Model    int `json:"model,omitempty" jsonschema:"minimum=4,maximum=104"`    // of what is counted once a row: predictions, labels, performance; default 16
	Features int `json:"features,omitempty" jsonschema:"minimum=4,maximum=104"` // of features and scores by bin; default 12
}

// What short windows are compared with (Model.Season).
const (
	SeasonWeekly = "weekly"
	SeasonNone   = "none"
)

// Costs weighs the two kinds of error of a binary model, in any one unit.
type Costs struct {
	FalsePositive float64 `json:"falsePositive"`
	FalseNegative float64 `json:"falseNegative"`
}

// Skew names an offline table that holds the features as training would have seen them.
type Skew struct {
	Table     string   `json:"table"`
	ID        []string `json:"id"`
	Tolerance float64  `json:"tolerance,omitempty"`
}

// Rollup lists the features whose summaries the warehouse keeps.
type Rollup struct {
	Features []string `json:"features,omitempty"`
}

// Expected is a documented change: local dates or instants, from inclusive, to exclusive.
type Expected struct {
	From   Date   `json:"from"`
	To     Date   `json:"to"`
	Reason string `json:"reason"`
	Link   string `json:"link,omitempty"`
}

// Feature returns the feature of that name.
func (m *Model) Feature(name string) (Feature, bool) {
	for _, f := range m.Features {
		if f.Name == name {
			return f, true
		}
	}
	return Feature{}, false
}

// Predicts reports whether predictions are known: from a column of the log, or as the top class of a multiclass model's
// scores.
func (m *Model) Predicts() bool {
	return m.Log.Prediction != "" || m.Task == Multiclass && m.Log.Score != nil
}

// Segment returns the declared segment of that name.
func (m *Model) Segment(name string) (Segment, bool) {
	for _, s := range m.Segments {
		if s.Name == name {
			return s, true
		}
	}
	return Segment{}, false
}

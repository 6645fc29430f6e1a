package measure

import "leeway/pkg/summary"

// ColumnUnit is the unit of measures that have that of what they are taken of, as a mean of milliseconds has.
const ColumnUnit = "column"

// Measure is one entry of the registry. Exactly one of Estimate and Compare is set.
type Measure struct {
	ID    string
	Title string
	Short string // how a line of text names it; empty: by its title
	Doc   string // formula, denominator, special cases
	Unit  string // Grafana unit id, or ColumnUnit

	Better    Direction
	Targets   []string // of which it can be taken; the first is the default
	Tasks     []string // model tasks it is defined for; empty: all
	Values    Kind     // columns it is defined for
	Features  Kind     // of those, the features it is taken of where a query or policy names none
	Param     Param
	Needs     Need
	Columns   []string  // keys of what it is finished from, where that is not the target's own column
	Threshold Threshold // of materiality, where no policy sets one

	Performance bool   // needs outcomes: its windows end a horizon earlier
	Estimates   string // of a measure before labels: the id of what it estimates
	Additive    bool   // finished from sums, so rollups and cached days can serve it
	// a mean over the rows of its denominator: its change splits into effects of segments, as that of every rate does
	RowMean   bool
	OfLabel   bool // its denominator is the rows with certain labels, not with certain inputs or predictions
	Extensive bool // grows with the length of the window: scale a pooled baseline before comparing (Estimate.Scaled)

	// Estimate finishes a measure of one window. column is a key of Summary.Columns, empty for the log itself.
	Estimate func(s *summary.Summary, column string, p Params) Estimate
	// Compare finishes a measure of two windows of one column. Neither column is changed.
	Compare func(current, baseline *summary.Column, p Params) Divergence
}

// Name is how a line of text names the measure.
func (m Measure) Name() string {
	if m.Short != "" {
		return m.Short
	}
	return m.Title
}

// TwoSample says that the measure compares two windows: it has value, critical and what is usual instead of
// current, baseline and change.
func (m Measure) TwoSample() bool { return m.Compare != nil }

// Direction says which way a measure gets better.
type Direction int8

// The directions.
const (
	Neither Direction = iota
	Up
	Down
)

// Kind is the kind of column a measure is defined for.
type Kind int8

// The kinds.
const (
	AnyValues Kind = iota
	Numbers
	Categories
)

// Holds reports whether numeric columns, or else columns of categories, are of the kind.
func (k Kind) Holds(numeric bool) bool { return k == AnyValues || (k == Numbers) == numeric }

// Param is the parameter a measure takes.
type Param int8

// The parameters.
const (
	NoParam       Param = iota
	PParam              // a probability, as in quantile(0.95)
	ClassParam          // a class or category, as in share(late)
	OptionalClass       // a class; a binary model's positive one if left out
)

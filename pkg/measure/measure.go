// Package measure is the registry of what Leeway can measure. A measure says what must be counted for it and finishes
// the counts: pure functions of merged summaries. Whatever cannot be computed is not OK and has a reason in words,
// never NaN.
package measure

import (
	"math"

	"leeway/pkg/summary"
)

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
	// a mean over the rows of its denominator, as rates are: its change splits into effects of segments
	RowMean   bool
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

// Need is what a scan must count, a set of flags.
type Need uint32

// The needs.
const (
	NeedRows        Need = 1 << iota // Summary.Rows
	NeedLatest                       // Summary.Latest
	NeedNulls                        // the column's missing and invalid counts
	NeedValues                       // the column's cells or categories
	NeedJoint                        // Outcomes
	NeedScores                       // Outcomes with score cells
	NeedLateLabels                   // Outcomes with labels observed after the horizon told apart
	NeedCalibration                  // Params.Calibration and EstimationError
	NeedRaw                          // Summary.Raw
	NeedLabelTimes                   // Rows and Latest are those of the outcomes, by when they were observed
	NeedSkew                         // the column is of agreement with the model's offline table
	NeedLabelled                     // Columns, which are made of predictions and their labels
	NeedPlaces                       // … of a feature: places inside cells, zeros, values out of bounds
	NeedPairs                        // the column is of a pair of variables
	NeedRevisions                    // the column is of labels and whether they were revised
	NeedOrphans                      // the column is of outcomes and whether they have a prediction
	NeedDistinct                     // the column's Distinct
)

// Has says whether n includes all of other.
func (n Need) Has(other Need) bool { return n&other == other }

// OfOutcomes reports whether the rows of the measure are the outcomes, not the predictions.
func (n Need) OfOutcomes() bool { return n.Has(NeedLabelTimes) || n.Has(NeedOrphans) }

// Threshold is the least difference that matters.
type Threshold struct {
	Of    Materiality
	Value float64
}

// Materiality says what a threshold is compared with.
type Materiality int8

// The materialities.
const (
	NoThreshold  Materiality = iota // significance is the most a verdict can say
	OnValue                         // the divergence itself
	OnChange                        // |current − baseline|
	OnChangeInSd                    // |current − baseline| in standard deviations of the baseline's values
)

// Params is what a measure knows beside the counts. The zero value of a field means its default.
type Params struct {
	P        float64 // of quantile, 0 to 1
	Class    string  // of share, precision and recall; canonical text
	Positive string  // the positive class of a binary model, canonical text
	Task     string  // binary, multiclass or regression

	Alpha float64 // level of significance, 0.05 / number of features; default 0.05
	Bins  int     // of the distribution; default 10

	Unmatched string // why predictions cannot be compared with labels; empty: they can

	NewUnknown string // why new categories cannot be told; empty: they can

	AllLabels bool // labels that came after the horizon count too
	Costs     *Costs
	Guess     *float64 // of a regression model's skill: the median label of the baseline

	Calibration     *Calibration // of the scores, for estimated measures; nil takes scores as they are
	EstimationError float64      // what estimates have been wrong by, from EstimationError

	Start, End int64 // of the window, microseconds since 1970
}

// Costs weighs the errors of a binary model.
type Costs struct{ FalsePositive, FalseNegative float64 }

// DefaultBins is the number of bins of a distribution where the query asks for none.
const DefaultBins = 10

func (p Params) alpha() float64 { return orDefault(p.Alpha, 0.05) }

func (p Params) bins() int {
	if p.Bins > 0 {
		return p.Bins
	}
	return DefaultBins
}

func orDefault(x, fallback float64) float64 {
	if x == 0 {
		return fallback
	}
	return x
}

// Estimate is a measure of one window.
type Estimate struct {
	Value  float64
	OK     bool
	Reason string // why it is not OK; beside an OK value, what limits it

	N    float64 // the measure's own denominator
	Rate bool    // Value is Hits/N
	Flag bool    // Value is 1 where Hits is N, else 0
	Hits float64

	Correlation bool // Value is one: it is compared by Fisher's z

	Foretold bool // Value is an estimate of what labels will say: SE is of this window alone

	SE     float64 // sampling standard error of Value; 0 where there is none
	Spread float64 // standard deviation of the values behind a mean or a quantile, the unit of its materiality

	// Lower and Upper are the 95 % interval of Value.
	Lower, Upper float64
	IntervalOK   bool
}

// Scaled multiplies an extensive estimate, such as a count over eight weeks by 1/8 to compare it with one week.
func (e Estimate) Scaled(factor float64) Estimate {
	e.Value *= factor
	e.SE *= factor
	e.Lower *= factor
	e.Upper *= factor
	return e
}

// Divergence is a measure of two windows.
type Divergence struct {
	Value  float64
	OK     bool
	Reason string // why it is not OK

	Critical   float64 // what Value exceeds by chance with probability alpha, if windows differ by chance alone
	CriticalOK bool

	N, M float64 // valid values of the current and the baseline window
}

// refuse is an estimate that cannot be computed.
func refuse(n float64, reason string) Estimate { return Estimate{N: n, Reason: reason} }

// finite turns an estimate whose arithmetic overflowed into a refusal.
func (e Estimate) finite() Estimate {
	for _, x := range []float64{e.Value, e.SE, e.Spread, e.Lower, e.Upper} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return refuse(e.N, "the values are too large to compute with")
		}
	}
	return e
}

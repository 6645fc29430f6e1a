package measure

// Params is what a measure knows beside the counts. The zero value of a field means its default.
type Params struct {
	P        float64 // of quantile, 0 to 1
	Class    string  // of share, precision and recall; canonical text
	Positive string  // the positive class of a binary model, canonical text
	Task     string  // binary, multiclass or regression

	Alpha float64 // level of significance, 0.05 / number of features; default 0.05
	Bins  int     // of the distribution; default 10

	Unmatched string // why predictions cannot be compared with labels; empty: they can

	NewUnknown string // why it is unknown which categories are new; empty: it is known

	AllLabels bool // labels that came after the horizon count too
	Costs     *Costs
	Guess     *float64 // of a regression model's skill: the median label of the baseline

	Calibration     *Calibration // of the scores, for estimated measures; nil takes scores as they are
	EstimationError float64      // what estimates have been wrong by, from EstimationError

	Start, End int64 // of the window, microseconds since 1970
}

// Costs weighs the errors of a binary model.
type Costs struct{ FalsePositive, FalseNegative float64 }

// DefaultBins is the number of bins of a distribution where nobody asks for another, and of every policy's.
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

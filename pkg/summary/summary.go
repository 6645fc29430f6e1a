// Package summary holds what one scan can count and what adds up: per span and segment, counts on a fixed grid per
// numeric column, counts per category, and the joint counts of predictions and labels. Two summaries of the same
// grid merge by addition; every measure is a pure function of merged summaries.
package summary

// Summary is what was counted of the rows of one span and one combination of segment values.
type Summary struct {
	Rows     float64            // predictions, after de-duplication; the sum of weights when the log is a sample
	Raw      float64            // rows as logged, duplicates included
	Latest   int64              // time of the newest row, microseconds since 1970; NoTime when there is none
	Columns  map[string]*Column // by column key, such as feature:distance, score, prediction
	Outcomes *Outcomes          // nil where no labels were asked for
}

// NoTime is the Latest of a summary without rows.
const NoTime = int64(-1 << 63)

// Column counts the values of one column.
type Column struct {
	Missing float64 // NULL, or an absent JSON key
	Invalid float64 // does not parse, NaN, ±Inf, or a probability outside [0, 1]

	// Cells holds a numeric column's counts by grid key. Nil for categories.
	Grid  Grid
	Cells map[int64]Cell

	// Categories holds the kept categories' counts; Other the rest of the reference's, New what the reference never
	// held. Nil for numbers. KnownTruncated says that the reference held too many values for New to mean anything.
	Categories     map[string]float64
	Other, New     float64
	KnownTruncated bool

	// Distinct holds the number of distinct valid values of each window that was read as a whole. They do not add up:
	// merging columns lists the windows of both.
	Distinct []float64
}

// Cell is what one grid cell holds.
type Cell struct {
	N       float64 // values
	Zero    float64 // of these exactly zero
	Outside float64 // of these outside the declared bounds

	// Fractional is more than 0 if there are values that are not whole; only a first pass, which chooses a grid, tells.
	Fractional float64

	// Off and Off2 are Σ round(f·OffsetUnit) and Σ round(f²·OffsetUnit), where f in [0, 1) is a value's place inside
	// its cell. They are whole numbers, so their sum does not depend on the order a store adds in, and mean and
	// variance come out the same to the last digit on every store and every run. A first pass does not round: it
	// shows deviations that are small beside an octave.
	Off, Off2 float64
}

// OffsetUnit is the resolution of a value's place inside its cell.
const OffsetUnit = 1 << 20

// The labels of what has no place among a column's values: categories that the grid does not keep by name, categories
// that the reference never held, NULL, and what cannot be read as a value.
const (
	OtherLabel   = "(other)"
	NewLabel     = "(new)"
	MissingLabel = "(missing)"
	InvalidLabel = "(invalid)"
)

// LabelState says whether a row's outcome is known.
type LabelState int8

// The label states. InTime and Late compare observation with the horizon.
const (
	Unlabelled LabelState = iota
	InTime
	Late
)

// Outcomes counts predictions against labels. Only mature rows are in it: those whose horizon has passed.
type Outcomes struct {
	Rows  float64 // mature predictions
	Joint map[JointKey]float64

	// Spelled counts rows whose class was concluded from how it is spelled; nil where texts were taken as they are.
	Spelled map[Spelling]float64
}

// Spelling is a text that is counted as a class which is written otherwise.
type Spelling struct {
	Text, Class string
	OfLabel     bool // else of a prediction
}

// JointKey is a cell of the joint distribution of prediction, label and, where asked, score.
type JointKey struct {
	State      LabelState
	Prediction string // canonical text; NoClass for NULL
	Label      string
	ScoreCell  int64 // logit grid key; NoScore for NULL or invalid scores, 0 where scores were not asked for
}

// NoScore is the ScoreCell of a row without a valid score.
const NoScore = int64(1 << 40)

// NoClass stands for a NULL class in a JointKey.
const NoClass = "\x00null"

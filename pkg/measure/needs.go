package measure

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
	NeedLateLabels                   // Outcomes with labels observed after the horizon distinguished
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
	NeedGuess                        // Params.Guess, for the value itself
)

// Has says whether n includes all of other.
func (n Need) Has(other Need) bool { return n&other == other }

// OfOutcomes reports whether the rows of the measure are the outcomes, not the predictions.
func (n Need) OfOutcomes() bool { return n.Has(NeedLabelTimes) || n.Has(NeedOrphans) }

// Apart reports whether what is needed is counted by itself, not from predictions beside their labels.
func (n Need) Apart() bool { return n&(NeedLabelTimes|NeedPairs|NeedRevisions|NeedOrphans) != 0 }

package assess

import "leeway/pkg/judge"

// judged is what the judge says of one number.
type judged struct {
	tails    judge.Tails
	reason   string // why nothing could be judged; empty if it was
	level    float64
	low      float64 // what the value is expected to lie between, NaN on a side that is not judged
	high     float64
	material bool
	outside  float64 // share of a distribution's values below or above all that the history holds

	predictor *judge.Predictor // of a measure of one window
}

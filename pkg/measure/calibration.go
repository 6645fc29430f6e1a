package measure

import (
	"math"
	"sort"
)

// Calibration turns a score into the probability that the label is positive (multiclass: that the top class is
// right), learnt from labelled rows. The zero value, and nil, leave scores as they are.
type Calibration struct {
	score, probability []float64 // ascending

	// Applied says that probabilities are learnt; Reason says why they are not.
	Applied bool
	Reason  string

	// Rows are the labelled rows it was learnt from.
	Rows float64
}

// Size is how many bytes a calibration takes, about.
func (c *Calibration) Size() int {
	if c == nil {
		return 0
	}
	return 100 + len(c.Reason) + 8*(len(c.score)+len(c.probability))
}

// Probability is linear between the scores learnt from and constant outside them.
func (c *Calibration) Probability(score float64) float64 {
	if c == nil || !c.Applied || len(c.score) == 0 {
		return score
	}
	i := sort.SearchFloat64s(c.score, score)
	switch {
	case i == 0:
		return c.probability[0]
	case i == len(c.score):
		return c.probability[i-1]
	}
	part := (score - c.score[i-1]) / (c.score[i] - c.score[i-1])
	return c.probability[i-1] + part*(c.probability[i]-c.probability[i-1])
}

// EstimationError is the root mean square of estimated less realised values over past periods: what estimates have
// been wrong by. 0 if no period has both.
func EstimationError(estimated, realised []Estimate) float64 {
	var square, n float64
	for i := range min(len(estimated), len(realised)) {
		if estimated[i].OK && realised[i].OK {
			d := estimated[i].Value - realised[i].Value
			square += d * d
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return math.Sqrt(square / n)
}

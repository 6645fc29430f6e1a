package columns

import "leeway/pkg/model"

// floorRounding is how far a confidence may lie below the floor and still count as at it. Scores of 32 bits, and
// probabilities that were divided by their sum, miss the number that was meant by less.
const floorRounding = 1e-7

// lowConfidenceBounds returns the bounds of the scores whose confidence is below the model's floor; what lies outside
// is confident. The confidence of a binary score p is max(p, 1−p), that of several classes the greatest probability.
func lowConfidenceBounds(m *model.Model) *[2]float64 {
	floor := model.DefaultConfidenceFloor
	if m.ConfidenceFloor != nil {
		floor = *m.ConfidenceFloor
	}
	least := -1.0 // less than any probability
	if m.Task != model.Multiclass {
		least = 1 - floor + floorRounding
	}
	return &[2]float64{least, floor - floorRounding}
}

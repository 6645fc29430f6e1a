package columns

import (
	"maps"
	"math"
	"slices"

	"leeway/pkg/model"
	"leeway/pkg/summary"
)

// LeastProbability is what the probability of the actual class is cut to in a log loss.
const LeastProbability = 1e-15

// GreatestLoss is the log loss of LeastProbability.
var GreatestLoss = -math.Log(LeastProbability)

// ClassScore is the column that holds the probability of a class.
type ClassScore struct {
	Class, Column string
	Part          Part
}

// ClassScores lists the columns of a multiclass model's scores in the order of their classes' bytes; nil without any.
func ClassScores(m *model.Model) []ClassScore {
	if m.Task != model.Multiclass || m.Log.Score == nil {
		return nil
	}
	var list []ClassScore
	for _, class := range slices.Sorted(maps.Keys(m.Log.Score.Classes)) {
		at := m.Log.Score.Classes[class]
		list = append(list, ClassScore{Class: class, Column: at.Column, Part: PartOf(at)})
	}
	return list
}

// ScoreColumns lists what is counted of a multiclass model's scores besides the greatest one: the entropy, in bits, and
// each class's own probability. Their grids are fixed.
func ScoreColumns(m *model.Model) []Column {
	scores := ClassScores(m)
	if scores == nil {
		return nil
	}
	// Cells of 1/32 bit: up to 2^16 classes in 512 cells. A mean does not suffer from a cell's width.
	bits := summary.Grid{Family: summary.Linear, Scale: 5}
	list := []Column{{Key: EntropyKey, Role: EntropyKey, Derived: Entropy, Grid: bits}}
	for _, s := range scores {
		list = append(list, Column{Key: ClassScoreKey(s.Class), Role: ScoreKey, Name: s.Class,
			Derived: ClassProbability, Probability: true, Grid: summary.ScoreGrid})
	}
	return list
}

// logLossColumn counts −ln of the probability of the actual class, of labelled predictions. What was cut lies above its
// bound, so that it is counted.
func logLossColumn() Column {
	return Column{Key: LogLossKey, Role: LogLossKey, Derived: LogLoss,
		Grid: summary.Grid{Family: summary.Linear, Scale: 3}, Bounds: &[2]float64{0, GreatestLoss - 1e-9}}
}

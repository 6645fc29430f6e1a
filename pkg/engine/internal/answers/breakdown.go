package answers

import (
	"cmp"
	"math"
	"slices"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// Breakdown is the change of a measure by one dimension: the part of each segment in it.
type Breakdown struct {
	Model     *model.Model
	Measure   measure.Measure
	Param     query.Measure
	Target    query.Target
	Feature   string
	Dimension string
	// by segment value: the greatest share of the change first, without effects the most rows first
	Rows    []measure.Part
	Effects *measure.Decomposition
	// why nobody is named although there are effects: the change is usual, or cannot be judged; empty if it is
	// significant
	Doubt   string
	IsUsual bool // the doubt is that earlier windows predict such a change
	Compare Comparison
}

// Strength ranks breakdowns: how far the strongest effect is from what a uniform change would give each segment.
// Segments tell who changed, so they come first. What was predicted comes next, scores last: they tell what changed.
func (b Breakdown) Strength() float64 {
	switch {
	case b.ByScore():
		return -2
	case b.ByAnswer():
		return -1
	case b.Effects == nil:
		return 0
	}
	most := math.Abs(b.Effects.Mix)
	for _, e := range b.Effects.Effects {
		weight := (e.CurrentWeight + e.BaselineWeight) / 2
		most = max(most, math.Abs(e.Within-weight*b.Effects.Within))
	}
	return most
}

// SortByShare puts the segments with the greatest share of the change first; where nothing changed, those with the
// largest effect.
func (b *Breakdown) SortByShare() {
	rank := func(i int) float64 {
		e := b.Effects.Effects[i]
		if b.Effects.Change == 0 {
			return math.Abs(e.Mix + e.Within)
		}
		return (e.Mix + e.Within) / b.Effects.Change
	}
	order := make([]int, len(b.Rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(rank(j), rank(i)) })
	rows, effects := slices.Clone(b.Rows), slices.Clone(b.Effects.Effects)
	for place, i := range order {
		b.Rows[place], b.Effects.Effects[place] = rows[i], effects[i]
	}
}

// Explanation says in words who carries the change: "Accuracy fell from 90.0 % to 81.1 %: plan SMB explains 71 % of the
// fall". It is empty where there are no effects, which a notice explains.
func (b Breakdown) Explanation() string { return b.words().explanation() }

// Cause says in words where a change comes from that earlier windows do not predict, without the change itself; empty
// where there is none.
func (b Breakdown) Cause() string { return b.words().cause() }

// Names reports whether the cause is a segment, the weights, or, by score, the inputs or the relation; not where all
// moved alike.
func (b Breakdown) Names() bool {
	return b.Cause() != "" && (b.ByScore() || len(b.Effects.Named) > 0 || b.Effects.MixNamed)
}

// ByAnswer reports whether the measure is of performance and the rows are parts of what the model said or of what came
// true. A class takes part in nearly each change of performance, and tells nothing about whom it hits.
func (b Breakdown) ByAnswer() bool {
	return b.Measure.Performance && slices.Contains([]string{"prediction", "label", "confidence"}, b.Dimension)
}

// ByScore reports whether the rows are parts of the score and the measure is of what came true at them.
func (b Breakdown) ByScore() bool {
	return b.Dimension == plan.ScoreKey && b.Measure.Performance &&
		(b.Target != query.Label || b.Measure.ID == "label_rate")
}

func (b Breakdown) words() segmentWords {
	return segmentWords{measure: b.Measure, dimension: b.Dimension, rows: b.Rows, effects: b.Effects, doubt: b.Doubt,
		byScore: b.ByScore()}
}

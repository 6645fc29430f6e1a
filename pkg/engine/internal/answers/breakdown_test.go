package answers

import (
	"slices"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/plan"
)

func TestSegmentsComeBeforeWhatTheModelSaidAndTheScoreLast(t *testing.T) {
	performance := measure.Measure{Performance: true}
	// One of two equal parts falls by that much, and the other rises by half of it.
	change := func(dimension string, fall float64) Breakdown {
		rate := func(value float64) measure.Estimate {
			return measure.Estimate{Value: value, N: 100, OK: true, Rate: true, SE: 0.01}
		}
		b := Breakdown{Dimension: dimension, Measure: performance, Rows: []measure.Part{
			{Name: "a", Current: rate(0.9 - fall), Baseline: rate(0.9)},
			{Name: "b", Current: rate(0.8 + fall/2), Baseline: rate(0.8)},
		}}
		d, _ := measure.Decompose(b.Rows)
		b.Effects = &d
		return b
	}
	var r Result
	for _, b := range []Breakdown{change(plan.ScoreKey, 0.5), change("prediction", 0.4), change("haul", 0.1), change("origin", 0.2)} {
		r.AddPart(&Result{Breakdowns: []Breakdown{b}})
	}
	var got []string
	for _, b := range r.Breakdowns {
		got = append(got, b.Dimension)
	}
	if want := []string{"origin", "haul", "prediction", plan.ScoreKey}; !slices.Equal(got, want) {
		t.Errorf("the order is %v, want %v", got, want)
	}
}

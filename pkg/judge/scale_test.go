package judge_test

import (
	"math"
	"testing"

	"leeway/pkg/judge"
)

// A verdict does not depend on the unit, also where the squares of values and errors are no doubles.
func TestAJudgementIsTheSameInEveryUnit(t *testing.T) {
	for _, c := range []struct {
		name string
		kind judge.Kind
		own  bool
		se   float64
	}{{"means", judge.Mean, false, 0.3}, {"estimates with errors of their own", judge.Mean, true,
		0.3}, {"values without an error", judge.Exact, false, 0}} {
		tails := func(unit float64) judge.Tails {
			sample := func(x float64) judge.Sample {
				return judge.Sample{Kind: c.kind, Value: x * unit, N: 400, Error: c.se * unit, Own: c.own}
			}
			var history []judge.Sample
			for _, x := range []float64{5, 5.3, 4.8, 5.1, 4.9, 5.2} {
				history = append(history, sample(x))
			}
			p, reason := judge.PredictSample(sample(6), history)
			if p == nil {
				t.Fatal(reason)
			}
			return p.Tails(sample(6))
		}
		want := tails(1)
		if want.High <= 0 || want.High > 0.1 {
			t.Errorf("%s: the upper tail is %v", c.name, want.High)
		}
		for _, unit := range []float64{1e300, 1e-300} {
			if got := tails(unit); math.Abs(got.High/want.High-1) > 1e-6 || math.Abs(got.Low/want.Low-1) > 1e-6 {
				t.Errorf("%s: times %g the tails are %v, want %v", c.name, unit, got, want)
			}
		}
	}
}

package measure_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// outcomesOf makes labelled rows.
func outcomesOf(rows map[summary.JointKey]float64) *summary.Outcomes {
	o := &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
	for key, n := range rows {
		o.Joint[key] += n
		o.Rows += n
	}
	return o
}

func scoredRow(score float64, label string) summary.JointKey {
	key, _ := summary.ScoreGrid.Key(score)
	return summary.JointKey{State: summary.InTime, ScoreCell: key, Prediction: "true", Label: label}
}

func TestACalibrationCurveSaysWhatWasSaidAndWhatCameTrue(t *testing.T) {
	then := outcomesOf(map[summary.JointKey]float64{scoredRow(0.1, "true"): 10, scoredRow(0.1, "false"): 90,
		scoredRow(0.9, "true"): 90, scoredRow(0.9, "false"): 10})
	now := outcomesOf(map[summary.JointKey]float64{scoredRow(0.1, "true"): 30, scoredRow(0.1, "false"): 70})
	groups := measure.CalibrationCurve(now, then, measure.Params{Positive: "true", Bins: 2})
	if len(groups) != 2 || groups[0].Low != 0 || groups[1].High != 1 || groups[0].High != groups[1].Low {
		t.Fatalf("groups %+v", groups)
	}
	low, high := groups[0], groups[1]
	if low.Baseline.Positive.Value != 0.1 || low.Current.Positive.Value != 0.3 || high.Baseline.Positive.Value != 0.9 ||
		high.Current.Positive.OK {
		t.Errorf("came true: %+v %+v", low, high)
	}
	if math.Abs(low.Current.Score-0.1) > 0.005 || math.Abs(high.Baseline.Score-0.9) > 0.005 {
		t.Errorf("was said: %v %v", low.Current.Score, high.Baseline.Score)
	}
	for name, empty := range map[string][]measure.CalibrationGroup{
		"no positive class": measure.CalibrationCurve(now, then, measure.Params{}),
		"no labels":         measure.CalibrationCurve(outcomesOf(nil), nil, measure.Params{Positive: "true"}),
	} {
		if len(empty) != 0 {
			t.Errorf("%s: %+v", name, empty)
		}
	}
	if alone := measure.CalibrationCurve(now, nil, measure.Params{Positive: "true", Bins: 2}); len(alone) != 1 ||
		alone[0].Baseline.Positive.OK {
		t.Errorf("without a baseline: %+v", alone)
	}
}

// Whatever the rows, each lies in one group, groups follow one another, and there are no more than asked for.
func TestCalibrationGroupsHoldEveryRowOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := map[summary.JointKey]float64{}
		total, positive := 0.0, 0.0
		for range rapid.IntRange(1, 60).Draw(t, "cells") {
			label := rapid.SampledFrom([]string{"true", "false"}).Draw(t, "label")
			n := float64(rapid.IntRange(1, 500).Draw(t, "n"))
			rows[scoredRow(rapid.Float64Range(0, 1).Draw(t, "score"), label)] += n
			if total += n; label == "true" {
				positive += n
			}
		}
		bins := rapid.IntRange(2, 20).Draw(t, "bins")
		groups := measure.CalibrationCurve(outcomesOf(rows), outcomesOf(rows),
			measure.Params{Positive: "true", Bins: bins})
		var n, hits float64
		for i, g := range groups {
			n, hits = n+g.Current.Positive.N, hits+g.Current.Positive.Hits
			if g.Low >= g.High || i > 0 && g.Low != groups[i-1].High || g.Current != g.Baseline {
				t.Fatalf("group %d: %+v", i, g)
			}
		}
		if n != total || hits != positive || len(groups) > bins {
			t.Fatalf("%d groups of %d hold %v rows and %v positives of %v and %v", len(groups), bins, n, hits, total,
				positive)
		}
	})
}

func TestAConfusionMatrixCountsEachPairOfClasses(t *testing.T) {
	row := func(predicted, actual string) summary.JointKey {
		return summary.JointKey{State: summary.InTime, ScoreCell: summary.NoScore, Prediction: predicted, Label: actual}
	}
	now := outcomesOf(map[summary.JointKey]float64{row("a", "a"): 6, row("a", "b"): 2, row("b", "b"): 2})
	then := outcomesOf(map[summary.JointKey]float64{row("a", "a"): 3, row("c", "c"): 1})
	cells := measure.ConfusionMatrix(now, then, measure.Params{}, 20)
	if len(cells) != 9 {
		t.Fatalf("%d cells of three classes", len(cells))
	}
	for _, c := range cells {
		want := map[[2]string][2]float64{{"a", "a"}: {0.6, 0.75}, {"a", "b"}: {0.2, 0}, {"b", "b"}: {0.2, 0},
			{"c", "c"}: {0, 0.25}}[[2]string{c.Prediction, c.Label}]
		if c.Current.Value != want[0] || c.Baseline.Value != want[1] {
			t.Errorf("%s %s: %v and %v, want %v", c.Prediction, c.Label, c.Current.Value, c.Baseline.Value, want)
		}
	}
	pooled := measure.ConfusionMatrix(now, then, measure.Params{}, 2)
	var sum float64
	for _, c := range pooled {
		sum += c.Current.Hits
	}
	if len(pooled) != 4 || pooled[0].Label != "a" || pooled[3].Prediction != measure.OtherClasses || sum != 10 {
		t.Errorf("with two classes: %+v", pooled)
	}
	if alone := measure.ConfusionMatrix(now, nil, measure.Params{}, 20); len(alone) != 4 || alone[0].Baseline.OK {
		t.Errorf("without a baseline: %+v", alone)
	}
}

package answers

import (
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/query"
)

// rated is the estimate of a share of n rows.
func rated(value, n float64) measure.Estimate {
	return measure.Estimate{Value: value, OK: n > 0, N: n, Rate: true, Hits: value * n, SE: 0.4 / max(1, n)}
}

// What an engineer on call reads first of a segments query.
func TestAChangeBySegmentSaysInWordsWhereItComesFrom(t *testing.T) {
	accuracy, _ := measure.Lookup("accuracy")
	part := func(name string, n, now, m, then float64) measure.Part {
		return measure.Part{Name: name, Current: rated(now, n), Baseline: rated(then, m)}
	}
	for name, c := range map[string]struct {
		dimension string
		doubt     string
		rows      []measure.Part
		text      string
	}{
		"one segment": {"plan", "", []measure.Part{part("SMB", 300, 0.61, 300, 0.9), part("ENT", 700, 0.85, 700, 0.9)},
			"Accuracy fell from 90.0 % to 77.8 %: plan SMB explains 71 % of the fall and ENT 29 %"},
		"one of three": {"plan", "", []measure.Part{part("A", 1000, 0.6, 1000, 0.9), part("B", 1000, 0.86, 1000, 0.9),
			part("C", 1000, 0.84, 1000, 0.9)},
			"Accuracy fell from 90.0 % to 76.7 %: plan A explains 75 % of the fall"},
		"a segment that others make up for": {"plan", "",
			[]measure.Part{part("A", 1000, 0.7, 1000, 0.9), part("B", 1000, 0.95, 1000, 0.9)},
			"Accuracy fell from 90.0 % to 82.5 %: plan A explains 133 % of the fall; the rest of the change goes the other way"},
		"a rise": {"plan", "", []measure.Part{part("A", 1000, 0.9, 1000, 0.7), part("B", 1000, 0.9, 1000, 0.9)},
			"Accuracy rose from 80.0 % to 90.0 %: plan A explains 100 % of the rise"},
		"the mix": {"plan", "", []measure.Part{part("easy", 200, 0.9, 800, 0.9), part("hard", 800, 0.6, 200, 0.6)},
			"Accuracy fell from 84.0 % to 66.0 %: the changed mix of plan explains 100 % of the fall"},
		"the mix and a segment": {"plan", "", []measure.Part{part("easy", 400, 0.9, 600, 0.9),
			part("hard", 600, 0.5, 400, 0.6)},
			"Accuracy fell from 78.0 % to 66.0 %: plan hard explains 42 % of the fall; the changed mix of plan explains 58 %"},
		"all alike": {"plan", "", []measure.Part{part("A", 1000, 0.8, 1000, 0.9), part("B", 1000, 0.8, 1000, 0.9)},
			"Accuracy fell from 90.0 % to 80.0 %: it is uniform: no plan differs from the others by more than chance"},
		"five unlike": {"plan", "", []measure.Part{part("A", 1000, 0.80, 1000, 0.9), part("B", 1000, 0.801, 1000, 0.9),
			part("C", 1000, 0.802, 1000, 0.9),
			part("D", 1000, 0.803, 1000, 0.9), part("E", 1000, 0.804, 1000, 0.9)},
			"Accuracy fell from 90.0 % to 80.2 %: it is spread out: no plan explains a quarter of the fall"},
		"only one": {"plan", "", []measure.Part{part("A", 1000, 0.8, 1000, 0.9)},
			"Accuracy fell from 90.0 % to 80.0 %: all rows are of one plan, so there is nothing to compare"},
		"as usual": {"plan", "earlier windows predict a change of this size",
			[]measure.Part{part("A", 1000, 0.8, 1000, 0.9), part("B", 1000, 0.9, 1000, 0.9)},
			"Accuracy fell from 90.0 % to 85.0 %: no segment of plan is named, because earlier windows predict a change of this size"},
		"no change": {"plan", "", []measure.Part{part("A", 1000, 0.8, 1000, 0.8), part("B", 1000, 0.9, 1000, 0.9)},
			"Accuracy stayed at 85.0 %"},
		"the relation": {"score", "", []measure.Part{part("low", 500, 0.7, 520, 0.9),
			part("high", 500, 0.8, 480, 0.95)},
			"Accuracy fell from 92.4 % to 75.0 %: the relation (other outcomes at equal scores) explains more than the whole fall; the inputs alone would have moved it the other way by 0.15 points"},
		"the inputs": {"score", "", []measure.Part{part("middle", 600, 0.6, 200, 0.62),
			part("sure", 400, 0.95, 800, 0.95)},
			"Accuracy fell from 88.4 % to 74.0 %: the inputs (other scores) explain 94 % of the fall, the relation 6 %"},
		"an empty window": {"plan", "", []measure.Part{part("A", 0, 0, 1000, 0.9)}, ""},
	} {
		b := Breakdown{Measure: accuracy, Target: query.Prediction, Dimension: c.dimension, Rows: c.rows,
			Doubt: c.doubt}
		if d, ok := measure.Decompose(c.rows); ok {
			b.Effects = &d
			b.SortByShare()
		}
		if text := b.Explanation(); text != c.text {
			t.Errorf("%s:\n%s, want\n%s", name, text, c.text)
		}
	}
}

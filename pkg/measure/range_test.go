package measure_test

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"leeway/pkg/measure"
)

// Whatever a window holds, no measure leaves its range.
func TestNoMeasureLeavesItsRange(t *testing.T) {
	r := rand.New(rand.NewPCG(71, 72))
	targets := map[string]string{"pair": "pair of variables", "feature:x": "features", "feature:c": "features",
		"prediction": "prediction", "score": "score"}
	counted := func(target string) bool { return slices.Contains(slices.Collect(maps.Values(targets)), target) }
	checked := map[string]bool{}
	for range 30 {
		now, then := day(r, 1+r.IntN(80)), day(r, 1+r.IntN(80))
		p := measure.Params{Positive: "true", Task: "binary", Class: "true", P: r.Float64(), End: 1e15,
			Costs: &measure.Costs{FalsePositive: 1, FalseNegative: 5}}
		for _, m := range measure.All() {
			for key, target := range targets {
				own := slices.Contains(m.Targets, target)
				if m.ID == "corr" {
					own = key == "pair"
				}
				if !own && slices.ContainsFunc(m.Targets, counted) {
					continue // of another column
				}
				if m.TwoSample() {
					d := m.Compare(now.Columns[key], then.Columns[key], p)
					checked[m.ID] = checked[m.ID] || d.OK
					if within := m.Range(target, p, measure.Estimate{}); d.OK && !within.Contains(rounded(d.Value)) {
						t.Errorf("%s of %s is %v, outside %v", m.ID, key, d.Value, within)
					}
					continue
				}
				e := m.Estimate(now, key, p)
				checked[m.ID] = checked[m.ID] || e.OK
				if within := m.Range(target, p, e); e.OK && !within.Contains(rounded(e.Value)) {
					t.Errorf("%s of %s is %v, outside %v", m.ID, key, e.Value, within)
				}
			}
		}
	}
	for _, m := range measure.All() {
		if !checked[m.ID] {
			t.Errorf("%s was not computed: give a day what it needs", m.ID)
		}
	}
}

// rounded leaves out the last digits of sums.
func rounded(x float64) float64 { return math.Round(x*1e12) / 1e12 }

func TestRangesOfMeasures(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name, id, target, task string
		rate                   bool
		least, most            float64
	}{
		{"a share", "missing_rate", "features", "binary", false, 0, 1},
		{"accuracy", "accuracy", "prediction", "multiclass", false, 0, 1},
		{"AUC", "roc_auc", "score", "binary", false, 0, 1},
		{"a flag", "constant", "features", "binary", false, 0, 1},
		{"PSI has no upper end", "psi", "features", "binary", false, 0, inf},
		{"the Jensen-Shannon distance to base 2", "js", "features", "binary", false, 0, 1},
		{"a correlation", "corr", "features", "binary", false, -1, 1},
		{"skill is negative for a model worse than guessing", "skill", "prediction", "binary", false, -inf, 1},
		{"the mean of a number", "mean", "features", "binary", false, -inf, inf},
		{"the mean of a class is a rate", "mean", "prediction", "binary", true, 0, 1},
		{"the mean of probabilities", "mean", "score", "binary", false, 0, 1},
		{"confidence of two classes", "mean_confidence", "score", "binary", false, 0.5, 1},
		{"confidence of several classes", "mean_confidence", "score", "multiclass", false, 0, 1},
		{"a number of rows", "rows", "log", "binary", false, 0, inf},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := lookup(t, c.id)
			if got := m.Range(c.target, measure.Params{Task: c.task},
				measure.Estimate{Rate: c.rate}); got != (measure.Range{Least: c.least, Most: c.most}) {
				t.Errorf("%s lies in %v, want %v to %v", c.id, got, c.least, c.most)
			}
		})
	}
}

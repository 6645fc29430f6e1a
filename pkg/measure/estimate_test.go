package measure_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

func TestStatisticsOfNumbers(t *testing.T) {
	g := summary.Grid{Family: summary.Linear}
	c := observed(g, 0, 2, 4, 4, 10, math.NaN())
	c.Missing = 4
	for id, want := range map[string]float64{"mean": 4, "std": math.Sqrt(14), "min": 0, "max": 10, "zero_rate": 0.2,
		"missing_rate": 0.4, "invalid_rate": 0.1, "out_of_bounds_rate": 0, "count": 5} {
		e := lookup(t, id).Estimate(of(c), "feature:x", measure.Params{})
		if !e.OK {
			t.Errorf("%s: %s", id, e.Reason)
		}
		within(t, id, e.Value, want, 1e-5)
	}
	mean := lookup(t, "mean").Estimate(of(c), "feature:x", measure.Params{})
	within(t, "error of the mean", mean.SE, math.Sqrt(14.0/5), 1e-5)
	within(t, "lower end", mean.Lower, 4-1.959964*math.Sqrt(14.0/5), 1e-5)
	median := lookup(t, "quantile").Estimate(of(c), "feature:x", measure.Params{P: 0.5})
	if median.Value != 4 || median.N != 5 || median.SE <= 0 {
		t.Errorf("median %+v", median)
	}
}

// The errors of std and quantiles must be the spread that drawing again shows.
func TestErrorsAgainstDrawingAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	estimate := func(id string, p float64) (value, se float64) {
		c := &summary.Column{Grid: summary.Grid{Family: summary.Linear, Scale: 4}}
		for range 1_000 {
			c.Observe(10 + 3*r.ExpFloat64())
		}
		e := lookup(t, id).Estimate(of(c), "feature:x", measure.Params{P: p})
		return e.Value, e.SE
	}
	for _, c := range []struct {
		id string
		p  float64
	}{{"mean", 0}, {"std", 0}, {"quantile", 0.5}, {"quantile", 0.9}} {
		const rounds = 300
		values := make([]float64, rounds)
		var se float64
		for i := range values {
			value, e := estimate(c.id, c.p)
			values[i] = value
			se += e / rounds
		}
		if _, sd := stats.MeanSd(values); math.Abs(math.Log(se/sd)) > 0.2 {
			t.Errorf("%s(%v): standard error %v, drawn again %v", c.id, c.p, se, sd)
		}
	}
}

func TestOutOfBounds(t *testing.T) {
	c := observed(summary.Grid{Family: summary.Linear}, 1, 2, 3, 4)
	cell := c.Cells[4]
	cell.Outside = 1
	c.Cells[4] = cell
	within(t, "rate", lookup(t, "out_of_bounds_rate").Estimate(of(c), "feature:x", measure.Params{}).Value, 0.25, 0)
}

func TestStatisticsOfCategories(t *testing.T) {
	c := &summary.Column{Categories: map[string]float64{"true": 30, "false": 50}, Other: 15, New: 5, Missing: 100}
	for name, r := range map[string]struct {
		id   string
		p    measure.Params
		want float64
	}{
		"mean of the positive class": {"mean", measure.Params{Positive: "true"}, 0.3},
		"share":                      {"share", measure.Params{Class: "false"}, 0.5},
		"share of what never was":    {"share", measure.Params{Class: "x"}, 0},
		"share of the rest":          {"share", measure.Params{Class: "(other)"}, 0.15},
		"new":                        {"new_category_rate", measure.Params{}, 0.05},
		"missing":                    {"missing_rate", measure.Params{}, 0.5},
		"count":                      {"count", measure.Params{}, 100},
	} {
		e := lookup(t, r.id).Estimate(of(c), "feature:x", r.p)
		if !e.OK {
			t.Errorf("%s: %s", name, e.Reason)
		}
		within(t, name, e.Value, r.want, 1e-15)
	}
}

// What is constant is told with the rows of the most frequent value, from which nearly constant columns are known.
func TestConstantCountsTheMostFrequentValue(t *testing.T) {
	for name, r := range map[string]struct {
		column      *summary.Column
		value, hits float64
	}{
		"one number":  {observed(summary.ScoreGrid, 0.5, 0.5, 0.5), 1, 3},
		"two numbers": {observed(summary.ScoreGrid, 0.5, 0.5, 0.9), 0, 2},
		"one category, and missing": {&summary.Column{Categories: map[string]float64{"a": 4, "b": 0}, Missing: 2}, 1,
			4},
		"mostly the rest": {&summary.Column{Categories: map[string]float64{"a": 4}, Other: 7}, 0, 7},
		"new ones alone":  {&summary.Column{Categories: map[string]float64{"a": 0}, New: 5}, 1, 5},
		"too many to know": {&summary.Column{Categories: map[string]float64{"a": 4}, Other: 7, KnownTruncated: true}, 0,
			4},
	} {
		e := lookup(t, "constant").Estimate(of(r.column), "feature:x", measure.Params{})
		if !e.OK || !e.Flag || e.Value != r.value || e.Hits != r.hits {
			t.Errorf("%s: %+v, want %v with %v rows", name, e, r.value, r.hits)
		}
	}
}

func TestConfidence(t *testing.T) {
	s := summary.New()
	s.Columns["score"] = observed(summary.ScoreGrid, 0.9, 0.1, 0.5, 0.7, 0.55, 0.01)
	for id, want := range map[string]float64{
		"mean_confidence": (0.9 + 0.9 + 0.5 + 0.7 + 0.55 + 0.99) / 6,
		"entropy": (2*0.4689955935892812 + 1 + 0.8812908992306927 + 0.9927744539878083 +
			0.08079313589591118) / 6,
	} {
		within(t, id, lookup(t, id).Estimate(s, "score", measure.Params{Task: "binary"}).Value, want, 1e-5)
	}
	top := lookup(t, "mean_confidence").Estimate(s, "score", measure.Params{Task: "multiclass"})
	within(t, "confidence of the top class", top.Value, (0.9+0.1+0.5+0.7+0.55+0.01)/6, 1e-6)
	for key, cell := range s.Columns["score"].Cells {
		if cell.Off/cell.N > 0.65*summary.OffsetUnit {
			cell.Outside = cell.N
			s.Columns["score"].Cells[key] = cell
		}
	}
	low := lookup(t, "low_confidence_rate").Estimate(s, "score", measure.Params{Task: "binary"})
	within(t, "all but what lies outside of the bounds", low.Value, 4.0/6, 1e-15)
}

func TestTheLog(t *testing.T) {
	s := summary.New()
	window := measure.Params{Start: 0, End: 7_200_000_000}
	silent := lookup(t, "freshness").Estimate(s, "", window)
	if !silent.OK || silent.Value != 7200 || silent.Reason == "" {
		t.Errorf("a silent log: %+v", silent)
	}
	if e := lookup(t, "freshness").Estimate(s, "", measure.Params{}); e.OK {
		t.Errorf("a silent log in a window without length: %+v", e)
	}
	s.Latest, s.Rows, s.Raw = 7_199_500_000, 3600, 3700
	for id, want := range map[string]float64{"freshness": 0.5, "count": 3600, "rows": 3600, "rate": 0.5} {
		e := lookup(t, id).Estimate(s, "", window)
		if !e.OK || e.Value != want || e.N != 3600 {
			t.Errorf("%s: %+v, want %v", id, e, want)
		}
	}
}

func TestRefusedEstimates(t *testing.T) {
	g := summary.Grid{Family: summary.Linear}
	empty := of(observed(g))
	empty.Outcomes = &summary.Outcomes{}
	one, names := of(observed(g, 1)), of(categories(map[string]float64{"a": 2}))
	unlabelled := summary.New()
	unlabelled.Outcomes = &summary.Outcomes{Rows: 5, Joint: map[summary.JointKey]float64{
		{State: summary.Unlabelled, Prediction: "a", Label: summary.NoClass}: 5}}
	judged := summary.New()
	judged.Outcomes = &summary.Outcomes{Rows: 5, Joint: map[summary.JointKey]float64{
		{State: summary.InTime, Prediction: "b", Label: "b"}: 5}}
	truncated := of(&summary.Column{Categories: map[string]float64{"a": 2}, KnownTruncated: true})
	far := of(observed(summary.Grid{Family: summary.Linear}, 1e300, 2e300))
	huge := of(observed(summary.DefaultExponential, 1.7e308, -1.7e308))
	for name, c := range map[string]struct {
		id     string
		s      *summary.Summary
		p      measure.Params
		reason string
	}{
		"nothing counted":         {"mean", summary.New(), measure.Params{}, "not counted"},
		"no values":               {"mean", empty, measure.Params{}, "no valid values"},
		"no rows":                 {"missing_rate", empty, measure.Params{}, "no rows"},
		"one value":               {"std", one, measure.Params{}, "fewer than two"},
		"mean of names":           {"mean", names, measure.Params{}, "categories have no mean"},
		"median of names":         {"quantile", names, measure.Params{P: 0.5}, "numbers only"},
		"share of numbers":        {"share", one, measure.Params{Class: "1"}, "categories only"},
		"new numbers":             {"new_category_rate", one, measure.Params{}, "categories only"},
		"too many to know":        {"new_category_rate", truncated, measure.Params{}, "too many"},
		"quantile out of reach":   {"quantile", far, measure.Params{P: 0.9}, "beyond 2^53 cells"},
		"spread out of reach":     {"std", far, measure.Params{}, "beyond 2^53 cells"},
		"overflow":                {"std", huge, measure.Params{}, "too large"},
		"outcomes of no rows":     {"accuracy", summary.New(), measure.Params{}, "no rows"},
		"errors of no rows":       {"mae", summary.New(), measure.Params{}, "no rows"},
		"no outcomes":             {"accuracy", one, measure.Params{}, "not read"},
		"nothing mature":          {"accuracy", empty, measure.Params{}, "old enough"},
		"coverage, not mature":    {"label_coverage", empty, measure.Params{}, "old enough"},
		"no labels":               {"accuracy", unlabelled, measure.Params{}, "no labels"},
		"late of none":            {"late_label_rate", unlabelled, measure.Params{}, "no labels"},
		"no scores labelled":      {"roc_auc", unlabelled, measure.Params{Positive: "a"}, "no labels for scored"},
		"no positive class":       {"recall", judged, measure.Params{}, "no class is named"},
		"AUC without positives":   {"roc_auc", judged, measure.Params{Positive: "a"}, "no label is positive"},
		"AUC without negatives":   {"roc_auc", judged, measure.Params{Positive: "b"}, "every label is positive"},
		"recall without positive": {"recall", judged, measure.Params{Positive: "a"}, "no label is of the class"},
		"precision of none": {"precision", judged, measure.Params{Positive: "a"},
			"no labelled prediction is of the class"},
		"f1 of none":          {"f1", judged, measure.Params{Positive: "a"}, "neither predicted nor observed"},
		"specificity of none": {"specificity", judged, measure.Params{Positive: "b"}, "every label"},
		"half of a balance":   {"balanced_accuracy", judged, measure.Params{Positive: "a"}, "no label is of the class"},
		"labels of one class": {"mcc", judged, measure.Params{Positive: "a"}, "of one class"},
		"cost without costs":  {"cost", judged, measure.Params{Positive: "b"}, "no costs"},
		"rate without length": {"rate", one, measure.Params{}, "no length"},
	} {
		e := lookup(t, c.id).Estimate(c.s, "feature:x", c.p)
		if e.OK || e.Value != 0 || e.SE != 0 || e.IntervalOK || !strings.Contains(e.Reason, c.reason) {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// Whatever a window holds, no measure gives NaN or Inf, and what is not OK says why.
func TestEveryMeasureOfEveryOddWindow(t *testing.T) {
	g := summary.Grid{Family: summary.Linear, Scale: 3}
	columns := []*summary.Column{nil, {}, {Missing: 3}, observed(g), observed(g, 2), observed(g, 2, 2, 2),
		observed(g, 1, 2, 1e300),
		observed(summary.DefaultExponential, 1e308, -1e308, 5e-324), observed(summary.ScoreGrid, 0, 1, 0.5), {Grid: g,
			Invalid: 7},
		categories(map[string]float64{}), categories(map[string]float64{"": 1}), {Categories: map[string]float64{"a": 3}, New: 2}}
	outcomes := []*summary.Outcomes{nil, {}, {Rows: 2}, {Rows: 2, Joint: map[summary.JointKey]float64{
		{State: summary.InTime, Prediction: "a", Label: "a", ScoreCell: summary.NoScore}: 1,
		{State: summary.Late, Prediction: summary.NoClass, Label: "a"}:                   1}},
		{Rows: 1, Joint: map[summary.JointKey]float64{{State: summary.InTime, Prediction: "a", Label: "b",
			ScoreCell: 560}: 1}}}
	params := []measure.Params{{}, {P: 1, Class: "a", Positive: "a", Task: "binary", End: 1,
		Costs: &measure.Costs{FalsePositive: 1}}}
	check := func(id string, ok bool, reason string, numbers ...float64) {
		for _, x := range numbers {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%s gives %v", id, numbers)
			}
		}
		if !ok && reason == "" {
			t.Errorf("%s is silent about why it gives nothing", id)
		}
	}
	for _, m := range measure.All() {
		for _, p := range params {
			for _, c := range columns {
				if m.TwoSample() {
					for _, b := range columns {
						d := m.Compare(c, b, p)
						check(m.ID, d.OK, d.Reason, d.Value, d.Critical)
					}
					continue
				}
				for _, o := range outcomes {
					s := summary.New()
					s.Columns["feature:x"], s.Outcomes = c, o
					if c == nil {
						delete(s.Columns, "feature:x")
					}
					e := m.Estimate(s, "feature:x", p)
					check(m.ID, e.OK, e.Reason, e.Value, e.SE, e.Spread, e.Lower, e.Upper)
					d := measure.Difference(e, e)
					check(m.ID+" change", d.OK, d.Reason, d.Value)
				}
			}
		}
	}
}

package measure_test

import (
	"math"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

type intervalOracle struct {
	HanleyMcNeil [][4]float64 `json:"hanley_mcneil"`
	DeLong       struct{ Area, Error float64 }
	Shares       map[string][2]float64
	Means        [][3]any // name, lower, upper
}

// Shares have scipy's Wilson intervals, also as measures.
func TestIntervalsOfSharesAgainstScipy(t *testing.T) {
	s := oracle[struct{ Binary binaryCase }](t, "classification").Binary.summary()
	for id, want := range oracle[intervalOracle](t, "intervals").Shares {
		e := lookup(t, id).Estimate(s, "", measure.Params{Positive: "yes", Task: "binary"})
		within(t, id+" lower", e.Lower, want[0], 1e-12)
		within(t, id+" upper", e.Upper, want[1], 1e-12)
	}
}

// Means have the normal interval of their exact values, but for the rounding of places in cells.
func TestIntervalsOfMeansAgainstScipy(t *testing.T) {
	want := map[string][2]float64{}
	for _, row := range oracle[intervalOracle](t, "intervals").Means {
		want[row[0].(string)] = [2]float64{row[1].(float64), row[2].(float64)}
	}
	for _, sample := range oracle[[]struct {
		Name              string
		Current, Baseline []float64
	}](t, "samples") {
		interval, varies := want[sample.Name]
		if !varies {
			continue
		}
		g, _ := summary.ChooseGrid(observed(summary.OctaveGrid, sample.Baseline...))
		e := lookup(t, "mean").Estimate(of(observed(g, sample.Current...)), "feature:x", measure.Params{})
		tolerance := 1e-5 * (interval[1] - interval[0])
		if sample.Name == "large offset" { // one cell holds it: 2.2 % of its size are 200 standard deviations
			tolerance *= 100
		}
		within(t, sample.Name+" lower", e.Lower, interval[0], tolerance)
		within(t, sample.Name+" upper", e.Upper, interval[1], tolerance)
	}
}

// The area under the ROC curve has Hanley and McNeil's error. Theirs assumes a form of the scores' distributions; DeLong's,
// which does not, is within a tenth of it.
func TestIntervalOfTheAreaAgainstHanleyMcNeilAndDeLong(t *testing.T) {
	o := oracle[intervalOracle](t, "intervals")
	for _, c := range o.HanleyMcNeil {
		within(t, "Hanley and McNeil", stats.HanleyMcNeil(c[0], c[1], c[2]), c[3], 1e-14)
	}
	s := oracle[struct{ Binary binaryCase }](t, "classification").Binary.summary()
	e := lookup(t, "roc_auc").Estimate(s, "", measure.Params{Positive: "yes", Task: "binary"})
	within(t, "area", e.Value, o.DeLong.Area, 1e-12)
	within(t, "upper", e.Upper, e.Value+stats.Confidence95*e.SE, 1e-15)
	if ratio := e.SE / o.DeLong.Error; math.Abs(math.Log(ratio)) > 0.1 {
		t.Errorf("standard error %v, DeLong's %v", e.SE, o.DeLong.Error)
	}
}

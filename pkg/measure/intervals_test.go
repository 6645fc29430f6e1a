package measure_test

import (
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

type intervalOracle struct {
	HanleyMcNeil [][4]float64 `json:"hanley_mcneil"`
	DeLong       struct{ Area, Error float64 }
	Cells        []struct {
		Name                 string
		Positives, Negatives []float64
		Area, Error          float64
	} `json:"delong_cells"`
	Shares map[string][2]float64
	Means  [][3]any // name, lower, upper
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

// The area under the ROC curve has DeLong's error, computed from the rows by another hand. Score cells give it exactly.
func TestErrorOfTheAreaAgainstDeLong(t *testing.T) {
	o := oracle[intervalOracle](t, "intervals")
	for _, c := range o.Cells {
		within(t, c.Name+": area", stats.AUC(c.Positives, c.Negatives), c.Area, 1e-12)
		within(t, c.Name+": error", stats.DeLong(c.Positives, c.Negatives), c.Error, 1e-12)
	}
	s := oracle[struct{ Binary binaryCase }](t, "classification").Binary.summary()
	e := lookup(t, "roc_auc").Estimate(s, "", measure.Params{Positive: "yes", Task: "binary"})
	within(t, "area", e.Value, o.DeLong.Area, 1e-12)
	within(t, "error", e.SE, o.DeLong.Error, 1e-12)
	within(t, "upper", e.Upper, e.Value+stats.Confidence95*e.SE, 1e-15)
}

// Two positives of equal score have no spread, and yet their area is not certain: with few rows of a class the error is
// at least Hanley and McNeil's.
func TestErrorOfTheAreaOfARareClass(t *testing.T) {
	for _, c := range oracle[intervalOracle](t, "intervals").HanleyMcNeil {
		within(t, "Hanley and McNeil", stats.HanleyMcNeil(c[0], c[1], c[2]), c[3], 1e-14)
	}
	for _, positives := range []float64{1, 2, 9} {
		s := summary.New()
		s.Outcomes = &summary.Outcomes{Rows: 1000 + positives, Joint: map[summary.JointKey]float64{
			{State: summary.InTime, Prediction: "no", Label: "yes", ScoreCell: -10}: positives,
			{State: summary.InTime, Prediction: "no", Label: "no", ScoreCell: -20}:  400,
			{State: summary.InTime, Prediction: "no", Label: "no", ScoreCell: 5}:    600,
		}}
		e := lookup(t, "roc_auc").Estimate(s, "", measure.Params{Positive: "yes", Task: "binary"})
		within(t, "area", e.Value, 0.4, 1e-12)
		within(t, "error", e.SE, stats.HanleyMcNeil(0.4, positives, 1000), 1e-12)
	}
}

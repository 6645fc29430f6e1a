package summary_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"leeway/pkg/summary"
)

func TestObserveSortsOutWhatIsNoValue(t *testing.T) {
	c := observed(summary.ScoreGrid, 0, 0.5, 1, -0.1, 1.1, math.NaN(), math.Inf(1))
	if c.Count() != 3 || c.Invalid != 4 || c.Zeros() != 1 || c.Total() != 7 {
		t.Errorf("%v valid, %v invalid, %v zeros of %v", c.Count(), c.Invalid, c.Zeros(), c.Total())
	}
}

func TestWholeNumbersComeBackExactly(t *testing.T) {
	c := observed(grid(t, "linear(0)"), 3, 3, 3, 3, 7, 7, 7, 9)
	for p, want := range map[float64]float64{0: 3, 0.5: 3, 0.51: 7, 0.875: 7, 0.9: 9, 1: 9, -1: 3, 2: 9} {
		if got, ok := c.Quantile(p); !ok || got != want {
			t.Errorf("quantile %v is %v (%v), want %v", p, got, ok, want)
		}
	}
}

func TestEvenCellsAreReadLinearly(t *testing.T) {
	values := make([]float64, 10_000)
	for i := range values {
		values[i] = (float64(i) + 0.5) / 10_000
	}
	c := observed(grid(t, "linear(0)"), values...) // all in one cell
	for _, p := range []float64{0.001, 0.1, 0.5, 0.95} {
		if got, _ := c.Quantile(p); math.Abs(got-p) > 1e-3 {
			t.Errorf("quantile %v is %v", p, got)
		}
	}
}

func TestEmptyColumn(t *testing.T) {
	c := &summary.Column{Grid: summary.ScoreGrid, Missing: 4}
	if _, ok := c.Quantile(0.5); ok || c.Moments() != (summary.Moments{}) || c.Moments().SampleSd() != 0 {
		t.Errorf("a column without values has %+v", c.Moments())
	}
}

func TestConstantHasNoVariance(t *testing.T) {
	for _, text := range []string{"linear(-3)", "linear(7)", "exponential(5)"} {
		c := observed(grid(t, text), 3.7, 3.7, 3.7)
		if v := c.Moments().Variance; v != 0 {
			t.Errorf("%s: variance %v", text, v)
		}
	}
}

func TestCoarsenTo(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, text := range []string{"linear(10)", "exponential(7)"} {
		c := &summary.Column{Grid: grid(t, text)}
		for range 5_000 {
			c.Observe(random.NormFloat64() * 10)
		}
		coarse := c.CoarsenTo(128)
		if len(coarse.Cells) > 128 || len(coarse.Cells) < 32 {
			t.Errorf("%s: %d cells after coarsening from %d", text, len(coarse.Cells), len(c.Cells))
		}
		fine, rough := c.Moments(), coarse.Moments()
		if math.Abs(fine.Mean-rough.Mean) > 1e-9 || math.Abs(fine.Variance-rough.Variance) > 1e-9*fine.Variance {
			t.Errorf("%s: moments %v became %v", text, fine, rough)
		}
		if coarse.CoarsenTo(128) != coarse {
			t.Errorf("%s: coarsened again", text)
		}
	}
	scores := observed(summary.ScoreGrid, 0.1, 0.2, 0.3)
	if scores.CoarsenTo(1) != scores {
		t.Error("scores were coarsened")
	}
}

func TestLabelsFromOutcomes(t *testing.T) {
	s := summary.New()
	if s.Column(summary.LabelKey) != nil {
		t.Error("labels without outcomes")
	}
	s.Outcomes = &summary.Outcomes{Rows: 10, Joint: map[summary.JointKey]float64{
		{State: summary.InTime, Prediction: "a", Label: "a"}:                 4,
		{State: summary.InTime, Prediction: "b", Label: "a"}:                 1,
		{State: summary.InTime, Prediction: "b", Label: summary.NoClass}:     1,
		{State: summary.Late, Prediction: "b", Label: "b"}:                   2,
		{State: summary.Unlabelled, Prediction: "b", Label: summary.NoClass}: 2,
	}}
	labels := s.Column(summary.LabelKey)
	if labels.Categories["a"] != 5 || labels.Missing != 5 || labels.Count() != 5 {
		t.Errorf("labels %+v", labels)
	}
	for i := range 20 {
		if got := s.Outcomes.Sorted(); got[0].State != summary.Unlabelled || got[4].State != summary.Late {
			t.Fatalf("order in run %d: %+v", i, got)
		}
	}
}

func TestWhatNoCellTellsApartIsCounted(t *testing.T) {
	edges := grid(t, "edges([0, 1])")
	for _, c := range []struct {
		name   string
		column *summary.Column
		want   float64
	}{
		{"within reach of the cut points", observed(edges, -1e29, 0.5, 1e29), 0},
		{"farther than 100 doublings of their distance", observed(edges, -1e40, 0.5, 1e40, math.MaxFloat64), 3},
		{"beyond 2^53 linear cells", observed(grid(t, "linear(0)"), 1, 1e300, -1e300), 2},
		{"exponential cells hold all", observed(summary.DefaultExponential, 1, 1e300, -1e300), 0},
	} {
		if below, above := c.column.Beyond(); below+above != c.want {
			t.Errorf("%s: %v values below and %v above, want %v", c.name, below, above, c.want)
		}
	}
}

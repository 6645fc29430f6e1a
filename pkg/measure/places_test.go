package measure_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// What does not need places is the same to the last digit whether they, zeros and values out of bounds were counted or
// not.
func TestWhatNeedsNoPlacesIsFinishedWithoutThem(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	draw := func(shift float64) *summary.Column {
		c := &summary.Column{Grid: summary.Grid{Family: summary.Linear, Scale: 2}, Missing: 7, Invalid: 3}
		for range 2000 {
			c.Observe(math.Round(8*(random.NormFloat64()+shift)) / 8)
		}
		for key, cell := range c.Cells {
			cell.Outside = math.Floor(cell.N / 3)
			c.Cells[key] = cell
		}
		return c
	}
	bare := func(c *summary.Column) *summary.Column {
		bare := c.Clone()
		for key, cell := range c.Cells {
			bare.Cells[key] = c.Grid.EvenCell(key, cell.N)
		}
		return bare
	}
	current, baseline := draw(0.3), draw(0)
	p := measure.Params{P: 0.9}
	for _, m := range measure.All() {
		if !slices.Contains(m.Targets, "features") || m.Values == measure.Categories || m.Needs.Has(measure.NeedSkew) {
			continue
		}
		var same bool
		if m.TwoSample() {
			same = m.Compare(current, baseline, p) == m.Compare(bare(current), bare(baseline), p)
		} else {
			same = m.Estimate(of(current), "feature:x", p) == m.Estimate(of(bare(current)), "feature:x", p)
		}
		if same == m.Needs.Has(measure.NeedPlaces) {
			t.Errorf("%s: the same without places is %v, and that it needs them is %v", m.ID, same,
				m.Needs.Has(measure.NeedPlaces))
		}
	}
}

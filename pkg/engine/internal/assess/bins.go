package assess

import (
	"fmt"
	"math"

	"leeway/pkg/engine/internal/words"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/summary"
)

// bins lays the comparison's columns over each other.
func (c *comparison) bins() ([]measure.Bin, string) {
	baseline := columnOf(c.baseline, c.subject.Column)
	current := columnOf(c.current, c.subject.Column)
	if baseline == nil && current != nil {
		baseline = &summary.Column{Grid: current.Grid}
		if !current.Numeric() {
			baseline.Categories = map[string]float64{}
		}
	}
	return measure.Bins(current, baseline, c.cutting(c.Query.Bins))
}

// cutting says how the subject's bins are cut; see [measure.Cutting].
func (c *comparison) cutting(bins int) measure.Cutting {
	return measure.Cutting{Bins: bins, Integers: c.holdsIntegers()}
}

// holdsIntegers reports whether the log and what it is compared with hold whole numbers of the subject, by the type of
// their columns.
func (c *comparison) holdsIntegers() bool {
	key := c.subject.Column
	return c.Log != nil && c.Log.HoldsIntegers(key) && c.Against(c.view).HoldsIntegers(key)
}

// predictCurrentBins is predictBins of the current window, which is judged once.
func (c *comparison) predictCurrentBins() (predictedRows, string) {
	if c.predicted.of == nil || c.predicted.of != c.current {
		c.predicted.rows, c.predicted.reason = c.predictBins(c.current)
		c.predicted.of = c.current
	}
	return c.predicted.rows, c.predicted.reason
}

// predictBins judges the distribution of a window by the bins that the baseline cuts. The reason says why it cannot.
func (c *comparison) predictBins(judged *summary.Summary) (predictedRows, string) {
	key := c.subject.Column
	now, then := columnOf(judged, key), columnOf(c.baseline, key)
	binning, ok := measure.NewBinning(now, then, c.cutting(c.params().Bins))
	if !ok {
		return predictedRows{}, noCommonBins
	}
	return c.predictBy(binning, now)
}

// noCommonBins is why windows cannot be judged bin by bin.
const noCommonBins = "the windows cannot be counted by the same bins"

// predictBy judges the distribution of a window by given bins. The reason says why it cannot.
func (c *comparison) predictBy(binning measure.Binning, now *summary.Column) (predictedRows, string) {
	key := c.subject.Column
	row, ok := binning.Row(now)
	if !ok {
		return predictedRows{}, noCommonBins
	}
	var past []measure.Row
	var rows float64
	for _, s := range c.past {
		if r, ok := binning.Row(columnOf(s, key)); ok && r.Total() > 0 {
			past = append(past, r)
			rows += r.Total()
		}
	}
	if c.Ask.Baseline.Kind == model.BaselineRolling {
		if len(past) == 0 {
			return predictedRows{}, "no earlier window shows what is usual"
		}
		return predictRows(binning, row, past), ""
	}
	base, ok := binning.Row(columnOf(c.baseline, key))
	if !ok {
		return predictedRows{}, noCommonBins
	}
	windows := c.baselineWindows(len(past), rows, base.Total())
	return predictRowsAround(binning, row, past, &base, windows), ""
}

// setUsual says of every bin what its share is expected to lie between.
func (c *comparison) setUsual(bins []measure.Bin) {
	if c.baseline == nil {
		return
	}
	rows, reason := c.predictCurrentBins()
	if reason != "" {
		return
	}
	level := c.level()
	for i := range bins {
		if low, high, ok := rows.expected(i, bins[i], level); ok {
			bins[i].UsualLow, bins[i].UsualHigh = &low, &high
		}
	}
}

// oddBinWords name the bin that lies farthest outside what is expected of it, where the comparison is unusual.
func (c *comparison) oddBinWords(j judged) string {
	if j.reason != "" || j.tails.Least() >= j.level {
		return ""
	}
	bins, reason := c.bins()
	if reason != "" {
		return ""
	}
	c.setUsual(bins)
	most, odd := 0.0, -1
	for i, b := range bins {
		if b.UsualLow == nil {
			continue
		}
		angle := func(share float64) float64 { return math.Asin(math.Sqrt(math.Max(0, math.Min(1, share)))) }
		if far := math.Max(angle(*b.UsualLow)-angle(b.CurrentShare),
			angle(b.CurrentShare)-angle(*b.UsualHigh)); far > most {
			most, odd = far, i
		}
	}
	if odd < 0 {
		return ""
	}
	b := bins[odd]
	return fmt.Sprintf("bin \"%s\" holds %s %%, expected %s to %s %%", b.Label, words.Percents(b.CurrentShare),
		words.Percents(*b.UsualLow), words.Percents(*b.UsualHigh))
}

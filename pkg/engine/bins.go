package engine

import (
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/summary"
)

// predictBins judges the current distribution by the bins that its baseline cuts. The reason says why it cannot.
func (c *contest) predictBins() (predictedRows, string) {
	key := c.subject.column
	now, then := columnOf(c.current, key), columnOf(c.baseline, key)
	bins := c.params().Bins
	binning, ok := measure.NewBinning(now, then, bins)
	if !ok {
		return predictedRows{}, "the windows cannot be counted by the same bins"
	}
	row, ok := binning.Row(now)
	if !ok {
		return predictedRows{}, "the windows cannot be counted by the same bins"
	}
	var past []measure.Row
	var rows float64
	for _, s := range c.past {
		if r, ok := binning.Row(columnOf(s, key)); ok && r.Total() > 0 {
			past = append(past, r)
			rows += r.Total()
		}
	}
	if c.ask.baseline.Kind == model.BaselineRolling {
		if len(past) == 0 {
			return predictedRows{}, "no earlier window tells what is usual"
		}
		return predictRows(binning, row, past), ""
	}
	base, ok := binning.Row(then)
	if !ok {
		return predictedRows{}, "the windows cannot be counted by the same bins"
	}
	windows := 1.0
	switch {
	case len(c.windows) > 0:
		windows = c.baselineSeconds() / c.view.current.End.Sub(c.view.current.Start).Seconds()
	case rows > 0:
		windows = base.Total() * float64(len(past)) / rows
	}
	return predictRowsAround(binning, row, past, &base, windows), ""
}

// setUsual says of every bin what its share is expected to lie between.
func (c *contest) setUsual(bins []measure.Bin) {
	if c.baseline == nil {
		return
	}
	rows, reason := c.predictBins()
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

// pastDivergences are those of each earlier window from the others, the newest first; none where fewer than two can be compared
// or nobody asks.
func (c *contest) pastDivergences(p measure.Params) []float64 {
	var columns []*summary.Column
	for _, s := range c.past {
		if column := columnOf(s, c.subject.column); column != nil && column.Count() > 0 {
			columns = append(columns, column)
		}
	}
	if len(columns) < 2 || !c.shows(usualStats...) {
		return nil
	}
	var values []float64
	for i, one := range columns {
		var others *summary.Column
		for j, other := range columns {
			switch {
			case j == i:
			case others == nil:
				others = other.Clone()
			default:
				_ = others.Add(other) // columns of one key are on one grid
			}
		}
		if d := c.ask.measure.Compare(one, others, p); d.OK {
			values = append(values, d.Value)
		}
	}
	return values
}

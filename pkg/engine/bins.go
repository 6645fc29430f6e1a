package engine

import (
	"fmt"
	"math"
	"slices"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/engine/internal/words"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/summary"
)

// predictCurrentBins is predictBins of the current window, which is judged once.
func (c *contest) predictCurrentBins() (predictedRows, string) {
	if c.predicted.of == nil || c.predicted.of != c.current {
		c.predicted.rows, c.predicted.reason = c.predictBins(c.current)
		c.predicted.of = c.current
	}
	return c.predicted.rows, c.predicted.reason
}

// predictedBins is what predictBins returned of a summary.
type predictedBins struct {
	of     *summary.Summary
	rows   predictedRows
	reason string
}

// predictBins judges the distribution of a window by the bins that the baseline cuts. The reason says why it cannot.
func (c *contest) predictBins(judged *summary.Summary) (predictedRows, string) {
	key := c.subject.Column
	now, then := columnOf(judged, key), columnOf(c.baseline, key)
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
	if c.ask.Baseline.Kind == model.BaselineRolling {
		if len(past) == 0 {
			return predictedRows{}, "no earlier window shows what is usual"
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
		windows = c.baselineSeconds() / c.view.Current.End.Sub(c.view.Current.Start).Seconds()
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

// pastDivergences are those of each earlier window from the others, the newest first; none where fewer than two can be
// compared or nobody asks.
func (c *contest) pastDivergences(p measure.Params) []float64 {
	if !c.shows(usualStats...) {
		return nil
	}
	compare := func() (divergences, error) { return c.comparePast(p), nil }
	of, ok := c.divergencesContent(p)
	if !ok {
		values, _ := compare()
		return values
	}
	values, _ := derived.Once(c.ground.log.Derived, derived.Key{Owner: c.prepared, Content: of}, compare)
	return values
}

// divergences are kept across requests.
type divergences []float64

// Weight is their size in bytes.
func (d divergences) Weight() uint32 { return uint32(8 * len(d)) }

// divergencesContent is what divergences of earlier windows rest on. ok is false where parts alone do not tell it.
func (c *contest) divergencesContent(p measure.Params) (of derived.Content, ok bool) {
	if c.ground == nil || c.ground.log.Derived == nil {
		return of, false
	}
	d := derived.NewDigest()
	d.Text(fmt.Sprintf("divergences|%s|%d", c.ask.Measure.ID, p.Bins))
	for _, i := range c.history.past {
		parts, known := c.ground.windowContent(c.segments(), []string{c.subject.Column}, i)
		if !known {
			return of, false
		}
		d.Content(parts)
	}
	return d.Sum(), true
}

// comparePast compares each earlier window with the others.
func (c *contest) comparePast(p measure.Params) (values []float64) {
	var columns []*summary.Column
	for _, s := range c.past {
		if column := columnOf(s, c.subject.Column); column != nil && column.Count() > 0 {
			columns = append(columns, column)
		}
	}
	if len(columns) < 2 {
		return nil
	}
	for i, one := range columns {
		others := summary.Pool(slices.Concat(columns[:i], columns[i+1:])...)
		if d := c.ask.Measure.Compare(one, others, p); d.OK {
			values = append(values, d.Value)
		}
	}
	return values
}

// needsPlaces reports whether a divergence of the ask's features is open until places inside cells are counted: all
// values of a feature lie in one cell, and counts alone do not tell whether they are one value.
func (g *ground) needsPlaces(a *resolve.Ask) bool {
	if !a.Counts || !a.Measure.TwoSample() {
		return false
	}
	for _, s := range a.Subjects {
		all := &summary.Column{}
		for _, b := range []*gather.SpanCounts{g.log, g.table} {
			if b != nil && !b.AddTo(all, s.Column) {
				all = nil
				break
			}
		}
		if all == nil || len(all.Cells) != 1 {
			continue
		}
		if _, one := all.OneValue(); !one {
			return true
		}
	}
	return false
}

// oddBinWords name the bin that lies farthest outside what is expected of it, where the comparison is unusual.
func (c *contest) oddBinWords(j judged) string {
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

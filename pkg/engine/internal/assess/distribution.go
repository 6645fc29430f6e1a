package assess

import (
	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/measure"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// distribute fills in the bins of a distribution: of the one comparison, or of a heat map, whose bins are those of the
// last baseline for all its times.
func distribute(out *answers.Series, comparisons []comparison) error {
	last := &comparisons[len(comparisons)-1]
	if out.Compare.Notices == nil {
		out.Compare.Notices = []answers.Notice{}
	}
	if last.Query.Format != query.TimeSeries {
		bins, reason := last.bins()
		last.setUsual(bins)
		out.Compare.Bins = bins
		if reason != "" {
			last.warn("%s", reason)
			out.Compare.Notices = append(out.Compare.Notices, last.notices[len(last.notices)-1])
		}
		return nil
	}
	return distributeOverTime(out, comparisons)
}

// distributeOverTime counts each time of a heat map by the bins that all of them together have.
func distributeOverTime(out *answers.Series, comparisons []comparison) error {
	last := &comparisons[len(comparisons)-1]
	key := last.subject.Column
	pooled := *last
	pooled.current = summary.New()
	for _, c := range comparisons {
		if err := pooled.current.Add(c.current); err != nil {
			return err
		}
	}
	bins, _ := pooled.bins()
	out.Compare.Bins = bins
	all, baseline := columnOf(pooled.current, key), columnOf(last.baseline, key)
	if baseline == nil || all != nil && all.Numeric() && !baseline.Numeric() {
		baseline = all // by which the bins of an empty baseline are cut
	}
	binning, ok := measure.NewBinning(all, baseline, last.cutting(last.Query.Bins))
	for i := range comparisons {
		p := &out.Points[i]
		p.Shares, p.UsualLow, p.UsualHigh = make([]*float64, len(bins)), make([]*float64, len(bins)),
			make([]*float64, len(bins))
		column := columnOf(comparisons[i].current, key)
		if !ok || column == nil || column.Total() == 0 {
			continue
		}
		row, counted := binning.Row(column)
		if !counted {
			continue
		}
		for j := range bins {
			share := binning.Share(row, j, bins[j])
			p.Shares[j] = &share
		}
		comparisons[i].setUsualShares(p, binning, bins)
	}
	return nil
}

// setUsualShares says of every bin of a heat map what earlier windows predict of its share at this time.
func (c *comparison) setUsualShares(p *answers.Point, binning measure.Binning, bins []measure.Bin) {
	if c.baseline == nil {
		return
	}
	rows, reason := c.predictBy(binning, columnOf(c.current, c.subject.Column))
	if reason != "" {
		return
	}
	for j := range bins {
		if low, high, ok := rows.expected(j, bins[j], c.level()); ok {
			p.UsualLow[j], p.UsualHigh[j] = &low, &high
		}
	}
}

// tabulateOutcomes sets the calibration curve or the confusion matrix of both windows where the query asks for one.
func tabulateOutcomes(s *answers.Series, c *comparison) {
	if c.current.Outcomes == nil || c.noClassInCommon() != "" {
		return // the measure's reason says why
	}
	var baseline *summary.Outcomes
	if c.baseline != nil {
		baseline = c.baseline.Outcomes
	}
	switch c.Query.QueryType {
	case query.TypeCalibration:
		s.Compare.Calibration = measure.CalibrationCurve(c.current.Outcomes, baseline, c.params())
	case query.TypeConfusion:
		s.Compare.Confusion = measure.ConfusionMatrix(c.current.Outcomes, baseline, c.params(), max(2, c.Query.Limit))
	}
}

package assess

import (
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// lineUp is what tells how unusual windows are, which are in order of time.
type lineUp struct {
	tails func(i int) func(past []int) judge.Tails   // of one window; nil for a window without a value
	apart func(newer, older, past []int) judge.Tails // of windows taken as one about others; all have values
}

// lineUp judges a measure's value, or all bins of a column.
func (c *comparison) lineUp(all []window.Window) (lineUp, error) {
	if c.Ask.ByBins() {
		return c.lineUpBins(all)
	}
	summaries := make([]*summary.Summary, len(all))
	for i, w := range all {
		var err error
		if summaries[i], err = c.windowSummary(w.Interval); err != nil {
			return lineUp{}, err
		}
	}
	c.guess = medianLabel(summaries)
	samples, ok := make([]judge.Sample, len(all)), make([]bool, len(all))
	for i, w := range all {
		samples[i], ok[i] = c.sampleOf(summaries[i], w.Interval, i == len(all)-1)
	}
	c.guess = nil // from here on it is the baseline's
	tails := func(i int) func(past []int) judge.Tails {
		if !ok[i] {
			return nil
		}
		return func(past []int) judge.Tails {
			earlier := pick(samples, past)
			for j, at := range past {
				earlier[j].Age = float64(i - at)
			}
			p, reason := judge.PredictSample(samples[i], earlier)
			if reason != "" {
				return judge.Tails{Low: 1, High: 1}
			}
			return p.Tails(samples[i])
		}
	}
	return lineUp{tails, func(newer, older, past []int) judge.Tails {
		return judge.Apart(pick(samples, newer), pick(samples, older), pick(samples, past))
	}}, nil
}

// lineUpBins judges a column by bins: those of all windows together.
func (c *comparison) lineUpBins(all []window.Window) (lineUp, error) {
	columns := make([]*summary.Column, len(all))
	for i, w := range all {
		s, err := c.windowSummary(w.Interval)
		if err != nil {
			return lineUp{}, err
		}
		columns[i] = columnOf(s, c.subject.Column)
	}
	binning := measure.PooledBinning(columns, c.cutting(measure.DefaultBins))
	rows, ok := make([]measure.Row, len(all)), make([]bool, len(all))
	for i, column := range columns {
		rows[i], ok[i] = binning.Row(column)
		ok[i] = ok[i] && rows[i].Total() > 0
	}
	tails := func(i int) func(past []int) judge.Tails {
		if !ok[i] {
			return nil
		}
		return func(past []int) judge.Tails { return predictRows(binning, rows[i], pick(rows, past)).tails() }
	}
	return lineUp{tails, func(newer, older, past []int) judge.Tails {
		level := measure.PoolRows(pick(rows, older))
		return predictRowsAround(binning, measure.PoolRows(pick(rows, newer)), pick(rows, past), &level,
			float64(len(older))).tails()
	}}, nil
}

// medianLabel is what a regression model's skill is held against where there is no baseline yet; nil where labels are
// no numbers.
func medianLabel(windows []*summary.Summary) *float64 {
	pooled := &summary.Column{}
	for _, s := range windows {
		if labels := s.Columns[summary.LabelKey]; labels != nil && labels.Numeric() {
			_ = pooled.Add(labels) // labels are on one grid
		}
	}
	if median, ok := pooled.Quantile(0.5); ok {
		return &median
	}
	return nil
}

// pick returns the elements at the places.
func pick[T any](list []T, places []int) []T {
	picked := make([]T, len(places))
	for j, i := range places {
		picked[j] = list[i]
	}
	return picked
}

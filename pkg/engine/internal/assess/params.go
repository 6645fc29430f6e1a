package assess

import (
	"leeway/pkg/measure"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// params are what the measure knows beside the counts of the current window.
func (c *comparison) params() measure.Params {
	m := c.Ask.Model
	p := measure.Params{
		Unmatched: c.noClassInCommon(), NewUnknown: c.newUnknown,
		Class: c.Ask.Param.Class, Positive: m.Log.Positive.Name(), Task: string(m.Task),
		Alpha: 2 * c.level(), Bins: c.Query.Bins, AllLabels: c.Query.Labels == "all",
		Start: micros(c.view.Current.Start), End: micros(c.view.Current.End),
		Calibration: c.calibration.Scores, EstimationError: c.calibration.Error,
	}
	if c.baseline != nil && c.baseline.Columns[summary.LabelKey] != nil {
		if median, ok := c.baseline.Columns[summary.LabelKey].Quantile(0.5); ok {
			p.Guess = &median
		}
	}
	if p.Guess == nil {
		p.Guess = c.guess
	}
	if c.Ask.Target != query.Features {
		p.Class, _ = c.names().ClassOf(p.Class)
	} else {
		p.Positive = "" // a class of predictions and labels; a feature's category of that name is no success
	}
	if c.Ask.Param.P != nil {
		p.P = *c.Ask.Param.P
	}
	if c.Ask.Policy != nil {
		p.Bins = measure.DefaultBins
	}
	if m.Costs != nil {
		p.Costs = &measure.Costs{FalsePositive: m.Costs.FalsePositive, FalseNegative: m.Costs.FalseNegative}
	}
	return p
}

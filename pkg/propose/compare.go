package propose

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/model"
)

// compare proposes what windows are compared with, and how late labels may come.
func (d *draft) compare(ctx context.Context) error {
	d.model.Baselines = map[string]model.Baseline{"rolling": model.Baseline{Kind: model.BaselineRolling}.Filled()}
	d.model.Baseline = "rolling"
	d.note("baselines.rolling", Medium, "the same window in each of the eight weeks before")
	times, err := d.logTimes(ctx)
	if err != nil || times.Rows == 0 {
		return err
	}
	d.fixReference(times.First.UTC(), times.Last.UTC())
	d.fitWindow(times)
	if err := d.findLateness(ctx, times.Last.UTC()); err != nil {
		return err
	}
	return d.findDelay(ctx)
}

// fixReference proposes the beginning of the log as the reference, which fixes grids and categories: the first 28 whole
// days, of a short log its first half.
func (d *draft) fixReference(first, last time.Time) {
	from := first.Truncate(day)
	if from.Before(first) {
		from = from.Add(day)
	}
	days := min(28, int(last.Sub(from)/day)/2)
	if days < 1 {
		d.note("baselines.rolling", Low, "the log holds less than two days, so there is nothing to compare with yet")
		return
	}
	begin, end := model.NewDate(from.Format(time.DateOnly)), model.NewDate(from.AddDate(0, 0,
		days).Format(time.DateOnly))
	d.model.Baselines["launch"] = model.Baseline{Kind: model.BaselineFixed, From: &begin, To: &end}
	d.model.Reference = "launch"
	d.note("baselines.launch", Low, "the first %s of the log, which ends on %s; choose a time in which all was well",
		count(days, "day"), last.Format(time.DateOnly))
}

// horizons are the delays that are proposed.
var horizons = []model.Duration{{Clock: time.Hour}, {Clock: 6 * time.Hour}, {Days: 1}, {Days: 2}, {Days: 3}, {Days: 7},
	{Days: 14}, {Days: 28},
	{Days: 60}, {Days: 90}, {Days: 180}, {Days: 365}}

// findDelay proposes by when labels are in: by then 95 % of those of the sample were.
func (d *draft) findDelay(ctx context.Context) error {
	o := d.model.Outcomes
	if d.outcomes == nil {
		return nil
	}
	meet := d.meetOutcomes
	if o.Time == nil && len(d.labelTimes) > 0 {
		meet = d.chooseLabelTime
	}
	late, met, err := meet(ctx)
	if err != nil {
		return err
	}
	if met == 0 {
		if err := d.explainUnmatched(ctx); err != nil {
			return err
		}
	}
	if o.Time == nil {
		return nil
	}
	if len(late) == 0 {
		o.Delay = model.Duration{Days: 7}
		d.note("outcomes.delay", Low, "no row of the sample has a label, so by when they are in is a guess")
		return nil
	}
	slices.Sort(late)
	needed := max(0, quantile(late, 0.95))
	o.Delay = horizons[len(horizons)-1]
	for _, h := range horizons {
		if h.Approx() >= needed {
			o.Delay = h
			break
		}
	}
	d.note("outcomes.delay", Medium, "of %s 95 %% were there %s after the prediction", count(len(late), "label"),
		needed.Round(time.Second))
	return nil
}

package collect

import (
	"context"
	"fmt"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// dominance is the share of a window's rows that one version must have for scores to be calibrated on its rows alone.
const dominance = 0.9

// calibrate learns, for every view, what the scores of its window are worth: from the model's calibration baseline, by
// default the last eight mature weeks of the log before the window, of the window's own version where one dominates.
func (c *Collector) calibrate(ctx context.Context,
	q evidence.Question) (map[window.Interval]evidence.Calibration, error) {
	p := q.Prepared
	if !q.Ask.Measure.Needs.Has(measure.NeedCalibration) {
		return nil, nil
	}
	if p.Model.Outcomes == nil {
		none := evidence.Calibration{Content: &derived.Content{},
			Scores: &measure.Calibration{Reason: "the model declares no outcomes, so scores are taken as they are"}}
		all := map[window.Interval]evidence.Calibration{}
		for _, v := range q.Views {
			all[v.Current.Interval] = none
		}
		return all, nil
	}
	k := calibrator{prepared: p, ask: q.Ask, baseline: p.Model.Baselines[p.Model.Calibration],
		weeks: map[window.Interval]window.Interval{},
		params: measure.Params{Task: string(p.Model.Task), Positive: p.Model.Log.Positive.Name(),
			AllLabels: q.Query.Labels == query.AllLabels}}
	if err := k.read(ctx, c, q); err != nil {
		return nil, err
	}
	all := map[window.Interval]evidence.Calibration{}
	for _, v := range q.Views {
		learnt, err := k.calibrateOnce(v.Current)
		if err != nil {
			return nil, err
		}
		all[v.Current.Interval] = learnt
	}
	return all, nil
}

// calibrator holds what calibrations of several windows are learnt from.
type calibrator struct {
	prepared *prepare.Prepared
	ask      *resolve.Ask
	baseline model.Baseline // the zero value: the default
	params   measure.Params

	weeks map[window.Interval]window.Interval // the mature weeks before a current window
	fixed window.Interval
	log   *gather.SpanCounts // by version where the model has versions
	table *summary.Outcomes
}

func (c *calibrator) read(ctx context.Context, from *Collector, q evidence.Question) error {
	var list []window.Interval
	for _, v := range q.Views {
		weeks, err := window.Calibration(c.prepared.Model, v.Current)
		if err != nil {
			return err
		}
		c.weeks[v.Current.Interval] = weeks
		list = append(list, weeks, v.Current.Interval)
	}
	var err error
	if c.baseline.Kind == model.BaselineFixed {
		if c.fixed, err = window.Fixed(c.prepared.Model, c.baseline); err != nil {
			return err
		}
		list = append(list, c.fixed)
	}
	s := gather.Scope{Origin: c.prepared.Origin, Source: c.prepared.Log, Versions: q.Query.Versions}
	if c.prepared.Model.Log.Version != "" {
		s.Dimensions = []plan.Dimension{plan.VersionDimension(c.prepared.Model)}
	}
	w := gather.Wanted{Labels: gather.LabelRules{Score: true,
		All: q.Query.Labels == query.AllLabels}}.With(gather.Joint)
	if c.baseline.Kind == model.BaselineVersion {
		s.Versions = nil
	}
	if c.log, err = from.counts.Gather(ctx, s, window.Atoms(list, true, c.prepared.Zone), w); err != nil {
		return err
	}
	if c.baseline.Kind != model.BaselineTable || !c.baseline.OutOfSample {
		return nil
	}
	name := c.prepared.Model.Calibration
	source, err := from.catalog.BaselineSource(ctx, name, c.baseline)
	if err != nil {
		return err
	}
	b, err := from.counts.Gather(ctx, gather.Scope{Origin: c.prepared.Origin, Source: source, Name: name}, nil, w)
	if err != nil {
		return err
	}
	c.table = c.merge(b, []plan.Segment{""}, b.Spans)
	return nil
}

// calibrate calibrates the scores of one window by the rows of versions over an interval.
func (c *calibrator) calibrate(current window.Window, versions []plan.Segment,
	over window.Interval) evidence.Calibration {
	weeks, out := c.weeks[current.Interval], evidence.Calibration{}
	if c.baseline.Kind == model.BaselineTable {
		out.From = fmt.Sprintf("baseline %q", c.prepared.Model.Calibration)
		out.Scores = measure.TableCalibration(c.table, c.merge(c.log, versions, []window.Interval{weeks}),
			c.params)
		if !c.baseline.OutOfSample {
			out.Scores = &measure.Calibration{Reason: fmt.Sprintf("the scores of baseline %q are not declared outOfSample, so scores "+
				"are taken as they are", c.prepared.Model.Calibration)}
		}
	}
	if out.Scores == nil {
		out.From = fmt.Sprintf("%s to %s", over.Start.Format("2006-01-02"), over.End.Format("2006-01-02"))
		out.Scores = c.halves(versions, over)
	}
	out.Error = c.error(out.Scores, versions, window.Judged(current, weeks), over == weeks)
	return out
}

// halves learns from an interval, its even and its odd local days held against each other.
func (c *calibrator) halves(versions []plan.Segment, over window.Interval) *measure.Calibration {
	var days [2][]window.Interval
	for _, span := range c.log.Spans {
		if !gather.Within(span, []window.Interval{over}) {
			continue
		}
		half := 1
		if window.EvenDay(span.Start, c.prepared.Zone) {
			half = 0
		}
		days[half] = append(days[half], span)
	}
	return measure.NewCalibration(c.merge(c.log, versions, days[0]), c.merge(c.log, versions, days[1]), c.params)
}

// error is what estimates of earlier periods, so calibrated, were wrong by. Of P periods that were learnt from
// themselves each has a P-th part in its own judge, so their error is enlarged by P/(P−1).
func (c *calibrator) error(calibration *measure.Calibration, versions []plan.Segment, periods []window.Interval,
	own bool) float64 {
	realises, ok := measure.Lookup(c.ask.Measure.Estimates)
	if !ok || len(periods) < 2 {
		return 0
	}
	p := c.params
	p.Calibration = calibration
	var estimated, realised []measure.Estimate
	for _, period := range periods {
		s := &summary.Summary{Outcomes: c.merge(c.log, versions, []window.Interval{period})}
		estimated = append(estimated, c.ask.Measure.Estimate(s, "", p))
		realised = append(realised, realises.Estimate(s, "", p))
	}
	err := measure.EstimationError(estimated, realised)
	if own && calibration.Applied {
		err *= float64(len(periods)) / float64(len(periods)-1)
	}
	return err
}

// over is the interval to learn from for a current window.
func (c *calibrator) over(current window.Interval) window.Interval {
	if c.baseline.Kind == model.BaselineFixed {
		return c.fixed
	}
	return c.weeks[current]
}

// versions lists the versions to learn from: that of the baseline, the one that dominates a window, else all.
func (c *calibrator) versions(current window.Interval) []plan.Segment {
	if c.baseline.Kind == model.BaselineVersion {
		return []plan.Segment{plan.NewSegment(c.baseline.Version)}
	}
	rows := c.log.Segments(current)
	var total float64
	for _, n := range rows {
		total += n
	}
	for version, n := range rows {
		if n >= dominance*total {
			return []plan.Segment{version}
		}
	}
	all := map[plan.Segment]float64{}
	for version, n := range c.log.Segments(c.log.Spans...) {
		all[version] = n
	}
	return evidence.MostRows(all, len(all))
}

// merge adds up the outcomes of versions over intervals.
func (c *calibrator) merge(b *gather.SpanCounts, versions []plan.Segment,
	intervals []window.Interval) *summary.Outcomes {
	merged := &summary.Outcomes{}
	for j, span := range b.Spans {
		if !gather.Within(span, intervals) {
			continue
		}
		for _, version := range versions {
			counted, _ := b.Joint(j).Get(version)
			merged.AddCompact(counted)
		}
	}
	return b.Names.ReadOutcomes(merged)
}

package collect

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// Collect gathers what a question needs over all its views, split by dims.
func (c *Collector) Collect(ctx context.Context, q evidence.Question,
	dims []plan.Dimension) (*evidence.Evidence, error) {
	s, err := scopeOf(q, dims)
	if err != nil {
		return nil, err
	}
	e, err := c.count(ctx, q, s)
	if err != nil {
		return nil, err
	}
	if needsPlaces(e) {
		placed := *q.Ask
		placed.Counts = false
		finer := q
		finer.Ask = &placed
		if e, err = c.count(ctx, finer, s); err != nil {
			return nil, err
		}
		e.Question = q
	}
	if e.Silence, err = c.silences(ctx, q, s); err != nil {
		return nil, err
	}
	if q.Ask.AsksForNewLabels() {
		if e.LabelTexts, err = c.referenceLabels(ctx, q.Prepared); err != nil {
			return nil, err
		}
	}
	for _, d := range dims {
		e.Dimensions = append(e.Dimensions, d.Name)
	}
	e.Segments, e.LeftOut = chooseSegments(e, dims)
	e.Calibration, err = c.calibrate(ctx, q)
	return e, err
}

// scopeOf says which rows a question is about.
func scopeOf(q evidence.Question, dims []plan.Dimension) (gather.Scope, error) {
	filters, err := q.Prepared.Filters(q.Query)
	if err != nil {
		return gather.Scope{}, err
	}
	s := gather.Scope{Origin: q.Prepared.Origin, Source: q.Prepared.Log, Dimensions: dims, Filters: filters,
		Versions: q.Query.Versions}
	if q.Ask.Measure.Needs.OfOutcomes() {
		return s.OfOutcomes(q.Ask.Measure.ID)
	}
	return s, nil
}

// count counts the rows of the log and of the baseline, and finds out when the log began where that matters.
func (c *Collector) count(ctx context.Context, q evidence.Question, s gather.Scope) (*evidence.Evidence, error) {
	w, err := c.wanted(ctx, q, s.Dimensions)
	if err != nil {
		return nil, err
	}
	e := &evidence.Evidence{Question: q}
	if e.Log, err = c.countLog(ctx, q, s, w); err != nil {
		return nil, err
	}
	if err := c.readLogStart(ctx, e); err != nil {
		return nil, err
	}
	return e, c.countBaseline(ctx, e, s, w)
}

// wanted is what has to be counted for a question.
func (c *Collector) wanted(ctx context.Context, q evidence.Question,
	dims []plan.Dimension) (gather.Wanted, error) {
	w := q.Prepared.Wanted(q.Ask, q.Query, SharesFeatures(dims, q.Views))
	if !q.Ask.Measure.Needs.Has(measure.NeedPairs) {
		return w, nil
	}
	pairs, err := c.pairs(ctx, q.Prepared, q.Ask)
	return gather.Wanted{Labels: gather.LabelRules{All: w.Labels.All}}.With(gather.Pairs, pairs...), err
}

// SharesFeatures reports whether all features are counted when one is asked for, so that all queries of a dashboard or
// an alert rule share one scan. They are by day and over whole windows. By hour and by segment there are many more
// counts of each, and few queries that ask for the same.
func SharesFeatures(dims []plan.Dimension, views []resolve.View) bool {
	return len(dims) == 0 && (len(views) == 1 || views[0].Current.Length.Approx() >= 24*time.Hour)
}

// needsPlaces reports whether a divergence of features is open until places inside cells are counted: all values of a
// feature lie in one cell, and counts alone do not tell whether they are one value.
func needsPlaces(e *evidence.Evidence) bool {
	if !e.Ask.Counts || !e.Ask.Measure.TwoSample() {
		return false
	}
	return slices.ContainsFunc(e.Ask.Subjects, func(s resolve.Subject) bool {
		all := &summary.Column{}
		for _, counts := range []*gather.SpanCounts{e.Log, e.Table} {
			if counts != nil && !counts.AddTo(all, s.Column) {
				return false
			}
		}
		if len(all.Cells) != 1 {
			return false
		}
		_, one := all.OneValue()
		return !one
	})
}

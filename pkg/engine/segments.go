package engine

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// addBreakdowns adds the breakdowns of one ask, and puts the one that tells most first.
func (e *Engine) addBreakdowns(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, result *answers.Result) error {
	breakdowns, notices, err := e.answerSegments(ctx, p, a, result.Query, result.Range)
	result.Breakdowns = append(result.Breakdowns, breakdowns...)
	slices.SortStableFunc(result.Breakdowns,
		func(x, y answers.Breakdown) int { return cmp.Compare(y.Strength(), x.Strength()) })
	result.Notices = append(result.Notices, notices...)
	return err
}

// answerSegments answers a segments query for one model: along the dimensions it names, else along every declared
// segment and the predicted class. Performance is taken apart by score, too, which tells
// changed inputs from a changed relation.
func (e *Engine) answerSegments(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, q query.Query,
	r window.Range) ([]answers.Breakdown, []answers.Notice, error) {
	splits := q.SplitBy
	if len(splits) == 0 {
		for _, s := range a.Model.Segments {
			splits = append(splits, query.Split{Name: s.Name})
		}
		if a.Model.Task != model.Regression && a.Model.Predicts() {
			splits = append(splits, query.Split{Name: "prediction"})
		}
		if a.Measure.Performance && a.Model.Log.Score != nil {
			splits = append(splits, query.Split{Name: plan.ScoreKey})
		}
	}
	var list []answers.Breakdown
	var notices []answers.Notice
	for _, split := range splits {
		q.SplitBy = []query.Split{split}
		views, more, err := a.Views(q, r)
		if err != nil {
			return nil, nil, err
		}
		if err := e.launch(ctx, p, a, q, views); err != nil {
			return nil, nil, err
		}
		g, unread, err := e.groundInTime(ctx, p, a, q, views)
		if err != nil {
			return nil, nil, err
		}
		for _, s := range a.Subjects {
			if ctx.Err() != nil {
				return nil, nil, context.Cause(ctx)
			}
			b, err := breakDown(g, contest{prepared: p, ask: a, query: q, asked: r, subject: s, view: views[0]})
			if err != nil {
				return nil, nil, err
			}
			list = append(list, b)
		}
		notices = append(more, unread...)
	}
	return list, notices, nil
}

// breakDown takes the change of a contest that is filled for each segment apart over the segments of a ground.
func breakDown(g *ground, blank contest) (answers.Breakdown, error) {
	a, s := blank.ask, blank.subject
	out := answers.Breakdown{Model: a.Model, Measure: a.Measure, Param: a.Param, Target: a.Target, Feature: s.Feature,
		Dimension: g.names[0]}
	whole, contests, err := contestsOf(g, blank)
	if err != nil {
		return out, err
	}
	for i := range contests {
		c := &contests[i]
		then, _ := c.estimates(c.params())
		out.Rows = append(out.Rows, measure.Part{Name: c.segment.Values()[0],
			Current: a.Measure.Estimate(c.current, s.Column, c.params()), Baseline: then})
	}
	point := whole.judge()
	out.Compare, out.Doubt = whole.comparison(point), whole.doubtOfChange(point)
	if len(contests) == 0 {
		out.Compare.Notices = append(out.Compare.Notices, answers.Notice{Warning: true, Text: fmt.Sprintf(
			"no rows in either window, so there is no segment of %s to compare", out.Dimension)})
		return out, nil
	}
	if d, ok := measure.Decompose(out.Rows); ok && meanOfRows(out.Rows, a.Measure) {
		out.Effects = &d
		out.SortByShare()
	} else {
		out.Compare.Notices = append(out.Compare.Notices, answers.Notice{Text: fmt.Sprintf(
			"%s is not a mean over rows, or a window is empty: values and intervals are shown without effects", a.Measure.ID)})
	}
	return out, nil
}

// contestsOf fills one contest of all segments, and one per segment on the same windows; those beyond the limit are
// pooled.
func contestsOf(g *ground, blank contest) (*contest, []contest, error) {
	a, v := blank.ask, blank.view
	rows := g.log.Segments(append(v.Intervals(a), v.Current.Interval)...)
	if apart := g.against(v); apart != g.log {
		for segment, n := range apart.Segments(v.Intervals(a)...) {
			rows[segment] += n
		}
	}
	all := othersLast(mostRows(rows, len(rows)))
	whole := blank
	if len(all) > 0 {
		whole.members = all
	}
	if err := whole.fill(g); err != nil {
		return nil, nil, err
	}
	var list []contest
	// those beyond the limit are pooled, so that the effects still add up to the whole change
	for i, segment := range all {
		c := blank
		c.segment = segment
		if i == blank.query.Limit-1 && len(all) > blank.query.Limit {
			c.segment, c.members = plan.NewSegment(plan.OtherValue), all[i:]
		}
		if err := c.fillLike(g, &whole); err != nil {
			return nil, nil, err
		}
		if list = append(list, c); c.members != nil {
			break
		}
	}
	return &whole, list, nil
}

// othersLast moves the segment of all categories that are not kept to the end, where it is pooled with those beyond the
// limit.
func othersLast(list []plan.Segment) []plan.Segment {
	others := plan.NewSegment(plan.OtherValue)
	if i := slices.Index(list, others); i >= 0 {
		list = append(slices.Delete(list, i, i+1), others)
	}
	return list
}

// doubtOfChange says why a change is not beyond what earlier windows predict; empty if it is.
func (c *contest) doubtOfChange(point answers.Point) string {
	switch verdict, ok := point.Stats[query.Verdict]; {
	case !ok:
		return point.Unjudged
	case verdict == float64(judge.Steady) || verdict == float64(judge.Usual):
		return "earlier windows predict a change of this size"
	}
	return ""
}

// meanOfRows reports whether the measure of the whole is the mean of its segments', weighted by their counts.
func meanOfRows(rows []measure.Part, m measure.Measure) bool {
	return m.RowMean || !slices.ContainsFunc(rows, func(p measure.Part) bool {
		return (p.Current.OK && !p.Current.Rate) || (p.Baseline.OK && !p.Baseline.Rate)
	})
}

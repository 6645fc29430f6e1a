package engine

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// Breakdown is a measure's change taken apart along one dimension: who got worse.
type Breakdown struct {
	Model     *model.Model
	Measure   measure.Measure
	Param     query.Measure
	Target    query.Target
	Feature   string
	Dimension string
	Rows      []measure.Part // by segment value: the greatest share of the change first, without effects the most rows first
	Effects   *measure.Decomposition
	Doubt     string // why nobody is named although there are effects: the change is usual, or cannot be judged; empty if it is significant
	Compare   Comparison
}

// answerSegments answers a segments query for one model: along the dimensions it names, else along every declared
// segment and the predicted class, the one that tells most first. Performance is taken apart by score, too, which tells changed inputs
// from a changed relation.
func (e *Engine) answerSegments(ctx context.Context, p *prepared, a *ask, q query.Query, r window.Range) ([]Breakdown, []Notice, error) {
	splits := q.SplitBy
	if len(splits) == 0 {
		for _, s := range a.model.Segments {
			splits = append(splits, query.Split{Name: s.Name})
		}
		if a.model.Task != model.Regression && a.model.Predicts() {
			splits = append(splits, query.Split{Name: "prediction"})
		}
		if a.measure.Performance && a.model.Log.Score != nil {
			splits = append(splits, query.Split{Name: plan.ScoreKey})
		}
	}
	var list []Breakdown
	var notices []Notice
	for _, split := range splits {
		q.SplitBy = []query.Split{split}
		views, more, err := a.views(q, r)
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
		for _, s := range a.subjects {
			if ctx.Err() != nil {
				return nil, nil, context.Cause(ctx)
			}
			b, err := p.breakDown(a, q, r, g, views[0], s)
			if err != nil {
				return nil, nil, err
			}
			list = append(list, b)
		}
		notices = append(more, unread...)
	}
	slices.SortStableFunc(list, func(x, y Breakdown) int { return cmp.Compare(y.strength(), x.strength()) })
	return list, notices, nil
}

// breakDown takes one subject's change apart over the segments of a ground.
func (p *prepared) breakDown(a *ask, q query.Query, r window.Range, g *ground, v view, s subject) (Breakdown, error) {
	out := Breakdown{Model: a.model, Measure: a.measure, Param: a.param, Target: a.target, Feature: s.feature, Dimension: g.names[0]}
	whole, contests, err := p.contests(a, q, r, g, v, s)
	if err != nil {
		return out, err
	}
	for i := range contests {
		c := &contests[i]
		then, _ := c.estimates(c.params())
		out.Rows = append(out.Rows, measure.Part{Name: c.segment.Values()[0], Current: a.measure.Estimate(c.current, s.column, c.params()), Baseline: then})
	}
	point := whole.judge()
	out.Compare, out.Doubt = whole.comparison(point), whole.doubtOfChange(point)
	if len(contests) == 0 {
		out.Compare.Notices = append(out.Compare.Notices, Notice{Warning: true, Text: fmt.Sprintf(
			"no rows in either window, so there is no segment of %s to compare", out.Dimension)})
		return out, nil
	}
	if d, ok := measure.Decompose(out.Rows); ok && meanOfRows(out.Rows, a.measure) {
		out.Effects = &d
		out.sortByShare()
	} else {
		out.Compare.Notices = append(out.Compare.Notices, Notice{Text: fmt.Sprintf(
			"%s is no mean over rows, or a window is empty: values and intervals are shown without effects", a.measure.ID)})
	}
	return out, nil
}

// contests fills one contest of all segments, and one per segment on the same windows; those beyond the limit are pooled.
func (p *prepared) contests(a *ask, q query.Query, r window.Range, g *ground, v view, s subject) (*contest, []contest, error) {
	rows := g.log.Segments(append(v.intervals(a), v.current.Interval)...)
	if apart := g.against(v); apart != g.log {
		for segment, n := range apart.Segments(v.intervals(a)...) {
			rows[segment] += n
		}
	}
	all := othersLast(mostRows(rows, len(rows)))
	blank := contest{prepared: p, ask: a, query: q, asked: r, subject: s, view: v}
	whole := blank
	if len(all) > 0 {
		whole.members = all
	}
	if err := whole.fill(g); err != nil {
		return nil, nil, err
	}
	var list []contest
	for i, segment := range all { // those beyond the limit are pooled, so that the effects still add up to the whole change
		c := blank
		c.segment = segment
		if i == q.Limit-1 && len(all) > q.Limit {
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

// othersLast moves the segment of all categories that are not kept to the end, where it is pooled with those beyond the limit.
func othersLast(list []plan.Segment) []plan.Segment {
	others := plan.NewSegment(plan.OtherValue)
	if i := slices.Index(list, others); i >= 0 {
		list = append(slices.Delete(list, i, i+1), others)
	}
	return list
}

// intervals are the windows that a view may be compared with, for naming segments.
func (v view) intervals(a *ask) []window.Interval {
	if v.baseline != nil {
		return []window.Interval{v.baseline.Interval}
	}
	var list []window.Interval
	for _, h := range v.history[:min(len(v.history), 2*a.baseline.Periods)] {
		list = append(list, h.Interval)
	}
	return list
}

// doubtOfChange says why a change is not beyond what earlier windows predict; empty if it is.
func (c *contest) doubtOfChange(point Point) string {
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

// strength ranks breakdowns: how far the strongest effect is from what a uniform change would give each segment.
// Scores come last: they tell what changed, the others who.
func (b Breakdown) strength() float64 {
	switch {
	case b.ByScore():
		return -1
	case b.Effects == nil:
		return 0
	}
	most := math.Abs(b.Effects.Mix)
	for _, e := range b.Effects.Effects {
		weight := (e.CurrentWeight + e.BaselineWeight) / 2
		most = max(most, math.Abs(e.Within-weight*b.Effects.Within))
	}
	return most
}

// sortByShare puts the segments with the greatest share of the change first; where nothing changed, those with the largest effect.
func (b *Breakdown) sortByShare() {
	rank := func(i int) float64 {
		e := b.Effects.Effects[i]
		if b.Effects.Change == 0 {
			return math.Abs(e.Mix + e.Within)
		}
		return (e.Mix + e.Within) / b.Effects.Change
	}
	order := make([]int, len(b.Rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(rank(j), rank(i)) })
	rows, effects := slices.Clone(b.Rows), slices.Clone(b.Effects.Effects)
	for place, i := range order {
		b.Rows[place], b.Effects.Effects[place] = rows[i], effects[i]
	}
}

// Explanation says in words who carries the change: "Accuracy fell from 90.0 % to 81.1 %: plan SMB explains 71 % of the fall".
// It is empty where there are no effects, which a notice explains.
func (b Breakdown) Explanation() string { return b.words().explanation() }

// Cause says in words where a change comes from that earlier windows do not predict, without the change itself; empty where there is none.
func (b Breakdown) Cause() string { return b.words().cause() }

// Names reports whether the cause is a segment, the weights, or, by score, the inputs or the relation; not where all moved alike.
func (b Breakdown) Names() bool {
	return b.Cause() != "" && (b.ByScore() || len(b.Effects.Named) > 0 || b.Effects.MixNamed)
}

// ByScore reports whether the rows are parts of the score and the measure is of what came true at them.
func (b Breakdown) ByScore() bool {
	return b.Dimension == plan.ScoreKey && b.Measure.Performance && (b.Target != query.Label || b.Measure.ID == "label_rate")
}

func (b Breakdown) words() segmentWords {
	return segmentWords{measure: b.Measure, dimension: b.Dimension, rows: b.Rows, effects: b.Effects, doubt: b.Doubt, byScore: b.ByScore()}
}

package assess

import (
	"context"
	"fmt"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// Breakdowns takes the change of every subject of a question apart over the segments of its one dimension, at its one
// view. It ends with ctx.
func Breakdowns(ctx context.Context, e *evidence.Evidence) ([]answers.Breakdown, error) {
	judged, err := judgeOnce("breakdowns", e,
		func() (judgedBreakdowns, error) { return judgeBreakdowns(ctx, e) })
	list := slices.Clone(judged.list)
	for i := range list {
		list[i].Compare.Notices = judged.doubts[i].addTo(list[i].Compare.Notices, e.Question, judged.points[i])
	}
	return list, err
}

// judgedBreakdowns are breakdowns before it is known which stats are shown.
type judgedBreakdowns struct {
	list   []answers.Breakdown
	points []answers.Point // of the whole, by breakdown
	doubts []doubt
}

// Weight estimates the size in bytes.
func (j judgedBreakdowns) Weight() (size uint32) {
	for i, b := range j.list {
		size += b.Weight() + j.points[i].Weight()
	}
	return size
}

func judgeBreakdowns(ctx context.Context, e *evidence.Evidence) (judged judgedBreakdowns, err error) {
	shared := newAssessment(e)
	for _, subject := range e.Ask.Subjects {
		if ctx.Err() != nil {
			return judgedBreakdowns{}, context.Cause(ctx)
		}
		if err := shared.breakDown(subject, &judged); err != nil {
			return judgedBreakdowns{}, err
		}
	}
	return judged, nil
}

// breakDown divides the change of one subject by segment, and adds what it finds.
func (s *assessment) breakDown(subject resolve.Subject, judged *judgedBreakdowns) error {
	m := s.Ask.Measure
	out := answers.Breakdown{Model: s.Ask.Model, Measure: m, Param: s.Ask.Param, Target: s.Ask.Target,
		Feature: subject.Feature, Dimension: s.Dimensions[0]}
	whole, parts, err := s.wholeAndParts(subject)
	if err != nil {
		return err
	}
	for i := range parts {
		c := &parts[i]
		then, _ := c.estimates(c.params())
		part := measure.Part{Name: c.segment.Values()[0],
			Current: m.Estimate(c.current, subject.Column, c.params()), Baseline: then}
		if m.OfLabel && out.ByScore() {
			part.CurrentRows, part.BaselineRows = c.labelledRows()
		}
		out.Rows = append(out.Rows, part)
	}
	point := whole.judge()
	out.Compare = whole.describe(point)
	out.Doubt, out.IsUsual = doubtOfChange(point)
	missing := whole.doubt(out.Compare)
	d, ok := measure.Decompose(out.Rows)
	switch {
	case len(parts) == 0:
		out.Compare.Notices = append(out.Compare.Notices, answers.Notice{Warning: true, Text: fmt.Sprintf(
			"no rows in either window, so there is no segment of %s to compare", out.Dimension)})
	case ok && meanOfRows(out.Rows, m):
		out.Effects = &d
		out.SortByShare()
	default:
		out.Compare.Notices = append(out.Compare.Notices, answers.Notice{Text: fmt.Sprintf(
			"%s is not a mean over rows, or a window is empty: values and intervals are shown without effects", m.ID)})
	}
	judged.list, judged.points = append(judged.list, out), append(judged.points, point)
	judged.doubts = append(judged.doubts, missing)
	return nil
}

// labelledRows are the labelled rows of both windows, whatever their label.
func (c *comparison) labelledRows() (current, baseline float64) {
	ofAll, _ := measure.Lookup("accuracy")
	current = ofAll.Estimate(c.current, c.subject.Column, c.params()).N
	if c.baseline != nil {
		baseline = ofAll.Estimate(c.baseline, c.subject.Column, c.params()).N
	}
	return current, baseline
}

// wholeAndParts fills one comparison of all segments, and one per segment on the same windows. Those beyond the limit
// are pooled, so that the effects still add up to the whole change.
func (s *assessment) wholeAndParts(subject resolve.Subject) (*comparison, []comparison, error) {
	v, limit := s.Views[0], s.Query.Limit
	all := s.segmentsByRows(v)
	blank := comparison{assessment: s, subject: subject, view: v}
	whole := blank
	if len(all) > 0 {
		whole.members = all
	}
	if err := whole.mergeCounts(); err != nil {
		return nil, nil, err
	}
	var list []comparison
	for i, segment := range all {
		c := blank
		c.segment = segment
		if i == limit-1 && len(all) > limit {
			c.segment, c.members = plan.NewSegment(plan.OtherValue), all[i:]
		}
		if err := c.mergeCountsLike(&whole); err != nil {
			return nil, nil, err
		}
		if list = append(list, c); c.members != nil {
			break
		}
	}
	return &whole, list, nil
}

// segmentsByRows lists the segments of a view and of what it is compared with, those with the most rows first.
func (s *assessment) segmentsByRows(v resolve.View) []plan.Segment {
	rows := s.Log.Segments(append(v.Intervals(s.Ask), v.Current.Interval)...)
	if compared := s.Against(v); compared != s.Log {
		for segment, n := range compared.Segments(v.Intervals(s.Ask)...) {
			rows[segment] += n
		}
	}
	return othersLast(evidence.MostRows(rows, len(rows)))
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
func doubtOfChange(point answers.Point) (doubt string, isUsual bool) {
	switch verdict, ok := point.Stats[query.Verdict]; {
	case !ok:
		return point.Unjudged, false
	case verdict == float64(judge.Steady) || verdict == float64(judge.Usual):
		return "earlier windows predict a change of this size", true
	}
	return "", false
}

// meanOfRows reports whether the measure of the whole is the mean of its segments', weighted by their counts.
func meanOfRows(rows []measure.Part, m measure.Measure) bool {
	return m.RowMean || !slices.ContainsFunc(rows, func(p measure.Part) bool {
		return (p.Current.OK && !p.Current.Rate) || (p.Baseline.OK && !p.Baseline.Rate)
	})
}

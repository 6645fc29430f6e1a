package assess

import (
	"context"
	"maps"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// Series judges every subject of a question in every segment, at every view. It ends with ctx. The points of the series
// are the caller's own.
func Series(ctx context.Context, e *evidence.Evidence) ([]answers.Series, error) {
	judged, err := judgeOnce("series", e, func() (judgedSeries, error) { return judgeSeries(ctx, e) })
	if err != nil {
		return nil, err
	}
	return judged.shown(e.Question), nil
}

// judgedSeries are series before it is known which of their stats are shown, and for which range they were asked.
type judgedSeries struct {
	list   []answers.Series
	doubts []doubt // by series
}

// Weight estimates the size in bytes.
func (j judgedSeries) Weight() (size uint32) {
	for _, s := range j.list {
		size += s.Weight()
	}
	return size
}

// shown returns the series as a question shows them.
func (j judgedSeries) shown(q evidence.Question) []answers.Series {
	list := slices.Clone(j.list)
	for i := range list {
		s := &list[i]
		s.Points = slices.Clone(s.Points)
		for k := range s.Points {
			p := &s.Points[k]
			p.Stats, p.Lacking = maps.Clone(p.Stats), maps.Clone(p.Lacking)
			p.Set(query.RangeStart, seconds(q.Range.Start), true)
			p.Set(query.RangeEnd, seconds(q.Range.End), true)
		}
		s.Compare.Notices = j.doubts[i].addTo(s.Compare.Notices, q, s.Points[len(s.Points)-1])
	}
	return list
}

func judgeSeries(ctx context.Context, e *evidence.Evidence) (judged judgedSeries, err error) {
	shared := newAssessment(e)
	for _, subject := range e.Ask.Subjects {
		for _, segment := range e.Segments {
			one, doubt, err := shared.series(ctx, subject, segment)
			if err != nil {
				return judgedSeries{}, err
			}
			judged.list, judged.doubts = append(judged.list, one), append(judged.doubts, doubt)
		}
	}
	return judged, nil
}

// series judges one subject in one segment.
func (s *assessment) series(ctx context.Context, subject resolve.Subject,
	segment plan.Segment) (out answers.Series, missing doubt, err error) {
	out = answers.Series{Model: s.Ask.Model, Target: s.Ask.Target, Feature: subject.Feature, With: subject.With,
		Measure: s.Ask.Measure, Param: s.Ask.Param, Policy: s.Ask.Policy}
	for i, value := range segment.Values() {
		out.Segment = append(out.Segment, answers.Label{Name: s.Dimensions[i], Value: value})
	}
	comparisons := make([]comparison, len(s.Views))
	for i, v := range s.Views {
		if ctx.Err() != nil {
			return out, missing, context.Cause(ctx)
		}
		c := &comparisons[i]
		*c = comparison{assessment: s, subject: subject, segment: segment, view: v}
		if err := c.mergeCounts(); err != nil {
			return out, missing, err
		}
		out.Points = append(out.Points, c.judge())
	}
	last := &comparisons[len(comparisons)-1]
	out.Compare, out.Rate = last.describe(out.Points[len(out.Points)-1]), last.now.Rate
	missing = last.doubt(out.Compare)
	if s.Ask.Binned {
		return out, missing, distribute(&out, comparisons)
	}
	tabulateOutcomes(&out, last)
	return out, missing, nil
}

package assess

import (
	"context"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/plan"
)

// Series judges every subject of a question in every segment, at every view. It ends with ctx.
func Series(ctx context.Context, e *evidence.Evidence) ([]answers.Series, error) {
	shared := newAssessment(e)
	var list []answers.Series
	for _, subject := range e.Ask.Subjects {
		for _, segment := range e.Segments {
			one, err := shared.series(ctx, subject, segment)
			if err != nil {
				return nil, err
			}
			list = append(list, one)
		}
	}
	return list, nil
}

// series judges one subject in one segment.
func (s *assessment) series(ctx context.Context, subject resolve.Subject,
	segment plan.Segment) (answers.Series, error) {
	out := answers.Series{Model: s.Ask.Model, Target: s.Ask.Target, Feature: subject.Feature, With: subject.With,
		Measure: s.Ask.Measure, Param: s.Ask.Param, Policy: s.Ask.Policy}
	for i, value := range segment.Values() {
		out.Segment = append(out.Segment, answers.Label{Name: s.Dimensions[i], Value: value})
	}
	comparisons := make([]comparison, len(s.Views))
	for i, v := range s.Views {
		if ctx.Err() != nil {
			return out, context.Cause(ctx)
		}
		c := &comparisons[i]
		*c = comparison{assessment: s, subject: subject, segment: segment, view: v}
		if err := c.mergeCounts(); err != nil {
			return out, err
		}
		out.Points = append(out.Points, c.judge())
	}
	last := len(s.Views) - 1
	out.Compare, out.Rate = comparisons[last].describe(out.Points[last]), comparisons[last].now.Rate
	if s.Ask.Binned {
		return out, distribute(&out, comparisons)
	}
	tabulateOutcomes(&out, &comparisons[last])
	return out, nil
}

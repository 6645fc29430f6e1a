package engine

import (
	"context"
	"fmt"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// answerRecords reads the rows behind a bin or a segment: those of the query's window that pass its filters. The window
// is the one a measure of the same range has, a horizon earlier where labels take part. Who may see single rows is the
// caller's to know; a model that allows nobody is refused.
func (e *Engine) answerRecords(ctx context.Context, m *model.Model, q query.Query,
	r window.Range) (*answers.Result, error) {
	if m.Records == model.RecordsOff {
		return nil, RecordsForbidden(m)
	}
	if err := q.Validate(m); err != nil {
		return nil, err
	}
	current, texts, err := recordWindow(m, q, r)
	if err != nil {
		return nil, err
	}
	p, err := e.preparer.Prepare(ctx, m, r)
	if err != nil {
		return nil, fault.As(err).At("model " + m.ID)
	}
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: p.Log, Spans: []window.Interval{current.Interval},
		Versions: q.Versions}}
	tests, err := p.RecordFilters(q, &scan)
	if err != nil {
		return nil, err
	}
	if m.Outcomes != nil {
		labels, err := (gather.Scope{Origin: p.Origin,
			Source: p.Log}).Labels(gather.LabelRules{All: q.Labels == query.AllLabels})
		if err != nil {
			return nil, err
		}
		scan.Labels = &labels
	}
	statement, err := scan.Records(plan.RecordRoles(m, q.Features), tests, q.Limit)
	if err != nil {
		return nil, err
	}
	if err := e.counts.Run(ctx, statement.Query, statement.Add); err != nil {
		return nil, err
	}
	result := &answers.Result{Query: q, Range: r, Records: []answers.Records{
		{Model: m, Window: current.Interval, Revision: p.Revision, Columns: statement.Values}}}
	for _, text := range texts {
		result.Notices = append(result.Notices, answers.Notice{Text: text})
	}
	return result, nil
}

// RecordsForbidden is the refusal to show single rows of a model.
func RecordsForbidden(m *model.Model) *fault.Error {
	if m.Records == model.RecordsOff {
		return fault.Newf(fault.Forbidden,
			"single rows of model %q are not shown; records: admins, editors or viewers in its definition would allow them", m.ID)
	}
	return fault.Newf(fault.Forbidden, "single rows of model %q are shown to signed-in %s only", m.ID, m.Records)
}

// recordWindow is the window whose rows are asked for: that of the measure, target and filters named.
func recordWindow(m *model.Model, q query.Query, r window.Range) (window.Window, []string, error) {
	a := resolve.Ask{Model: m, Target: q.Target}
	for i, ref := range q.Measures {
		var err error
		if a.Measure, err = resolve.LookUpMeasure(ref, fmt.Sprintf("measures[%d]", i)); err != nil {
			return window.Window{}, nil, err
		}
	}
	labelled := slices.ContainsFunc(q.Filters, func(f query.Filter) bool { return f.Key == summary.LabelKey })
	return window.Current(m, r, q.WindowLength(m), labelled || a.Matured(q))
}

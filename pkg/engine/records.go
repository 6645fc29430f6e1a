package engine

import (
	"context"
	"fmt"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// checkRecords refuses a query of single rows where the model shows them to nobody. Who may see them otherwise is for
// the caller to know. Nothing is counted, so such a query asks nothing.
func checkRecords(m *model.Model, q query.Query, _ window.Range) ([]asked, error) {
	if m.Records == model.RecordsOff {
		return nil, RecordsForbidden(m)
	}
	return nil, q.Validate(m)
}

// readRecords reads the rows behind a bin or a segment: those of the query's window that pass its filters. The window is
// the one that a measure of the same range has; it is a horizon earlier where labels take part.
func (e *Engine) readRecords(ctx context.Context, p *prepare.Prepared, _ []asked, joined *answers.Result) error {
	m, q := p.Model, joined.Query
	current, texts, err := recordWindow(m, q, joined.Range)
	if err != nil {
		return err
	}
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: p.Log, Spans: []window.Interval{current.Interval},
		Versions: q.Versions}}
	tests, err := p.RecordFilters(q, &scan)
	if err != nil {
		return err
	}
	if m.Outcomes != nil {
		labels, err := (gather.Scope{Origin: p.Origin,
			Source: p.Log}).Labels(gather.LabelRules{All: q.Labels == query.AllLabels})
		if err != nil {
			return err
		}
		scan.Labels = &labels
	}
	statement, err := scan.Records(plan.RecordRoles(m, q.Features), tests, q.Limit)
	if err != nil {
		return err
	}
	if err := e.counts.Run(ctx, statement.Query, statement.Add); err != nil {
		return err
	}
	joined.Records = []answers.Records{
		{Model: m, Window: current.Interval, Revision: p.Revision, Columns: statement.Values}}
	for _, text := range texts {
		joined.Notices = append(joined.Notices, answers.Notice{Text: text})
	}
	return nil
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

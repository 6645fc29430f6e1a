package engine

import (
	"context"
	"fmt"
	"slices"
	"strconv"

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

// answerRecords reads the rows behind a bin or a segment: those of the query's window that pass its filters. The window is
// the one a measure of the same range has, a horizon earlier where labels take part. Who may see single rows is the
// caller's to know; a model that allows nobody is refused.
func (e *Engine) answerRecords(ctx context.Context, m *model.Model, q query.Query, r window.Range) (*answers.Result, error) {
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
	p, err := e.prepareModel(ctx, m, r)
	if err != nil {
		return nil, fault.As(err).At("model " + m.ID)
	}
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: p.Log, Spans: []window.Interval{current.Interval}, Versions: q.Versions}}
	tests, err := p.recordFilters(q, &scan)
	if err != nil {
		return nil, err
	}
	if m.Outcomes != nil {
		labels, err := (gather.Scope{Origin: p.Origin, Source: p.Log}).Labels(gather.Requirements{All: q.Labels == query.AllLabels})
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
		return fault.Newf(fault.Forbidden, "single rows of model %q are not shown; records: admins, editors or viewers in its definition would allow them", m.ID)
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

// recordFilters sorts a query's filters into those of every query, which it gives to the scan, and those by bins.
func (p *prepared) recordFilters(q query.Query, scan *plan.Scan) ([]plan.BinTest, error) {
	var tests []plan.BinTest
	for i, f := range q.Filters {
		at := fmt.Sprintf("filters[%d]", i)
		column, ok := p.binColumn(f)
		if !ok {
			parsed, err := p.filter(f)
			if err != nil {
				return nil, fault.As(err).At(at)
			}
			scan.Filters = append(scan.Filters, parsed)
			continue
		}
		test, err := p.binTest(column, f)
		if err != nil {
			return nil, fault.As(err).At(at)
		}
		tests = append(tests, test)
	}
	return tests, nil
}

// binColumn returns the column whose bins a filter's key names; false for segments, the version and other dimensions. A
// name that is both a segment's and a numeric feature's is the feature where numbers or special bins are compared.
func (p *prepared) binColumn(f query.Filter) (plan.Column, bool) {
	if f.Key == summary.LabelKey {
		return plan.Column{Key: summary.LabelKey, Role: summary.LabelKey}, true
	}
	_, isFeature := p.Model.Feature(f.Key)
	if _, isSegment := p.Model.Segment(f.Key); isSegment && (!isFeature || comparisons[f.Operator] == "") {
		return plan.Column{}, false
	}
	key := f.Key
	if isFeature {
		key = plan.FeatureKey(key)
	}
	c, ok := p.columns[key]
	return c, ok
}

func (p *prepared) binTest(c plan.Column, f query.Filter) (plan.BinTest, error) {
	test := plan.BinTest{Column: c, Number: c.Mode == plan.OnGrid, Texts: f.Values, Op: comparisons[f.Operator],
		Not: f.Operator == "!=" || f.Operator == "!=|"}
	if c.Key == summary.LabelKey {
		test.Number = p.Model.Task == model.Regression
	}
	if c.Key == summary.LabelKey || c.Key == plan.PredictionKey && !test.Number {
		test.Texts = p.Names.TextsOf(f.Values)
	}
	if test.Op == "" {
		return test, nil
	}
	x, err := strconv.ParseFloat(f.Values[0], 64)
	if err != nil {
		return test, fault.Newf(fault.BadQuery, "%q is not a number", f.Values[0]).At("values[0]")
	}
	test.Texts, test.Bound = nil, x
	return test, nil
}

package prepare

import (
	"fmt"
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// RecordFilters sorts a query's filters into those of every query, which it gives to the scan, and those by bins.
func (p *Prepared) RecordFilters(q query.Query, scan *plan.Scan) ([]plan.BinTest, error) {
	var tests []plan.BinTest
	for i, f := range q.Filters {
		at := fmt.Sprintf("filters[%d]", i)
		column, ok := p.binColumn(f)
		if !ok {
			parsed, err := p.Filter(f)
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
func (p *Prepared) binColumn(f query.Filter) (plan.Column, bool) {
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
	c, ok := p.Columns[key]
	return c, ok
}

func (p *Prepared) binTest(c plan.Column, f query.Filter) (plan.BinTest, error) {
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

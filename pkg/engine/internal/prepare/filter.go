package prepare

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/sqlast"
)

// Filters returns the query's filters as the plan understands them.
func (p *Prepared) Filters(q query.Query) ([]plan.Filter, error) {
	var list []plan.Filter
	for i, f := range q.Filters {
		parsed, err := p.Filter(f)
		if err != nil {
			return nil, fault.As(err).At(fmt.Sprintf("filters[%d]", i))
		}
		list = append(list, parsed)
	}
	return list, nil
}

var comparisons = map[string]sqlast.Op{"<": sqlast.Lt, "<=": sqlast.Le, ">": sqlast.Gt, ">=": sqlast.Ge}

// Filter returns one filter of a query as the plan understands it. The error is a fault of kind BadQuery.
func (p *Prepared) Filter(f query.Filter) (plan.Filter, error) {
	d, err := p.filterDimension(f.Key)
	if err != nil {
		return plan.Filter{}, err
	}
	if op, ok := comparisons[f.Operator]; ok {
		return numberFilter(d, op, f)
	}
	out := plan.Filter{Dimension: d, Texts: f.Values}
	switch f.Operator {
	case "=", "=|":
	case "!=", "!=|":
		out.Not = true
	case "=~":
		if out.Texts, err = p.matching(f); err != nil {
			return plan.Filter{}, err
		}
	default:
		return plan.Filter{}, fault.NoneOf(fault.BadQuery, "operator", f.Operator,
			[]string{"=", "!=", "=|", "!=|", "<", "<=", ">", ">=", "=~"})
	}
	return out, nil
}

// filterDimension returns what a filter's key names: a segment, the version, or a feature.
func (p *Prepared) filterDimension(key string) (plan.Dimension, error) {
	if feature, ok := p.Model.Feature(key); ok {
		if _, isSegment := p.Model.Segment(key); !isSegment {
			return plan.Dimension{Name: key, Role: key, Column: feature.Column, Path: feature.Path}, nil
		}
	}
	return resolve.DimensionOf(p.Model, query.Split{Name: key})
}

func numberFilter(d plan.Dimension, op sqlast.Op, f query.Filter) (plan.Filter, error) {
	if len(f.Values) != 1 {
		return plan.Filter{}, fault.Newf(fault.BadQuery, "%s compares with one number; %d are given", f.Operator,
			len(f.Values)).
			At("values")
	}
	x, err := strconv.ParseFloat(f.Values[0], 64)
	if err != nil {
		return plan.Filter{}, fault.Newf(fault.BadQuery, "%q is not a number", f.Values[0]).At("values[0]")
	}
	return plan.Filter{Dimension: d, Op: op, Number: x}, nil
}

// matching resolves a regular expression over the values the reference holds, so that no pattern reaches the store.
func (p *Prepared) matching(f query.Filter) ([]string, error) {
	if len(f.Values) != 1 {
		return nil, fault.Newf(fault.BadQuery, "=~ takes one pattern; %d are given", len(f.Values)).At("values")
	}
	pattern, err := regexp.Compile("^(?:" + f.Values[0] + ")$")
	if err != nil {
		return nil, fault.Newf(fault.BadQuery, "%q is not a regular expression (RE2)", f.Values[0]).At("values[0]")
	}
	var matches []string
	for _, value := range p.ValuesOf(f.Key) {
		if pattern.MatchString(value) {
			matches = append(matches, value)
		}
	}
	return matches, nil
}

// ValuesOf lists a segment's known values: the declared ones, its bins, else the reference's, the most frequent first.
func (p *Prepared) ValuesOf(name string) []string {
	s, ok := p.Model.Segment(name)
	if !ok {
		return nil
	}
	values := plan.DeclaredOrBins(s)
	if len(s.Bins) > 0 {
		return values
	}
	for _, v := range p.Values[name] {
		if !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values
}

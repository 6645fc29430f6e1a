package collect

import (
	"cmp"
	"slices"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/model"
	"leeway/pkg/plan"
)

// chooseSegments lists the segments to answer for: the declared values, else all, of which it leaves out the least
// frequent beyond the query's limit. How frequent they are says the baseline, so that subjects do not come and go with
// the current window. A policy judges all declared values. Without dimensions there is the one of all rows.
func chooseSegments(e *evidence.Evidence, dims []plan.Dimension) (chosen []plan.Segment, leftOut int) {
	last, limit := e.Last(), e.Query.Limit
	rows := e.Against(last).Segments(last.Intervals(e.Ask)...)
	var declared []plan.Segment
	switch len(dims) {
	case 0:
		return []plan.Segment{""}, 0
	case 1:
		if dims[0].Kept != nil {
			return keptSegments(dims[0].Kept, rows), 0
		}
		declared = declaredSegments(e.Prepared.Model, dims[0])
	}
	if len(rows) == 0 {
		rows = e.Log.Segments(last.Current.Interval)
	}
	switch {
	case len(declared) == 0:
		return evidence.MostRows(rows, limit), max(0, len(rows)-limit)
	case e.Ask.Policy != nil || len(declared) <= limit:
		return declared, 0
	}
	return mostOf(declared, rows, limit), len(declared) - limit
}

// mostOf returns those of the segments that have the most rows, in their order.
func mostOf(list []plan.Segment, rows map[plan.Segment]float64, limit int) []plan.Segment {
	byRows := slices.Clone(list)
	slices.SortStableFunc(byRows, func(a, b plan.Segment) int { return cmp.Compare(rows[b], rows[a]) })
	return slices.DeleteFunc(slices.Clone(list),
		func(s plan.Segment) bool { return !slices.Contains(byRows[:limit], s) })
}

// declaredSegments are the values that the model declares for a dimension; none where it declares none.
func declaredSegments(m *model.Model, d plan.Dimension) (list []plan.Segment) {
	s, ok := m.Segment(d.Name)
	if !ok || !slices.Equal(s.Bins, d.Bins) { // a feature in bins may have its name
		return nil
	}
	for _, value := range plan.DeclaredOrBins(s) {
		list = append(list, plan.NewSegment(value))
	}
	return list
}

// keptSegments are the parts of a categorical feature: its kept categories, the others together, and missing values if
// the baseline has any.
func keptSegments(kept []string, baseline map[plan.Segment]float64) []plan.Segment {
	var list []plan.Segment
	for _, category := range kept {
		list = append(list, plan.NewSegment(category))
	}
	list = append(list, plan.NewSegment(plan.OtherValue))
	if missing := plan.NewSegment(plan.MissingValue); baseline[missing] > 0 {
		list = append(list, missing)
	}
	return list
}

package collect

import (
	"slices"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/model"
	"leeway/pkg/plan"
)

// chooseSegments lists the segments to answer for: the declared values, else the baseline's most frequent, so that
// subjects do not come and go with the current window. Without dimensions there is the one of all rows.
func chooseSegments(e *evidence.Evidence, dims []plan.Dimension) []plan.Segment {
	last := e.Last()
	compared := func() map[plan.Segment]float64 { return e.Against(last).Segments(last.Intervals(e.Ask)...) }
	switch len(dims) {
	case 0:
		return []plan.Segment{""}
	case 1:
		if dims[0].Kept != nil {
			return keptSegments(dims[0].Kept, compared())
		}
		if declared := declaredSegments(e.Prepared.Model, dims[0]); len(declared) > 0 {
			return declared
		}
	}
	rows := compared()
	if len(rows) == 0 {
		rows = e.Log.Segments(last.Current.Interval)
	}
	return evidence.MostRows(rows, e.Query.Limit)
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

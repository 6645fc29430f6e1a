package gather

import (
	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// Distinct counts distinct values in windows as wholes, because those of days do not add up.
var Distinct Kind = distinct{}

type distinct struct{ bySpan }

// requests asks for windows that do not overlap together.
func (distinct) requests(s Scope, w Wanted, columns []plan.Column, _ []window.Interval) ([]Request, error) {
	labels, err := s.labelsBefore(w.Labels, false)
	var list []Request
	for _, apart := range disjoint(w.Windows) {
		list = append(list, newRequest(Distinct, s, labels, columns, apart))
	}
	return list, err
}

// addColumns does nothing: these are windows, not spans.
func (distinct) addColumns(*SpanCounts, []plan.Column) {}

func (distinct) file(b *SpanCounts, r Request, parts Parts) {
	for j, i := range r.Spans {
		b.windows[i] = map[string]BySegment[summary.Compact]{}
		for k, c := range r.Columns {
			b.windows[i][c.Key] = parts[k][j].Column
			b.wholes = append(b.wholes, parts[k][j].id)
		}
	}
}

package gather

import (
	"slices"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Pairs sums the moments of two variables; where one is the label, over predictions that have met theirs. All pairs of a
// request are of the label, or none.
var Pairs Kind = pairs{}

type pairs struct{ bySpan }

func (pairs) requests(s Scope, w Wanted, columns []plan.Column, spans []window.Interval) ([]Request, error) {
	if len(columns) == 0 {
		return nil, nil
	}
	labels, err := s.labelsBefore(w.Labels, columns[0].Pair.OfLabel())
	return []Request{newRequest(Pairs, s, labels, columns, spans)}, err
}

func (pairs) statement(r Request, how sqlast.Counting) (plan.Statement, error) {
	return r.scan().Pairs(how)
}

func (pairs) heldBy(t plan.Source, m *model.Model, _ Wanted, columns []plan.Column) ([]plan.Column, bool) {
	return slices.DeleteFunc(slices.Clone(columns), func(c plan.Column) bool { return !t.HasPair(m, *c.Pair) }), true
}

package gather

import (
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// Labelled counts columns that are made of predictions and their labels.
var Labelled Kind = labelled{}

type labelled struct{ bySpan }

func (labelled) requests(s Scope, w Wanted, columns []plan.Column, spans []window.Interval) ([]Request, error) {
	if len(columns) == 0 {
		return nil, nil
	}
	labels, err := s.labelsBefore(w.Labels, true)
	return []Request{newRequest(Labelled, s, labels, columns, spans)}, err
}

func (k labelled) heldBy(t plan.Source, m *model.Model, w Wanted, columns []plan.Column) ([]plan.Column, bool) {
	if !t.HoldsLabels(m) {
		return nil, false
	}
	return k.bySpan.heldBy(t, m, w, columns)
}

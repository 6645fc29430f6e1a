package gather

import (
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// Predictions counts rows and columns of the log. Where rows are split by their label, they meet it first.
var Predictions Kind = predictions{}

type predictions struct{ bySpan }

func (predictions) requests(s Scope, w Wanted, columns []plan.Column, spans []window.Interval) ([]Request, error) {
	labels, err := s.labelsBefore(w.Labels, false)
	return []Request{newRequest(Predictions, s, labels, withRows(columns), spans)}, err
}

// rows is the column of the rows themselves.
var rows = plan.Column{Key: RowsKey}

func withRows(columns []plan.Column) []plan.Column { return append([]plan.Column{rows}, columns...) }

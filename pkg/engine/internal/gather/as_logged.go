package gather

import (
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// AsLogged counts rows as they were logged, copies included. It takes no columns.
var AsLogged Kind = asLogged{}

type asLogged struct{ bySpan }

// requests asks for nothing where copies count anyway.
func (asLogged) requests(s Scope, w Wanted, _ []plan.Column, spans []window.Interval) ([]Request, error) {
	if !s.Source.Unique {
		return nil, nil
	}
	s.Source.Unique = false
	labels, err := s.labelsBefore(w.Labels, false)
	r := newRequest(Predictions, s, labels, withRows(nil), spans)
	r.Kind = AsLogged
	return []Request{r}, err
}

func (asLogged) file(b *SpanCounts, _ Request, parts Parts) {
	b.File(rawKey, parts[0])
}

func (asLogged) heldBy(plan.Source, *model.Model, Wanted, []plan.Column) ([]plan.Column, bool) {
	return nil, true
}

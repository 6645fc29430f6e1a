package gather

import (
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Offline compares features of the log with the model's offline table.
var Offline Kind = offline{}

type offline struct{ bySpan }

func (offline) requests(s Scope, _ Wanted, columns []plan.Column, spans []window.Interval) ([]Request, error) {
	if s.Name != "" {
		return nil, nil // a baseline's own table has nothing to be compared with
	}
	if s.byLabel() {
		return nil, fault.Newf(fault.Unsupported, "skew is not split by label").At("splitBy")
	}
	r := newRequest(Offline, s, nil, columns, spans)
	r.basis.with(newDependency(allRows(s.Origin.Model, s.Origin.Offline.Source), always))
	return []Request{r}, nil
}

func (offline) statement(r Request, how sqlast.Counting) (plan.Statement, error) {
	scan := r.scan()
	scan.Offline = &r.Scope.Origin.Offline
	return scan.Count(how)
}

func (offline) heldBy(_ plan.Source, _ *model.Model, _ Wanted, columns []plan.Column) ([]plan.Column, bool) {
	return columns, true
}

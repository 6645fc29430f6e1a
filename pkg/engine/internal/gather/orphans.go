package gather

import (
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Orphans counts outcomes by whether they have a prediction. The scope is that of the outcomes.
var Orphans Kind = orphans{}

type orphans struct{ bySpan }

// requests counts from the outcomes, and from the log in which their predictions are looked for.
func (orphans) requests(s Scope, _ Wanted, columns []plan.Column, spans []window.Interval) ([]Request, error) {
	r := newRequest(Orphans, s, nil, columns, spans)
	r.basis.with(newDependency(allRows(s.Origin.Model, s.Origin.Log),
		daysAround(plan.LookBack(s.Origin.Model), 0, s.Origin.Zone)))
	return []Request{r}, nil
}

func (orphans) statement(r Request, _ sqlast.Counting) (plan.Statement, error) {
	p := r.Scope.Origin
	return r.Scope.Scan(r.Spans).Orphans(p.Log, p.Model.Outcomes.Label, plan.LookBack(p.Model),
		p.Model.Resolution.Approx())
}

// heldBy says that a baseline's own table has no outcomes.
func (orphans) heldBy(plan.Source, *model.Model, Wanted, []plan.Column) ([]plan.Column, bool) {
	return nil, false
}

package gather

import (
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Revisions counts labelled predictions by whether their label was revised.
var Revisions Kind = revisions{}

type revisions struct{ bySpan }

func (revisions) requests(s Scope, _ Wanted, columns []plan.Column, spans []window.Interval) ([]Request, error) {
	if s.byLabel() {
		return nil, fault.Newf(fault.Unsupported, "revisions are not split by label").At("splitBy")
	}
	labels, err := s.Labels(LabelRules{})
	return []Request{newRequest(Revisions, s, &labels, columns, spans)}, err
}

func (revisions) statement(r Request, _ sqlast.Counting) (plan.Statement, error) {
	return r.Scope.Scan(r.Spans).Revisions(*r.Labels)
}

// heldBy says that a baseline's own table has no outcomes.
func (revisions) heldBy(plan.Source, *model.Model, Wanted, []plan.Column) ([]plan.Column, bool) {
	return nil, false
}

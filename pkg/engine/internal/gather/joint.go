package gather

import (
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Joint counts predictions against their labels. It takes no columns.
var Joint Kind = joint{}

type joint struct{ bySpan }

func (joint) requests(s Scope, w Wanted, _ []plan.Column, spans []window.Interval) ([]Request, error) {
	labels, err := s.Labels(w.Labels)
	return []Request{newRequest(Joint, s, &labels, []plan.Column{{Key: JointKey}}, spans)}, err
}

func (joint) statement(r Request, _ sqlast.Counting) (plan.Statement, error) {
	return r.Scope.Scan(r.Spans).Joint(*r.Labels)
}

func (joint) heldBy(t plan.Source, m *model.Model, w Wanted, _ []plan.Column) ([]plan.Column, bool) {
	return nil, w.Labels.Early || t.HoldsLabels(m)
}

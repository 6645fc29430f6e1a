package gather

import (
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
)

// Labels returns how labels are read in a scope: from the outcomes, or from the scope's own table. What is asked before
// labels arrive needs none where the model or the table has none.
func (s Scope) Labels(w LabelRules) (plan.Labels, error) {
	p := s.Origin
	if w.Early && (p.Model.Outcomes == nil || s.Name != "") {
		return plan.Labels{Score: w.Score}, nil
	}
	source := p.Outcomes
	if s.Name != "" {
		source = plan.Source{}
	}
	l, err := plan.LabelsOf(p.Model, source)
	l.Score, l.All = w.Score, w.All
	if s.Name == "" && err == nil && p.Model.Outcomes.Table == "" {
		l.Time = p.Model.Outcomes.Time
	}
	return l, err
}

// OfOutcomes is the scope of the outcomes themselves, by when they were observed. They have neither segments nor
// versions, which are the predictions'.
func (s Scope) OfOutcomes(measureID string) (Scope, error) {
	m := s.Origin.Model
	if s.Origin.Outcomes.Table == nil || s.Origin.Outcomes.Time == nil {
		return s, fault.Newf(fault.BadQuery,
			"%q needs a table of outcomes with outcomes.time, which the definition of model %s does not have",
			measureID, m.ID).At("measures")
	}
	if len(s.Dimensions)+len(s.Filters)+len(s.Versions) > 0 {
		return s, fault.Newf(fault.BadQuery, "%q counts all outcomes: it cannot be split or filtered",
			measureID).At("measures")
	}
	return Scope{Origin: s.Origin, Source: s.Origin.Outcomes, Name: "/outcomes"}, nil
}

// byLabel reports whether the scope's rows are split by their label.
func (s Scope) byLabel() bool {
	return slices.ContainsFunc(s.Dimensions, func(d plan.Dimension) bool { return d.Label })
}

// labelsBefore returns how labels are read where rows meet them before they are counted, as they must or because they
// are split by them; nil: they do not. Score cells are counted against labels only.
func (s Scope) labelsBefore(w LabelRules, must bool) (*plan.Labels, error) {
	if !must && !s.byLabel() {
		return nil, nil
	}
	labels, err := s.Labels(LabelRules{All: w.All, Early: w.Early})
	return &labels, err
}

package values

import (
	"leeway/pkg/model"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Lacks returns the error of a column the source does not hold; nil if it does.
func (s Source) Lacks(m *model.Model, c columns.Column) error {
	_, err := Deriver{Model: m, Source: s}.Derive(c, c.Key)
	return err
}

// Has reports whether the source holds a column.
func (s Source) Has(m *model.Model, c columns.Column) bool { return s.Lacks(m, c) == nil }

// Whole reports whether a column's type holds whole numbers alone.
func (s Source) Whole(m *model.Model, c columns.Column) bool {
	v, err := Deriver{Model: m, Source: s}.Derive(c, c.Key)
	return err == nil && v.Type == sqlast.Integer
}

// HoldsLabels reports whether the source itself has the column of labels, as a baseline's table may.
func (s Source) HoldsLabels(m *model.Model) bool {
	if m.Outcomes == nil {
		return false
	}
	_, err := s.Field(summary.LabelKey, m.Outcomes.Label, "")
	return err == nil
}

// HasPair reports whether the source holds both columns of a pair.
func (s Source) HasPair(m *model.Model, p columns.Pair) bool {
	if p.OfLabel() {
		return s.Has(m, p.X) && s.HoldsLabels(m)
	}
	return s.Has(m, p.X) && s.Has(m, p.Y)
}

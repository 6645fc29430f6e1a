package plan

import (
	"slices"

	"leeway/pkg/model"
	"leeway/pkg/plan/internal/count"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// Pairs returns the statement that sums the moments of the scan's columns, which are all of pairs; see summary.PairX. A
// row counts where both have a valid value, of a magnitude up to 1e150, and the label one that counts. The label of a
// model of classes is 1 if it is the positive one, else 0.
func (s Scan) Pairs(how sqlast.Counting) (Statement, error) { return s.inParts(how, Scan.sumPairs) }

func (s Scan) sumPairs() (Statement, error) {
	request := rows.Request{Materialize: len(s.Columns) > 0}
	for i, c := range s.Columns {
		x, y := count.PairNames(i)
		own, err := s.variable(c.Pair.X, x)
		if err != nil {
			return Statement{}, err
		}
		request.Items = append(request.Items, own)
		if c.Pair.OfLabel() {
			request.Joined = append(request.Joined, expr.As(s.labelVariable(), y))
			continue
		}
		if own, err = s.variable(c.Pair.Y, y); err != nil {
			return Statement{}, err
		}
		request.Items = append(request.Items, own)
	}
	with, err := s.Base(request)
	if err != nil {
		return Statement{}, err
	}
	query := count.Pairs(with, s.Columns, s.layout())
	return Statement{Query: query, Reader: count.PairReader(s.Columns, s.layout())}, nil
}

// variable reads a column as a number, NULL for what is none that counts.
func (s Scan) variable(c Column, as string) (sqlast.Item, error) {
	v, err := s.Deriver().Derive(c, as)
	if err != nil {
		return sqlast.Item{}, err
	}
	x := v.Number()
	tests := []sqlast.Expr{expr.IsUsable(x)}
	if c.Probability {
		tests = append(tests, expr.IsProbability(x)...)
	}
	return expr.As(expr.If(sqlast.And{List: tests}, x, sqlast.Null{Type: sqlast.Float}), as), nil
}

func (s Scan) labelVariable() sqlast.Expr {
	none := sqlast.Null{Type: sqlast.Float}
	if s.Model.Task == model.Regression {
		y := sqlast.ToNumber{X: values.LabelText, From: sqlast.Text}
		return expr.If(expr.IsUsable(y), y, none)
	}
	return sqlast.Case{Whens: []sqlast.When{{If: sqlast.IsNull{X: values.LabelText}, Then: none},
		{If: sqlast.InTexts{X: values.LabelText, Values: positiveTexts(s.Model)}, Then: sqlast.FloatLit(1)}},
		Else: sqlast.FloatLit(0)}
}

// positiveTexts are the texts that a label of the positive class may be: the declared spellings and the usual ones of
// each.
func positiveTexts(m *model.Model) []string {
	list := m.Log.Positive.Texts()
	for _, text := range m.Log.Positive.Texts() {
		list = append(list, model.ClassVariants(text, m.Task)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

package rows

import (
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// Filter keeps rows whose dimension's text is (or with Not is none) of Texts, or whose number compares with Number.
type Filter struct {
	Dimension Dimension
	Not       bool
	Texts     []string
	Op        sqlast.Op // numeric comparison; empty: by Texts
	Number    float64
}

// test is true of the rows that the filter keeps.
func (f Filter) test(s values.Source) (sqlast.Expr, error) {
	if f.Op != "" {
		v, err := s.Field(f.Dimension.Role, f.Dimension.Column, f.Dimension.Path)
		if err != nil {
			return nil, err
		}
		x := v.Number()
		// Some stores take NaN for more than every number.
		return expr.All(sqlast.Finite{X: x}, expr.Compare(x, f.Op, sqlast.Param{Value: f.Number})), nil
	}
	text, err := f.Dimension.Text(s)
	if err != nil {
		return nil, err
	}
	in := sqlast.Expr(sqlast.InTexts{X: text, Values: f.Texts})
	if f.Not {
		in = sqlast.Not{X: in}
	}
	return in, nil
}

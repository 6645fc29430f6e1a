package values

import (
	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// fromInterval is the width of the prediction interval, or whether it covers the label.
func (d Deriver) fromInterval(of columns.Derivation, name string) (Derived, error) {
	interval := d.Model.Log.Interval
	if interval == nil {
		return Derived{}, fault.Newf(fault.BadQuery, "model %q has no prediction interval", d.Model.ID)
	}
	lower, err := d.operand("lower", interval.Lower, name+"l")
	if err != nil {
		return Derived{}, err
	}
	upper, err := d.operand("upper", interval.Upper, name+"u")
	if of == columns.Covered {
		covered := Value{coversLabel(lower.column(), upper.column()), sqlast.Text}
		return Derived{Value: covered, Operands: []sqlast.Item{lower.Item, upper.Item}}, err
	}
	return Derived{Value: Value{width(lower.X, upper.X), sqlast.Float}}, err
}

func coversLabel(lower, upper sqlast.Expr) sqlast.Expr {
	inside := sqlast.And{List: []sqlast.Expr{
		sqlast.Binary{Op: sqlast.Ge, L: LabelNumber, R: lower}, sqlast.Binary{Op: sqlast.Le, L: LabelNumber, R: upper}}}
	known := sqlast.And{List: []sqlast.Expr{
		sqlast.Finite{X: lower}, sqlast.Finite{X: upper}, sqlast.Finite{X: LabelNumber}}}
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.And{List: []sqlast.Expr{known, inside}}, Then: sqlast.Param{Value: "true"}},
		{If: known, Then: sqlast.Param{Value: "false"}},
	}, Else: sqlast.Null{Type: sqlast.Text}}
}

func width(lower, upper sqlast.Expr) sqlast.Expr {
	usable := sqlast.And{List: []sqlast.Expr{expr.IsUsable(lower), expr.IsUsable(upper)}}
	return expr.If(usable, expr.Minus(upper, lower), sqlast.Null{Type: sqlast.Float})
}

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
	inside := expr.All(expr.Compare(LabelNumber, sqlast.Ge, lower), expr.Compare(LabelNumber, sqlast.Le, upper))
	known := expr.All(sqlast.Finite{X: lower}, sqlast.Finite{X: upper}, sqlast.Finite{X: LabelNumber})
	return sqlast.Case{Whens: []sqlast.When{
		{If: expr.All(known, inside), Then: sqlast.Param{Value: "true"}},
		{If: known, Then: sqlast.Param{Value: "false"}},
	}, Else: sqlast.Null{Type: sqlast.Text}}
}

func width(lower, upper sqlast.Expr) sqlast.Expr {
	usable := expr.All(expr.IsUsable(lower), expr.IsUsable(upper))
	return expr.If(usable, expr.Minus(upper, lower), sqlast.Null{Type: sqlast.Float})
}

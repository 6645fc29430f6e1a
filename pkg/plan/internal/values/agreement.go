package values

import (
	"leeway/pkg/model"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// Offline is a table of what training would have seen, by the same ids as the log's.
type Offline struct {
	Source    Source
	Tolerance float64 // numbers a and b are the same if |a − b| ≤ tolerance · max(1, |a|, |b|)
}

// agreement is whether the offline table has a row, or the same value of a feature.
func (d Deriver) agreement(c columns.Column, name string) (Derived, error) {
	matched, none := expr.IsPresent(IsMatched), sqlast.Null{Type: sqlast.Text}
	if c.Derived == columns.Matched {
		return Derived{Value: Value{expr.If(matched, sqlast.Param{Value: columns.Same}, none), sqlast.Text}}, nil
	}
	logged, err := d.Source.Field(c.Role, c.Name, c.Path)
	if err != nil || d.Offline == nil {
		return Derived{}, err
	}
	offline, err := d.Offline.Source.Field(c.Role, c.Role, "")
	if err != nil {
		return Derived{}, err
	}
	compared := func(v Value) sqlast.Expr { return v.Text() }
	a, b := sqlast.Column{Name: name + "a", Type: sqlast.Text}, sqlast.Column{Name: name + "b", Type: sqlast.Text}
	if feature, _ := d.Model.Feature(c.Role); feature.Kind == model.Numeric {
		a.Type, b.Type, compared = sqlast.Float, sqlast.Float, func(v Value) sqlast.Expr { return v.Number() }
	}
	whens := append([]sqlast.When{{If: sqlast.Not{X: matched}, Then: none}}, d.Offline.agree(a, b)...)
	return Derived{Value: Value{sqlast.Case{Whens: whens, Else: sqlast.Param{Value: columns.Differs}}, sqlast.Text},
		Operands: []sqlast.Item{{X: compared(logged), As: a.Name}, {X: compared(offline), As: b.Name}}}, nil
}

// agree are the cases in which two values agree: both missing, equal texts, or numbers within the tolerance. Numbers
// that are not finite, or too large to subtract, agree with each other.
func (o Offline) agree(a, b sqlast.Column) []sqlast.When {
	yes := sqlast.Param{Value: columns.Same}
	both := func(f func(sqlast.Expr) sqlast.Expr) sqlast.Expr { return expr.All(f(a), f(b)) }
	absent := func(x sqlast.Expr) sqlast.Expr { return sqlast.IsNull{X: x} }
	whens := []sqlast.When{{If: both(absent), Then: yes}}
	if a.Type == sqlast.Text {
		return append(whens, sqlast.When{If: expr.Compare(a, sqlast.Eq, b), Then: yes})
	}
	size := func(x sqlast.Expr) sqlast.Expr { return expr.Abs(x) }
	limit := expr.Times(sqlast.FloatLit(o.Tolerance),
		sqlast.Greatest{A: sqlast.FloatLit(1), B: sqlast.Greatest{A: size(a), B: size(b)}})
	unusable := func(x sqlast.Expr) sqlast.Expr {
		return expr.All(expr.IsPresent(x), sqlast.Not{X: expr.IsUsable(x)})
	}
	within := expr.Compare(size(expr.Minus(a, b)), sqlast.Le, limit)
	near := expr.If(both(expr.IsUsable), expr.If(within, sqlast.Int(1), sqlast.Int(0)), sqlast.Int(0))
	return append(whens, sqlast.When{If: both(unusable), Then: yes},
		sqlast.When{If: expr.Compare(near, sqlast.Eq, sqlast.Int(1)), Then: yes})
}

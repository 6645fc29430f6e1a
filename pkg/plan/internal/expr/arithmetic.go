// Package expr builds the expressions that the packages of plan have in common.
package expr

import "leeway/pkg/sqlast"

// Plus is a + b.
func Plus(a, b sqlast.Expr) sqlast.Expr { return sqlast.Binary{Op: sqlast.Add, L: a, R: b} }

// Minus is a − b.
func Minus(a, b sqlast.Expr) sqlast.Expr { return sqlast.Binary{Op: sqlast.Sub, L: a, R: b} }

// Times is a · b.
func Times(a, b sqlast.Expr) sqlast.Expr { return sqlast.Binary{Op: sqlast.Mul, L: a, R: b} }

// Clamp is x, low where x is less, and high where it is more.
func Clamp(x, low, high sqlast.Expr) sqlast.Expr {
	return sqlast.Least{A: sqlast.Greatest{A: x, B: low}, B: high}
}

// If is yes where test is true, no where it is false or NULL.
func If(test, yes, no sqlast.Expr) sqlast.Expr {
	return sqlast.Case{Whens: []sqlast.When{{If: test, Then: yes}}, Else: no}
}

// Fold combines a list in the shape of a balanced tree, always the same, so that sums have the same digits on every
// store and statements stay shallow.
func Fold(list []sqlast.Expr, combine func(a, b sqlast.Expr) sqlast.Expr) sqlast.Expr {
	if len(list) == 1 {
		return list[0]
	}
	half := len(list) / 2
	return combine(Fold(list[:half], combine), Fold(list[half:], combine))
}

// Over is a / b.
func Over(a, b sqlast.Expr) sqlast.Expr { return sqlast.Binary{Op: sqlast.Div, L: a, R: b} }

// Abs is the magnitude of x.
func Abs(x sqlast.Expr) sqlast.Expr { return sqlast.Call{Func: sqlast.Abs, X: x} }

// Ln is the natural logarithm of a positive x.
func Ln(x sqlast.Expr) sqlast.Expr { return sqlast.Call{Func: sqlast.Ln, X: x} }

// Log2 is the logarithm to base 2 of a positive x.
func Log2(x sqlast.Expr) sqlast.Expr { return sqlast.Call{Func: sqlast.Log2, X: x} }

// Exp2 is two to the power of x.
func Exp2(x sqlast.Expr) sqlast.Expr { return sqlast.Call{Func: sqlast.Exp2, X: x} }

package count

import (
	"math"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// gridSQL is a grid in SQL, in two steps so that a store computes the costly part once: position from number x, then
// cell and fraction (a value's place inside its cell, in [0, 1]) from position and number. summary.Grid says the same
// in Go; the tests hold the two against each other. The number is one that numericColumn.safe returns.
type gridSQL struct{ position, cell, fraction sqlast.Expr }

func gridExpr(g summary.Grid, number, position sqlast.Expr) gridSQL {
	switch g.Family {
	case summary.Exponential:
		return exponentialExpr(g.Scale, number, position)
	case summary.Logit: // the fraction is p itself
		return gridSQL{position: LogitPosition(number), cell: sqlast.Floor{X: position}, fraction: number}
	case summary.Edges:
		return edgesExpr(g, number, position)
	default:
		return gridSQL{
			position: sqlast.Scaled{X: number, Shift: g.Scale},
			cell:     sqlast.Floor{X: position},
			fraction: expr.Minus(position, sqlast.Floor{X: position}),
		}
	}
}

// exponentialExpr: index ⌊ln|x|·2^s/ln 2 + 2^−20⌋, key sign(x)·(index + 2^20); 0 is not among the
// numbers. The fraction is the place of |x| between the cell's edges.
func exponentialExpr(scale int, number, position sqlast.Expr) gridSQL {
	perOctave := math.Exp2(float64(scale))
	size := expr.Abs(number)
	index := sqlast.Floor{X: position}
	lower := expr.Exp2(expr.Over(index, sqlast.FloatLit(perOctave)))
	ratio := expr.Minus(expr.Over(size, lower), sqlast.FloatLit(1))
	width := math.Exp2(1/perOctave) - 1
	return gridSQL{
		position: expr.Plus(expr.Times(expr.Ln(size), sqlast.FloatLit(perOctave/math.Ln2)),
			sqlast.FloatLit(math.Exp2(-20))),
		cell: expr.Times(
			expr.If(expr.Compare(number, sqlast.Lt, sqlast.FloatLit(0)), sqlast.Int(-1), sqlast.Int(1)),
			expr.Plus(index, sqlast.Int(1<<20))),
		fraction: expr.Clamp(expr.Over(ratio, sqlast.FloatLit(width)), sqlast.FloatLit(0), sqlast.FloatLit(1)),
	}
}

// LogitPosition: 16·ln(p/(1−p)) clamped to ±560, for a p that expr.IsProbability passes.
func LogitPosition(p sqlast.Expr) sqlast.Expr {
	odds := expr.Over(p, expr.Minus(sqlast.FloatLit(1), p))
	return sqlast.Case{Whens: []sqlast.When{
		{If: expr.Compare(p, sqlast.Le, sqlast.FloatLit(1e-300)), Then: sqlast.FloatLit(-560)},
		{If: expr.Compare(p, sqlast.Ge, sqlast.FloatLit(1)), Then: sqlast.FloatLit(560)},
	}, Else: expr.Clamp(expr.Times(sqlast.FloatLit(16), expr.Ln(odds)),
		sqlast.FloatLit(-560), sqlast.FloatLit(560))}
}

package plan

import (
	"math"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// gridSQL is a grid in SQL, in two steps so that a store computes the costly part once: position from number x, then
// cell and fraction (a value's place inside its cell, in [0, 1]) from position and number. summary.Grid says the same in
// Go; the tests hold the two against each other. The number is one that Column.plain returns.
type gridSQL struct{ position, cell, fraction sqlast.Expr }

func gridExpr(g summary.Grid, number, position sqlast.Expr) gridSQL {
	switch g.Family {
	case summary.Exponential:
		return exponentialExpr(g.Scale, number, position)
	case summary.Logit: // the fraction is p itself
		return gridSQL{position: logitPosition(number), cell: sqlast.Floor{X: position}, fraction: number}
	case summary.Edges:
		return edgesExpr(g, number, position)
	default:
		return gridSQL{
			position: sqlast.Scaled{X: number, Shift: g.Scale},
			cell:     sqlast.Floor{X: position},
			fraction: minus(position, sqlast.Floor{X: position}),
		}
	}
}

// exponentialExpr: index ⌊ln|x|·2^s/ln 2 + 2^−20⌋, key sign(x)·(index + 2^20); 0 is not among the
// numbers. The fraction is the place of |x| between the cell's edges.
func exponentialExpr(scale int, number, position sqlast.Expr) gridSQL {
	perOctave := math.Exp2(float64(scale))
	size := sqlast.Call{Func: sqlast.Abs, X: number}
	index := sqlast.Floor{X: position}
	lower := sqlast.Call{Func: sqlast.Exp2, X: sqlast.Binary{Op: sqlast.Div, L: index, R: sqlast.FloatLit(perOctave)}}
	ratio := minus(sqlast.Binary{Op: sqlast.Div, L: size, R: lower}, sqlast.FloatLit(1))
	width := math.Exp2(1/perOctave) - 1
	return gridSQL{
		position: plus(times(sqlast.Call{Func: sqlast.Ln, X: size}, sqlast.FloatLit(perOctave/math.Ln2)),
			sqlast.FloatLit(math.Exp2(-20))),
		cell: times(
			ifElse(sqlast.Binary{Op: sqlast.Lt, L: number, R: sqlast.FloatLit(0)}, sqlast.Int(-1), sqlast.Int(1)),
			plus(index, sqlast.Int(1<<20))),
		fraction: clamp(sqlast.Binary{Op: sqlast.Div, L: ratio, R: sqlast.FloatLit(width)}, sqlast.FloatLit(0), sqlast.FloatLit(1)),
	}
}

// logitPosition: 16·ln(p/(1−p)) clamped to ±560, for a p that isProbability passes.
func logitPosition(p sqlast.Expr) sqlast.Expr {
	odds := sqlast.Binary{Op: sqlast.Div, L: p, R: minus(sqlast.FloatLit(1), p)}
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.Binary{Op: sqlast.Le, L: p, R: sqlast.FloatLit(1e-300)}, Then: sqlast.FloatLit(-560)},
		{If: sqlast.Binary{Op: sqlast.Ge, L: p, R: sqlast.FloatLit(1)}, Then: sqlast.FloatLit(560)},
	}, Else: clamp(times(sqlast.FloatLit(16), sqlast.Call{Func: sqlast.Ln, X: odds}),
		sqlast.FloatLit(-560), sqlast.FloatLit(560))}
}

// isProbability are the tests of a probability, which may lie outside [0, 1] by a rounding error.
func isProbability(p sqlast.Expr) []sqlast.Expr {
	return []sqlast.Expr{sqlast.Binary{Op: sqlast.Ge, L: p, R: sqlast.FloatLit(-summary.ProbabilitySlack)},
		sqlast.Binary{Op: sqlast.Le, L: p, R: sqlast.FloatLit(1 + summary.ProbabilitySlack)}}
}

func plus(a, b sqlast.Expr) sqlast.Expr  { return sqlast.Binary{Op: sqlast.Add, L: a, R: b} }
func minus(a, b sqlast.Expr) sqlast.Expr { return sqlast.Binary{Op: sqlast.Sub, L: a, R: b} }
func times(a, b sqlast.Expr) sqlast.Expr { return sqlast.Binary{Op: sqlast.Mul, L: a, R: b} }

func clamp(x, low, high sqlast.Expr) sqlast.Expr {
	return sqlast.Least{A: sqlast.Greatest{A: x, B: low}, B: high}
}

func ifElse(test, yes, no sqlast.Expr) sqlast.Expr {
	return sqlast.Case{Whens: []sqlast.When{{If: test, Then: yes}}, Else: no}
}

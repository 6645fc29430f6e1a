package count

import (
	"math"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// The outer cells of an edges grid, as summary.Grid defines them: 32 a doubling.
const outerCells = 32

// edgesKey is the key of a number as a double: NULL of NULL, NaN of what is not finite. Comparisons are nested by
// halves, so that a value meets eight of 256.
func edgesKey(g summary.Grid, number sqlast.Expr) sqlast.Expr {
	cuts := g.Cuts
	belowEnds, aboveEnds, least, most := cuts.Outer()
	first, last, width := cuts.Ends()
	toFirst := expr.Minus(sqlast.FloatLit(first), sqlast.Greatest{A: number, B: sqlast.FloatLit(least)})
	fromLast := expr.Minus(sqlast.Least{A: number, B: sqlast.FloatLit(most)}, sqlast.FloatLit(last))
	below := expr.Minus(sqlast.FloatLit(0), outerIndex(toFirst, width))
	above := expr.Plus(outerIndex(fromLast, width), sqlast.FloatLit(cuts.Len()))
	points := append([]float64{belowEnds}, append(cuts.Points(), aboveEnds)...)
	keys := []sqlast.Expr{below}
	for i := range cuts.Len() + 1 {
		keys = append(keys, sqlast.FloatLit(i))
	}
	// What is not finite makes the sum NaN, whichever cell it compares into.
	return expr.Plus(between(number, points, append(keys, above)), expr.Times(number, sqlast.FloatLit(0)))
}

// between picks among values, one more than points, by how many of the ascending points x has reached.
func between(x sqlast.Expr, points []float64, values []sqlast.Expr) sqlast.Expr {
	if len(points) == 0 {
		return values[0]
	}
	middle := len(points) / 2
	return expr.If(expr.Compare(x, sqlast.Lt, sqlast.FloatLit(points[middle])),
		between(x, points[:middle], values[:middle+1]), between(x, points[middle+1:], values[middle+1:]))
}

// outerIndex is the number of the outer cell at a distance from the outermost cut point.
func outerIndex(distance sqlast.Expr, width float64) sqlast.Expr {
	doublings := expr.Log2(expr.Plus(expr.Over(distance, sqlast.FloatLit(width)), sqlast.FloatLit(1)))
	cells := expr.Times(doublings, sqlast.FloatLit(outerCells))
	return sqlast.FloorFloat{X: expr.Plus(cells, sqlast.FloatLit(math.Exp2(-20)))}
}

// edgesExpr takes the key of a number as its position.
func edgesExpr(g summary.Grid, number, key sqlast.Expr) gridSQL {
	first, last, width := g.Cuts.Ends()
	_, _, least, most := g.Cuts.Outer()
	n := float64(g.Cuts.Len())
	fromLast := expr.Minus(sqlast.Least{A: number, B: sqlast.FloatLit(most)}, sqlast.FloatLit(last))
	toFirst := expr.Minus(sqlast.FloatLit(first), sqlast.Greatest{A: number, B: sqlast.FloatLit(least)})
	above := outerFraction(fromLast, expr.Minus(key, sqlast.FloatLit(n)), width)
	below := outerFraction(toFirst, expr.Minus(sqlast.FloatLit(0), key), width)
	is := func(op sqlast.Op, bound float64) sqlast.Expr {
		return expr.Compare(key, op, sqlast.FloatLit(bound))
	}
	fraction := sqlast.Case{Whens: []sqlast.When{
		{If: is(sqlast.Ge, n), Then: above}, {If: is(sqlast.Le, 0), Then: below},
	}, Else: inWidths(expr.Minus(number, sqlast.FloatLit(first)), width)}
	return gridSQL{position: edgesKey(g, number), cell: sqlast.Floor{X: key}, fraction: fraction}
}

// inWidths is a distance in units of a width. It is cut off where some stores would refuse a result that is too small
// for a double.
func inWidths(distance sqlast.Expr, width float64) sqlast.Expr {
	const small = 0x1p-40
	return expr.Over(sqlast.Greatest{A: distance, B: sqlast.FloatLit(width * small)}, sqlast.FloatLit(width))
}

// outerFraction is the place in outer cell j at a distance from the outermost cut point.
func outerFraction(distance, j sqlast.Expr, width float64) sqlast.Expr {
	begins := expr.Exp2(expr.Over(j, sqlast.FloatLit(outerCells)))
	ratio := expr.Minus(expr.Over(expr.Plus(inWidths(distance, width), sqlast.FloatLit(1)), begins), sqlast.FloatLit(1))
	step := math.Expm1(math.Ln2 / outerCells)
	return expr.Clamp(expr.Over(ratio, sqlast.FloatLit(step)), sqlast.FloatLit(0), sqlast.FloatLit(1))
}

package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// octaves counts a column by sign and octave, and adds up its values and their squares in each. A row is that of an
// octave.
type octaves struct{}

func (octaves) fits(c Column, _ Layout, _ sqlast.Counting) bool { return c.Mode == columns.FirstPass }

func (octaves) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	return oneEach(list, func(c Column) sqlast.Select { return octavesBranch(c, l) })
}

func octavesBranch(c Column, l Layout) sqlast.Select {
	raw, l := readNumbers(c, l)
	number := numeric(c, "")
	y := sqlast.Column{Name: "y"} // of no type: its square is a double, and is not guarded again
	part := sqlast.Column{Name: "part", Type: sqlast.Float}
	groups, dims := l.grouped()
	keyed := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}, OptimizationBarrier: true,
		Items: append(append(groups, l.multiples()...),
			expr.As(nonNull(number.key(summary.OctaveGrid)), keyColumn.Name),
			expr.As(sqlast.SafeToSquare{X: number.x}, y.Name),
			expr.As(expr.Minus(number.x, sqlast.FloorFloat{X: number.x}), part.Name))}

	sums := groupedByAll(sqlast.Select{From: sqlast.Subquery{Query: keyed, As: "k"},
		Items: append(expr.PassThrough(groups), expr.As(keyColumn, keyColumn.Name))},
		expr.As(l.rowCount(), countColumn.Name),
		expr.As(sqlast.Agg{Func: sqlast.Sum, X: l.multiplied(y)}, firstColumn.Name),
		expr.As(sqlast.Agg{Func: sqlast.Sum, X: l.multiplied(expr.Times(y, y))}, secondColumn.Name),
		expr.As(sqlast.Agg{Func: sqlast.Max, X: part}, part.Name))

	summed := rowsAbout(sqlast.Int(c.Index), dims, sqlast.Subquery{Query: sums, As: "o"})
	fractional := expr.Compare(part, sqlast.Gt, sqlast.FloatLit(0))
	o := octave{key: keyColumn, fractional: fractional, n: countColumn, sum: firstColumn, squares: secondColumn}
	summed.Items = append(summed.Items, o.result().items()...)
	return summed
}

func (octaves) decode(r record, p place) error { return decodeOctave(r, p) }

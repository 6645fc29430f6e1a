package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// octaves counts a column by sign and octave, and adds up its values and their squares in each. A row is that of an octave.
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
			sqlast.Item{X: nonNull(number.key(summary.OctaveGrid)), As: keyColumn.Name},
			sqlast.Item{X: sqlast.SafeToSquare{X: number.x}, As: y.Name},
			sqlast.Item{X: expr.Minus(number.x, sqlast.FloorFloat{X: number.x}), As: part.Name})}

	sums := groupedByAll(sqlast.Select{From: sqlast.Subquery{Query: keyed, As: "k"},
		Items: append(expr.PassThrough(groups), sqlast.Item{X: keyColumn, As: keyColumn.Name})},
		sqlast.Item{X: l.rowCount(), As: countColumn.Name},
		sqlast.Item{X: sqlast.Agg{Func: sqlast.Sum, X: l.multiplied(y)}, As: firstColumn.Name},
		sqlast.Item{X: sqlast.Agg{Func: sqlast.Sum, X: l.multiplied(expr.Times(y, y))}, As: secondColumn.Name},
		sqlast.Item{X: sqlast.Agg{Func: sqlast.Max, X: part}, As: part.Name})

	summed := rowsAbout(sqlast.Int(c.Index), dims, sqlast.Subquery{Query: sums, As: "o"})
	fractional := sqlast.Binary{Op: sqlast.Gt, L: part, R: sqlast.FloatLit(0)}
	summed.Items = append(summed.Items,
		octave{key: keyColumn, fractional: fractional, n: countColumn, sum: firstColumn, squares: secondColumn}.result().items()...)
	return summed
}

func (octaves) decode(r record, p place) error { return decodeOctave(r, p) }

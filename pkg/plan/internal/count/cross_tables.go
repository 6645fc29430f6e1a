package count

import (
	"strconv"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// crossTables counts the first passes of two columns by one grouping. Where reading a row and finding its group cost
// more than computing a key, two columns share them: rows are grouped by the octaves of both, some hundred groups,
// and what is left of those by each. A row is that of an octave.
type crossTables struct{}

// fits leaves out segments, by which groups would be many; equal whole numbers, which are counted first; and texts,
// which are costly to read more than once.
func (crossTables) fits(c Column, l Layout, how sqlast.Counting) bool {
	return how.CrossTables && c.countsTogether(l) && c.Mode == columns.FirstPass && l.Segments == 0 &&
		!c.countsEqualFirst(l) && !c.Value.MayBeUnparsable()
}

// sql takes columns two at a time; one that is left over has a branch by octaves.
func (crossTables) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	var p parts
	for ; len(list) > 1; list = list[2:] {
		p.shared = append(p.shared, crossBranch(numbersTogether(list[:2]), l))
	}
	for _, c := range list {
		p.shared = append(p.shared, octavesBranch(c, l))
	}
	return p
}

func (crossTables) decode(r record, p place) error { return decodeOctave(r, p) }

// crossSide holds the columns of one side of a cross table: the key, the number to add up, the sum of the numbers,
// their variance, and whether any is fractional. The sum of squares follows from the variance, which cannot overflow.
type crossSide struct{ key, y, sum, variance, part sqlast.Column }

func (c numericColumn) crossSide() crossSide {
	named := func(name string) sqlast.Column {
		return sqlast.Column{Name: name + strconv.Itoa(c.Index), Type: sqlast.Float}
	}
	return crossSide{key: named("key"), y: named("y"), sum: named("off"), variance: named("variance"),
		part: named("part")}
}

// squares is the sum of the squares of a group of n numbers: n·(variance + mean²), 0 where SafeToSquare is and where
// the sum of the numbers is not a double: MySQL and MariaDB sum to infinity and then refuse to divide it.
func (c crossSide) squares(n sqlast.Column) sqlast.Expr {
	sum := expr.If(sqlast.Finite{X: c.sum}, c.sum, sqlast.FloatLit(0))
	mean := sqlast.SafeToSquare{X: expr.Over(sum, n)}
	squares := expr.Times(n, expr.Plus(c.variance, expr.Times(mean, mean)))
	return expr.If(expr.Compare(mean, sqlast.Ne, sqlast.FloatLit(0)), squares, sqlast.FloatLit(0))
}

// crossTable groups rows by the octaves of both columns: n is how many rows a group has.
func crossTable(pair []numericColumn, l Layout) sqlast.Select {
	raw := fromBase(l.carried())
	groups, _ := l.grouped()
	keyed := sqlast.Select{Items: groups, OptimizationBarrier: true}
	table := sqlast.Select{Items: expr.PassThrough(groups)}
	aggregates := []sqlast.Item{{X: l.rowCount(), As: countColumn.Name}}
	for _, c := range pair {
		side := c.crossSide()
		raw.Items = append(raw.Items, expr.As(c.number(), c.x.Name))
		keyed.Items = append(keyed.Items, expr.As(nonNull(c.key(summary.OctaveGrid)), side.key.Name),
			expr.As(c.x, c.x.Name), expr.As(sqlast.SafeToSquare{X: c.x, Sums: true}, side.y.Name))
		table.Items = append(table.Items, expr.As(side.key, side.key.Name))
		aggregates = append(aggregates, expr.As(sqlast.Agg{Func: sqlast.Sum, X: side.y}, side.sum.Name),
			expr.As(sqlast.Agg{Func: sqlast.Variance, X: side.y}, side.variance.Name),
			expr.As(sqlast.Agg{Func: sqlast.Max, X: isBroken(c.x)}, side.part.Name))
	}
	keyed.From = sqlast.Subquery{Query: raw, As: "r"}
	table.From = sqlast.Subquery{Query: keyed, As: "k"}
	return groupedByAll(table, aggregates...)
}

// crossBranch reads a cross table as a row for each side: each group counts once for either.
func crossBranch(pair []numericColumn, l Layout) sqlast.Select {
	groups, dims := l.grouped()
	isSecond := expr.Compare(indexColumn, sqlast.Eq, sqlast.Int(pair[1].Index))
	a, b := pair[0].crossSide(), pair[1].crossSide()
	n := sqlast.Column{Name: countColumn.Name, Type: sqlast.Integer}
	either := func(f sqlast.AggFunc, a, b sqlast.Expr, as string) sqlast.Item {
		return expr.As(sqlast.Agg{Func: f, X: expr.If(isSecond, b, a)}, as)
	}
	sides := groupedByAll(sqlast.Select{From: unpivot(sqlast.Subquery{Query: crossTable(pair, l), As: "c"}, pair),
		Items: append(expr.PassThrough(groups), expr.As(indexColumn, indexColumn.Name),
			expr.As(expr.If(isSecond, b.key, a.key), keyColumn.Name))},
		expr.As(sqlast.Agg{Func: sqlast.Sum, X: n}, multiplicity.Name),
		either(sqlast.Sum, a.sum, b.sum, firstColumn.Name),
		either(sqlast.Sum, a.squares(n), b.squares(n), secondColumn.Name),
		either(sqlast.Max, a.part, b.part, "part"))

	counted := rowsAbout(indexColumn, dims, sqlast.Subquery{Query: sides, As: "o"})
	broken := expr.Compare(sqlast.Column{Name: "part", Type: sqlast.Integer}, sqlast.Eq, sqlast.Int(1))
	o := octave{key: keyColumn, fractional: broken, n: multiplicity, sum: firstColumn, squares: secondColumn}
	counted.Items = append(counted.Items, o.result().items()...)
	return counted
}

package count

import (
	"math"
	"slices"
	"strconv"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// moments computes exact moments by one SELECT, of all rows as one group. Counts leave two facts open for the choice of
// a grid: on which side of a power of two a standard deviation is, and whether numbers are whole. Every store computes
// both for many columns in one reading, which costs much less than a first pass. In a row, first is the mean and second
// the variance. A row is fractional if any value is, or if that was not asked.
type moments struct{}

func (moments) fits(c Column, _ Layout, _ sqlast.Counting) bool { return c.Mode == columns.Exactly }

// momentsTogether is how many columns share a SELECT: stores limit what one may compute.
const momentsTogether = 32

func (moments) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	var p parts
	for some := range slices.Chunk(list, momentsTogether) {
		p.shared = append(p.shared, momentsBranch(numbersTogether(some), l))
	}
	return p
}

func (moments) decode(r record, p place) error {
	mean, _ := r.first()
	variance, ok := r.second()
	if !ok {
		variance = math.NaN()
	}
	_, set := r.kind()
	exact := summary.Exact{N: r.n, Mean: mean, Variance: variance, Fractional: set&isFractional != 0}
	p.spans[p.span].Exact[p.spec().Key] = exact
	return nil
}

// momentNames are the names of what is computed of a column.
type momentNames struct{ within, n, mean, variance, part sqlast.Column }

func (c numericColumn) momentNames() momentNames {
	named := func(name string, of sqlast.Type) sqlast.Column {
		return sqlast.Column{Name: name + strconv.Itoa(c.Index), Type: of}
	}
	return momentNames{
		within: named("y", sqlast.Float), n: named("n", sqlast.Integer), mean: named("mean", sqlast.Float),
		variance: named("variance", sqlast.Float), part: named("part", sqlast.Integer),
	}
}

// momentsBranch computes what is asked of columns at once, and then gives each its row.
func momentsBranch(list []numericColumn, l Layout) sqlast.Select {
	pick := func(name func(momentNames) sqlast.Column) sqlast.Expr {
		return pickByColumn(list, func(c numericColumn) sqlast.Expr { return name(c.momentNames()) })
	}
	_, dims := l.grouped()
	found := rowsAbout(indexColumn, dims, unpivot(sqlast.Subquery{Query: computeMoments(list), As: "m"}, list))
	broken := expr.Compare(pick(func(m momentNames) sqlast.Column { return m.part }), sqlast.Eq, sqlast.Int(1))
	found.Items = append(found.Items, result{kind: expr.If(broken, sqlast.Int(isFractional), sqlast.Int(valid)),
		n:      pick(func(m momentNames) sqlast.Column { return m.n }),
		first:  pick(func(m momentNames) sqlast.Column { return m.mean }),
		second: pick(func(m momentNames) sqlast.Column { return m.variance })}.items()...)
	return found
}

// computeMoments computes what is asked of columns, all in one row. What lies beyond ±2^SquareExponent is no part of
// them, as some stores refuse its square.
func computeMoments(list []numericColumn) sqlast.Select {
	most := sqlast.FloatLit(math.Ldexp(1, sqlast.SquareExponent))
	raw, numbers, computed := fromBase(), sqlast.Select{OptimizationBarrier: true}, sqlast.Select{}
	for _, c := range list {
		isWithin := expr.Compare(expr.Abs(c.x), sqlast.Le, most)
		within := expr.If(isWithin, c.x, sqlast.Null{Type: sqlast.Float})
		raw.Items = append(raw.Items, expr.As(c.number(), c.x.Name))
		numbers.Items = append(numbers.Items, expr.As(within, c.momentNames().within.Name))
		computed.Items = append(computed.Items, c.aggregateMoments()...)
	}
	numbers.From = sqlast.Subquery{Query: raw, As: "r"}
	computed.From = sqlast.Subquery{Query: numbers, As: "k"}
	return computed
}

// aggregateMoments are the moments as aggregates. What is not asked for is constant: no mean, no variance, and a part.
func (c numericColumn) aggregateMoments() []sqlast.Item {
	m := c.momentNames()
	mean, variance := sqlast.Expr(sqlast.Null{Type: sqlast.Float}), sqlast.Expr(sqlast.Null{Type: sqlast.Float})
	part := sqlast.Expr(sqlast.Int(1))
	if c.Open.Sd {
		mean, variance = sqlast.Agg{Func: sqlast.Mean, X: m.within}, sqlast.Agg{Func: sqlast.Variance, X: m.within}
	}
	if c.Open.Whole {
		part = sqlast.Agg{Func: sqlast.Max, X: isBroken(m.within)}
	}
	return []sqlast.Item{{X: sqlast.Agg{Func: sqlast.Count, X: m.within}, As: m.n.Name}, {X: mean, As: m.mean.Name},
		{X: variance, As: m.variance.Name}, {X: part, As: m.part.Name}}
}

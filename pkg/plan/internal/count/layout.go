package count

import (
	"math"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// Layout says what rows.Base has, and so what every step of a form hands on.
type Layout struct {
	Spans, Segments int
	Weighted        bool
	Timeless        bool        // the source has no times: there is one span
	StoredTime      sqlast.Type // of values.RowTime where it is the source's own column; Unknown: microseconds

	equalCounted bool // equal values have been counted: the column multiplicity says how many times
}

// Fractions of a weight are kept to 2^−weightBits, as whole numbers, so that sums do not depend on the order a store
// adds in. All weights of a count together must stay below 2^43.
const weightBits = 20

var weightUnit = math.Exp2(weightBits)

// multiplicity is how many rows, or what weight, a value stands for once equal ones have been counted. It is not
// called n: some stores would take that for the sum of the same name.
var multiplicity = sqlast.Column{Name: "often", Type: sqlast.Integer}

// hasGroups reports whether spans and dimensions make several groups.
func (l Layout) hasGroups() bool { return l.Spans+l.Segments > 1 }

// dims returns the items that hand span and segments on to the next step.
func (l Layout) dims() []sqlast.Item { return expr.ReadFrom("", rows.SegmentNames(l.Segments)) }

// multiples returns the items that hand on how often a row counts.
func (l Layout) multiples() []sqlast.Item {
	var items []sqlast.Item
	if l.Weighted {
		items = append(items, expr.As(rows.Weight, rows.Weight.Name))
	}
	if l.equalCounted {
		items = append(items, expr.As(multiplicity, multiplicity.Name))
	}
	return items
}

// carried returns the items that hand span, segments and how often a row counts on to the next step.
func (l Layout) carried() []sqlast.Item { return append(l.dims(), l.multiples()...) }

// timed returns carried and, of a source with time, the row's.
func (l Layout) timed() []sqlast.Item {
	if l.Timeless {
		return l.carried()
	}
	return append(l.carried(), expr.As(values.RowTime, values.RowTime.Name))
}

// grouped returns what a count by key groups by beside the key, and the items that hand all dims on. What is constant
// is no group: stores would hash it with every row.
func (l Layout) grouped() (groups, dims []sqlast.Item) {
	all := l.dims()
	if l.Timeless {
		return all[1:], append([]sqlast.Item{{X: sqlast.Int(0), As: rows.Span.Name}}, all[1:]...)
	}
	span := expr.As(sqlast.NonNull{X: rows.Span, Else: sqlast.Int(-1)}, rows.Span.Name)
	return append([]sqlast.Item{span}, all[1:]...), all
}

// rowCount counts rows, or adds up their weights in units of 2^−weightBits.
func (l Layout) rowCount() sqlast.Expr {
	switch {
	case l.equalCounted:
		return sqlast.Agg{Func: sqlast.Sum, X: multiplicity}
	case l.Weighted:
		return sqlast.Agg{Func: sqlast.Sum, X: sqlast.Round{X: sqlast.Scaled{X: rows.Weight, Shift: weightBits}}}
	}
	return sqlast.Agg{Func: sqlast.CountAll}
}

// multiplied is a number of a row as often as the row counts.
func (l Layout) multiplied(x sqlast.Expr) sqlast.Expr {
	switch {
	case l.equalCounted:
		return expr.Times(x, multiplicity)
	case l.Weighted:
		return expr.Times(x, rows.Weight)
	}
	return x
}

// sumOf adds up a number of units as often as rows count, each rounded to a whole number.
func (l Layout) sumOf(units sqlast.Expr) sqlast.Expr {
	if l.Weighted {
		units = expr.Times(units, rows.Weight)
	}
	rounded := sqlast.Expr(sqlast.Round{X: units})
	if l.equalCounted {
		rounded = expr.Times(rounded, multiplicity)
	}
	return sqlast.Agg{Func: sqlast.Sum, X: rounded}
}

// countEqual counts the equal rows of raw, and returns the layout of what follows.
func (l Layout) countEqual(raw sqlast.Select) (sqlast.Select, Layout) {
	counted := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "t"}}
	for _, item := range expr.PassThrough(raw.Items) {
		if item.As != rows.Weight.Name {
			counted.Items = append(counted.Items, item)
		}
	}
	counted.GroupBy = expr.GroupAll(counted.Items)
	counted.Items = append(counted.Items, expr.As(l.rowCount(), multiplicity.Name))
	l.Weighted, l.equalCounted = false, true
	return counted, l
}

package count

import (
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// PairNames are the names of the variables of a pair in rows.Base, by the index of its column. They are NULL where a
// row has no value that counts.
func PairNames(index int) (x, y string) { return "x" + strconv.Itoa(index), "y" + strconv.Itoa(index) }

// Pairs sums the moments of pairs of columns of rows.Base, which the CTEs with end in; see summary.PairX.
func Pairs(with []sqlast.CTE, list []columns.Column, l Layout) sqlast.Union {
	u := sqlast.Union{With: with}
	for i, c := range list {
		u.Parts = append(u.Parts, pairBranch(i, *c.Pair, l))
	}
	return u
}

func float(name string) sqlast.Column { return sqlast.Column{Name: name, Type: sqlast.Float} }

// pairBranch sums the moments of one pair: placed values, then moments, then their whole and broken parts.
func pairBranch(index int, p columns.Pair, l Layout) sqlast.Select {
	placed := placePair(index, p, l)
	moments := sqlast.Select{From: sqlast.Subquery{Query: placed, As: "z"}}
	zx, zy := float("zx"), float("zy")
	isCut := func(z sqlast.Expr) sqlast.Expr {
		return expr.Compare(expr.Abs(z), sqlast.Ge, sqlast.FloatLit(summary.PairLimit))
	}
	eitherCut := expr.Any(isCut(zx), isCut(zy))
	moments.Items = append(l.carried(), expr.As(expr.If(eitherCut, sqlast.Int(1), sqlast.Int(0)), "beyond"))
	for k, m := range []sqlast.Expr{zx, zy, expr.Times(zx, zx), expr.Times(zy, zy), expr.Times(zx, zy)} {
		moments.Items = append(moments.Items, expr.As(l.multiplied(m), momentName(k)))
	}

	summed := groupsAbout(index, l.dims(), sqlast.Subquery{Query: moments, As: "m"})
	beyond := sqlast.Agg{Func: sqlast.Sum, X: sqlast.Column{Name: "beyond", Type: sqlast.Integer}}
	summed.Items = append(summed.Items, expr.As(l.rowCount(), countColumn.Name), expr.As(beyond, "cut"))
	for k := range summary.PairMoments {
		m := float(momentName(k))
		whole := sqlast.Floor{X: m}
		broken := sqlast.Round{X: expr.Times(expr.Minus(m, whole), sqlast.FloatLit(summary.PairUnit))}
		summed.Items = append(summed.Items,
			expr.As(sqlast.Agg{Func: sqlast.Sum, X: whole}, "whole"+strconv.Itoa(k)),
			expr.As(sqlast.Agg{Func: sqlast.Sum, X: broken}, "broken"+strconv.Itoa(k)))
	}
	return summed
}

func momentName(k int) string { return "m" + strconv.Itoa(k) }

// placePair places the variables of a pair on their scales, as zx and zy, where both have a value.
func placePair(index int, p columns.Pair, l Layout) sqlast.Select {
	x, y := PairNames(index)
	scaled := sqlast.Select{From: sqlast.Ref{Name: rows.Base},
		Where: expr.All(expr.IsPresent(float(x)), expr.IsPresent(float(y)))}
	scaled.Items = append(l.carried(), expr.As(shift(p.ScaleX, float(x)), "ux"),
		expr.As(shift(p.ScaleY, float(y)), "uy"))
	placed := sqlast.Select{From: sqlast.Subquery{Query: scaled, As: "u"}}
	placed.Items = append(l.carried(), expr.As(cut(float("ux")), "zx"), expr.As(cut(float("uy")), "zy"))
	return placed
}

// shift is x on a scale. Values are at most 1e150 in size, so that neither step overflows.
func shift(s columns.Scale, x sqlast.Expr) sqlast.Expr {
	return sqlast.Scaled{X: expr.Minus(x, sqlast.FloatLit(s.Center)), Shift: -s.Exponent}
}

// cut is z cut to ±PairLimit, and zero where it is nearly: a product of tiny numbers fails in some stores.
func cut(z sqlast.Expr) sqlast.Expr {
	tiny := expr.Compare(expr.Abs(z), sqlast.Lt, sqlast.FloatLit(summary.PairFloor))
	return expr.If(tiny, sqlast.FloatLit(0),
		expr.Clamp(z, sqlast.FloatLit(-summary.PairLimit), sqlast.FloatLit(summary.PairLimit)))
}

// PairReader returns what reads the rows of Pairs.
func PairReader(list []columns.Column, l Layout) *Reader {
	r := newReader(list, l)
	r.add = r.addPair
	return r
}

// addPair adds a row of Pairs: column, span and segments, how many rows and how many of them were cut, then the whole
// and the broken part of each moment.
func (r *Reader) addPair(row Row) error {
	index, ok := row.Int(0)
	span, segment := r.place(row, 1)
	if !ok || index < 0 || int(index) >= len(r.columns) || span < 0 || span >= len(r.spans) {
		return fault.Newf(fault.Internal, "sums came back for pair %d, span %d", index, span)
	}
	at := 2 + r.segments
	n, _ := row.Float(at)
	beyond, _ := row.Float(at + 1)
	c := r.columns[index].Empty()
	for k := range summary.PairMoments {
		whole, _ := row.Float(at + 2 + 2*k)
		broken, _ := row.Float(at + 3 + 2*k)
		c.Cells[summary.PairX+int64(k)] = summary.Cell{N: n / r.unit, Off: whole, Off2: broken}
	}
	c.Cells[summary.PairBeyond] = summary.Cell{N: beyond}
	r.spans[span].Columns[r.columns[index].Key][segment] = c
	return nil
}

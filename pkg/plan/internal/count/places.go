package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// places counts a column by cell and kind, and adds up where in its cell each value lies. A row is a placeRow.
type places struct{}

func (places) fits(c Column, _ Layout, _ sqlast.Counting) bool { return c.Mode == columns.OnGrid }

func (places) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	return oneEach(list, func(c Column) sqlast.Select {
		raw, l := readNumbers(c, l)
		number := numeric(c, "")
		step := func(before sqlast.Select, as string, items []sqlast.Item) sqlast.Select {
			return sqlast.Select{From: sqlast.Subquery{Query: before, As: as}, Items: append(l.carried(), items...)}
		}
		placed := step(step(step(raw, "r", number.classified()), "s", number.positioned()), "p", number.placed())
		kind := expr.As(number.kind, number.kind.Name)
		counted := groupsAbout(c.Index, append(l.dims(), kind), sqlast.Subquery{Query: placed, As: "c"})
		counted.GroupBy = append(counted.GroupBy, len(counted.Items)+1)
		f, unit := number.fraction, sqlast.FloatLit(summary.OffsetUnit)
		whole := func(sum sqlast.Expr) sqlast.Expr { return sqlast.ToNumber{X: sum, From: sqlast.Integer} }
		counted.Items = append(counted.Items, result{cell: number.cell, n: l.rowCount(),
			first:  whole(l.sumOf(expr.Times(f, unit))),
			second: whole(l.sumOf(expr.Times(expr.Times(f, f), unit)))}.items()[1:]...)
		return counted
	})
}

func (places) decode(r record, p place) error { return decodePlaces(r, p) }

// classified is the kind of a number, and the number that the grid's arithmetic takes.
func (c numericColumn) classified() []sqlast.Item {
	return []sqlast.Item{{X: c.classify(), As: c.kind.Name}, {X: c.safe(), As: c.x.Name}}
}

// positioned adds the number's position on the grid, placed makes its cell and its place inside of it.
func (c numericColumn) positioned() []sqlast.Item {
	return []sqlast.Item{{X: c.kind, As: c.kind.Name}, {X: c.x, As: c.x.Name},
		{X: gridExpr(c.Grid, c.x, c.position).position, As: c.position.Name}}
}

func (c numericColumn) placed() []sqlast.Item {
	g := gridExpr(c.Grid, c.x, c.position)
	return []sqlast.Item{{X: c.kind, As: c.kind.Name}, {X: g.cell, As: c.cell.Name},
		{X: g.fraction, As: c.fraction.Name}}
}

// classify is the kind of a number: valid with its flags, missing or invalid. Valid comes first: most values are, and
// the others need no second look.
func (c numericColumn) classify() sqlast.Expr {
	zero := expr.Compare(c.x, sqlast.Eq, sqlast.FloatLit(0))
	set := flagged(zero, isZero)
	if c.Bounds != nil {
		out := expr.Any(expr.Compare(c.x, sqlast.Lt, sqlast.FloatLit(c.Bounds[0])),
			expr.Compare(c.x, sqlast.Gt, sqlast.FloatLit(c.Bounds[1])))
		set = expr.Plus(set, flagged(out, isOutside))
	}
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.And{List: c.isValid()}, Then: set},
		{If: c.absent, Then: sqlast.Int(missing)},
	}, Else: sqlast.Int(invalid)}
}

// decodePlaces adds the values of a kind in a cell: first is the sum of their places, second that of the squares of
// these, in units of 1/summary.OffsetUnit of the cell.
func decodePlaces(r record, p place) error {
	c, key, cell := p.counts(), r.cell(), summary.Cell{N: r.n}
	cell.Off, cell.Off2 = r.sums()
	is, set := r.kind()
	switch is {
	case missing:
		c.Missing += r.n
		return nil
	case invalid:
		c.Invalid += r.n
		return nil
	}
	if set&isZero != 0 {
		cell.Zero = r.n
		if c.Grid.Family == summary.Exponential { // it was computed as a 1: zero has no logarithm
			key, cell.Off, cell.Off2 = 0, 0, 0
		}
	}
	if set&isOutside != 0 {
		cell.Outside = r.n
	}
	c.Cells[key] = c.Cells[key].Plus(cell)
	return nil
}

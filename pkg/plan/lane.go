package plan

import (
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// lane is one column of numbers on its way through the steps of a statement, by the names it has there. Where several go
// together their names end in a suffix each.
type lane struct {
	Column
	x, absent, kind, u, cell, f sqlast.Column
}

func (c Column) lane(suffix string) lane {
	named := func(name string, t sqlast.Type) sqlast.Column { return sqlast.Column{Name: name + suffix, Type: t} }
	return lane{Column: c, x: named("x", sqlast.Float), absent: named("absent", sqlast.Bool),
		kind: named("kind", sqlast.Integer), u: named("u", sqlast.Float), cell: named("cell", sqlast.Integer), f: named("f", sqlast.Float)}
}

// read is a value as a number, NULL where it is none, and whether there was nothing.
func (l lane) read(v value) []sqlast.Item {
	return []sqlast.Item{{X: sqlast.ToNumber{X: v.x, From: v.t}, As: l.x.Name}, {X: sqlast.IsNull{X: v.x}, As: l.absent.Name}}
}

// readKey is read as far as a key of the value needs it.
func (l lane) readKey(v value) []sqlast.Item {
	items := l.read(v)
	if !v.mayBeUnparsed() {
		return items[:1]
	}
	return items
}

// sorted is the kind of a number, and the number that the grid's arithmetic takes.
func (l lane) sorted() []sqlast.Item {
	return []sqlast.Item{{X: l.kindOf(), As: l.kind.Name}, {X: l.plain(), As: l.x.Name}}
}

// scaled adds the number's position on the grid, placed makes its cell and its place inside of it.
func (l lane) scaled() []sqlast.Item {
	return []sqlast.Item{{X: l.kind, As: l.kind.Name}, {X: l.x, As: l.x.Name}, {X: gridExpr(l.Grid, l.x, l.u).position, As: l.u.Name}}
}

func (l lane) placed() []sqlast.Item {
	g := gridExpr(l.Grid, l.x, l.u)
	return []sqlast.Item{{X: l.kind, As: l.kind.Name}, {X: g.cell, As: l.cell.Name}, {X: g.fraction, As: l.f.Name}}
}

// kindOf sorts a number into valid with its flags, missing or invalid. Valid comes first: most values are, and the others
// need no second look.
func (l lane) kindOf() sqlast.Expr {
	isZero := sqlast.Binary{Op: sqlast.Eq, L: l.x, R: sqlast.FloatLit(0)}
	flags := sqlast.Expr(sqlast.Case{Whens: []sqlast.When{{If: isZero, Then: sqlast.Int(zero)}}, Else: sqlast.Int(valid)})
	if l.Bounds != nil {
		out := sqlast.Or{List: []sqlast.Expr{
			sqlast.Binary{Op: sqlast.Lt, L: l.x, R: sqlast.FloatLit(l.Bounds[0])},
			sqlast.Binary{Op: sqlast.Gt, L: l.x, R: sqlast.FloatLit(l.Bounds[1])}}}
		flags = sqlast.Binary{Op: sqlast.Add, L: flags, R: flag(out, outside)}
	}
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.And{List: l.good()}, Then: flags},
		{If: l.absent, Then: sqlast.Int(missing)},
	}, Else: sqlast.Int(invalid)}
}

// good tests a number for being valid; of NULL nothing is true.
func (l lane) good() []sqlast.Expr {
	tests := []sqlast.Expr{sqlast.Finite{X: l.x}}
	if l.Probability {
		tests = append(tests, isProbability(l.x)...)
	}
	return tests
}

// plain returns a number that the grid's arithmetic takes without a look at its kind: the value itself, else one that
// has a cell. What is counted there is told apart by its kind.
func (l lane) plain() sqlast.Expr {
	tests, instead := l.good(), 0.0
	switch l.Grid.Family {
	case summary.Exponential: // zero has no logarithm; addNumber gives it its key
		tests = append(tests, sqlast.Binary{Op: sqlast.Ne, L: l.x, R: sqlast.FloatLit(0)})
		instead = 1
	case summary.Logit:
		instead = 0.5
	case summary.Edges:
		instead, _, _ = l.Grid.Cuts.Ends()
	}
	return ifElse(sqlast.And{List: tests}, l.x, sqlast.FloatLit(instead))
}

func flag(test sqlast.Expr, s special) sqlast.Expr {
	return sqlast.Case{Whens: []sqlast.When{{If: test, Then: sqlast.Int(s)}}, Else: sqlast.Int(0)}
}

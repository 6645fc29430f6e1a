package plan

import (
	"slices"
	"strconv"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// numberBranch counts a column by cell and kind and adds up its places.
func (c Column) numberBranch(index int, v value, sh shape) sqlast.Select {
	raw, sh := c.rawNumbers(index, v, sh)
	kinds := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}}
	kinds.Items = append(sh.carry(), sqlast.Item{X: c.kind(), As: "kind"}, sqlast.Item{X: c.plain(), As: "x"})

	g := gridExpr(c.Grid)
	scaled := sqlast.Select{From: sqlast.Subquery{Query: kinds, As: "s"}}
	scaled.Items = append(sh.carry(), sqlast.Item{X: kindColumn, As: "kind"}, sqlast.Item{X: number, As: "x"},
		sqlast.Item{X: g.position, As: "u"})

	placed := sqlast.Select{From: sqlast.Subquery{Query: scaled, As: "p"}}
	placed.Items = append(sh.carry(), sqlast.Item{X: kindColumn, As: "kind"},
		sqlast.Item{X: g.cell, As: "cell"}, sqlast.Item{X: g.fraction, As: "f"})

	counted := sh.count(index, sqlast.Column{Name: "cell", Type: sqlast.Integer}, nil)
	counted.From = sqlast.Subquery{Query: placed, As: "c"}
	return counted
}

// callName is the name of the column in base that holds the call a row belonged to.
func callName(index int) string { return "call" + strconv.Itoa(index) }

// firstOfCall keeps the first row of every call in a span and segment; of rows at the same time the least value.
func firstOfCall(index int, raw sqlast.Select, v value, sh shape) sqlast.Select {
	nth := sqlast.RowNumber{OrderBy: []sqlast.Order{{X: rowTime}, {X: v.x}}}
	for _, name := range append(sh.dims(), callName(index)) {
		nth.PartitionBy = append(nth.PartitionBy, sqlast.Column{Name: name})
	}
	numbered := raw
	numbered.Items = append(slices.Clone(raw.Items), sqlast.Item{X: nth, As: "nth"})
	first := sqlast.Select{From: sqlast.Subquery{Query: numbered, As: "b"},
		Where: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "nth", Type: sqlast.Integer}, R: sqlast.Int(1)}}
	for _, item := range raw.Items {
		first.Items = append(first.Items, sqlast.Item{X: sqlast.Column{Name: item.As}, As: item.As})
	}
	return first
}

// grid returns the grid a column is counted on: octaves in the first pass.
func (c Column) grid() summary.Grid {
	if c.Mode == FirstPass {
		return summary.OctaveGrid
	}
	return c.Grid
}

var (
	number     = sqlast.Column{Name: "x", Type: sqlast.Float}
	kindColumn = sqlast.Column{Name: "kind", Type: sqlast.Integer}
	keyColumn  = sqlast.Column{Name: "key", Type: sqlast.Float}
	absent     = sqlast.Column{Name: "absent", Type: sqlast.Bool}
)

// kind returns the expression that sorts a number into valid with its flags, missing or invalid. Valid comes first: most
// values are, and the others need no second look.
func (c Column) kind() sqlast.Expr {
	isZero := sqlast.Binary{Op: sqlast.Eq, L: number, R: sqlast.FloatLit(0)}
	flags := sqlast.Expr(sqlast.Case{Whens: []sqlast.When{{If: isZero, Then: sqlast.Int(zero)}}, Else: sqlast.Int(valid)})
	if c.Bounds != nil {
		out := sqlast.Or{List: []sqlast.Expr{
			sqlast.Binary{Op: sqlast.Lt, L: number, R: sqlast.FloatLit(c.Bounds[0])},
			sqlast.Binary{Op: sqlast.Gt, L: number, R: sqlast.FloatLit(c.Bounds[1])}}}
		flags = sqlast.Binary{Op: sqlast.Add, L: flags, R: flag(out, outside)}
	}
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.And{List: c.good()}, Then: flags},
		{If: absent, Then: sqlast.Int(missing)},
	}, Else: sqlast.Int(invalid)}
}

// good tests a number for being valid; of NULL nothing is true.
func (c Column) good() []sqlast.Expr {
	tests := []sqlast.Expr{sqlast.Finite{X: number}}
	if c.Probability {
		tests = append(tests, sqlast.Binary{Op: sqlast.Ge, L: number, R: sqlast.FloatLit(0)},
			sqlast.Binary{Op: sqlast.Le, L: number, R: sqlast.FloatLit(1)})
	}
	return tests
}

// plain returns a number that the grid's arithmetic takes without a look at its kind: the value itself, else one that
// has a cell. What is counted there is told apart by its kind.
func (c Column) plain() sqlast.Expr {
	tests, instead := c.good(), 0.0
	switch c.Grid.Family {
	case summary.Exponential: // zero has no logarithm; addNumber gives it its key
		tests = append(tests, sqlast.Binary{Op: sqlast.Ne, L: number, R: sqlast.FloatLit(0)})
		instead = 1
	case summary.Logit:
		instead = 0.5
	}
	return ifElse(sqlast.And{List: tests}, number, sqlast.FloatLit(instead))
}

// tallied reports whether equal values are counted before anything is computed of them. It pays where values are few:
// whole numbers, on cells no wider than one. A weight takes part in the sums of every row.
func (c Column) tallied(v value, sh shape) bool {
	few := c.Mode == FirstPass || c.Grid.Family == summary.Linear && c.Grid.Scale >= 0
	return few && v.t == sqlast.Integer && c.Made == AsRead && c.Call == "" && !sh.weighted
}

func flag(test sqlast.Expr, s special) sqlast.Expr {
	return sqlast.Case{Whens: []sqlast.When{{If: test, Then: sqlast.Int(s)}}, Else: sqlast.Int(0)}
}

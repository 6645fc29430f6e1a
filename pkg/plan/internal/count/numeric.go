package count

import (
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// numericColumn is a column of numbers in the steps of a statement, by the names it has there. Where several are
// counted together their names end in a suffix each.
type numericColumn struct {
	Column
	x, absent, kind, position, cell, fraction sqlast.Column
}

func numeric(c Column, suffix string) numericColumn {
	named := func(name string, t sqlast.Type) sqlast.Column { return sqlast.Column{Name: name + suffix, Type: t} }
	return numericColumn{Column: c, x: named("x", sqlast.Float), absent: named("absent", sqlast.Bool),
		kind: named("kind", sqlast.Integer), position: named("u", sqlast.Float), cell: named("cell", sqlast.Integer),
		fraction: named("f", sqlast.Float)}
}

// read is the value as a number, NULL where it is none, and whether there is no value.
func (c numericColumn) read() []sqlast.Item {
	return []sqlast.Item{{X: c.Value.Number(), As: c.x.Name}, {X: sqlast.IsNull{X: c.Value.X}, As: c.absent.Name}}
}

// readForKey is read as far as a key of the value needs it.
func (c numericColumn) readForKey() []sqlast.Item {
	items := c.read()
	if !c.Value.MayBeUnparsable() {
		return items[:1]
	}
	return items
}

// number is the value as a number; a double is one as it is, for statements that read it several times a row.
func (c numericColumn) number() sqlast.Expr {
	if c.Value.Type == sqlast.Float {
		return c.Value.X
	}
	return c.Value.Number()
}

// isValid are the tests of a valid number; of NULL none is true.
func (c numericColumn) isValid() []sqlast.Expr {
	tests := []sqlast.Expr{sqlast.Finite{X: c.x}}
	if c.Probability {
		tests = append(tests, expr.IsProbability(c.x)...)
	}
	return tests
}

// isUnparsable tests for a value that is there and no number.
func (c numericColumn) isUnparsable() sqlast.Expr {
	return expr.All(sqlast.IsNull{X: c.x}, sqlast.Not{X: c.absent})
}

// orInfinite is the number; infinite, which is invalid too, where a value is there and no number could be read of it.
func (c numericColumn) orInfinite() sqlast.Expr {
	if !c.Value.MayBeUnparsable() {
		return c.x
	}
	return expr.If(c.isUnparsable(), expr.Exp2(sqlast.FloatLit(1024)), c.x)
}

// readNumbers reads a column as number and whether it is absent: equal whole numbers counted first, and of a call the
// first row alone.
func readNumbers(c Column, l Layout) (sqlast.Select, Layout) {
	var raw sqlast.Select
	if c.countsEqualFirst(l) {
		raw = fromBase(l.carried(), []sqlast.Item{{X: c.Value.X, As: valueName}})
		raw, l = l.countEqual(raw)
		raw = sqlast.Select{From: sqlast.Subquery{Query: raw, As: "f"}}
		c.Value.X = sqlast.Column{Name: valueName, Type: c.Value.Type}
	} else {
		raw.From = sqlast.Ref{Name: rows.Base}
	}
	raw.Items = append(l.carried(), numeric(c, "").read()...)
	if c.Call != "" {
		raw = firstOfCall(c, raw, l)
	}
	return raw, l
}

// valueName is the name of a value once a step has read it.
const valueName = "v"

// firstOfCall keeps the first row of every call in a span and segment; of rows at the same time the least value.
func firstOfCall(c Column, raw sqlast.Select, l Layout) sqlast.Select {
	nth := sqlast.RowNumber{OrderBy: []sqlast.Order{{X: values.RowTime}, {X: c.Value.X}}}
	for _, name := range append(rows.SegmentNames(l.Segments), CallName(c.Index)) {
		nth.PartitionBy = append(nth.PartitionBy, sqlast.Column{Name: name})
	}
	numbered := raw
	numbered.Items = append(append([]sqlast.Item{}, raw.Items...), expr.As(nth, "nth"))
	return sqlast.Select{From: sqlast.Subquery{Query: numbered, As: "b"}, Items: expr.PassThrough(raw.Items),
		Where: expr.Compare(sqlast.Column{Name: "nth", Type: sqlast.Integer}, sqlast.Eq, sqlast.Int(1))}
}

// safe returns a number that the grid's arithmetic takes without a look at its kind: the value itself, else one that
// has a cell. What is counted there differs from others by its kind.
func (c numericColumn) safe() sqlast.Expr {
	tests, replacement := c.isValid(), 0.0
	switch c.Grid.Family {
	case summary.Exponential: // zero has no logarithm; decoding gives it its key
		tests = append(tests, expr.Compare(c.x, sqlast.Ne, sqlast.FloatLit(0)))
		replacement = 1
	case summary.Logit:
		replacement = 0.5
	case summary.Edges:
		replacement, _, _ = c.Grid.Cuts.Ends()
	}
	return expr.If(sqlast.And{List: tests}, c.x, sqlast.FloatLit(replacement))
}

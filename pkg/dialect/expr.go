package dialect

import (
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// spell returns the text of an expression, without parentheses around it. ungrouped says that it is an item of a SELECT
// without groups.
func (d *Dialect) spell(e sqlast.Expr, ungrouped bool) ([]piece, error) {
	switch e := e.(type) {
	case sqlast.Column:
		return d.column(e)
	case sqlast.Param:
		return []piece{value(e.Value)}, nil
	case sqlast.Int:
		return []piece{words(strconv.FormatInt(int64(e), 10))}, nil
	case sqlast.FloatLit:
		return d.float(float64(e))
	case sqlast.Null:
		return d.cast([]piece{words("NULL")}, e.Type)
	case sqlast.Agg:
		return d.aggregate(e, ungrouped)
	case sqlast.RowNumber:
		return d.rowNumber(e)
	case sqlast.Grouping:
		return enclose("grouping(", commaList(len(e.Columns),
			func(i int) piece { return inside(e.Columns[i], plain) }), ")"), nil
	}
	if list, err := d.derived(e); list != nil || err != nil {
		return list, err
	}
	return d.logic(e)
}

// logic spells operators and conditions, and what is left to templates.
func (d *Dialect) logic(e sqlast.Expr) ([]piece, error) {
	switch e := e.(type) {
	case sqlast.Binary:
		return d.binary(e)
	case sqlast.And:
		return chain(e.List, " AND ", "TRUE"), nil
	case sqlast.Or:
		return chain(e.List, " OR ", "FALSE"), nil
	case sqlast.Not:
		return []piece{words("NOT "), inside(e.X, operand)}, nil
	case sqlast.IsNull:
		return []piece{inside(e.X, operand), words(" IS NULL")}, nil
	case sqlast.InTexts:
		return d.inTexts(e)
	case sqlast.Case:
		return cases(e)
	case sqlast.Path:
		return d.path(e)
	case sqlast.SpanIndex:
		return d.spanIndex(e)
	case sqlast.List:
		return d.listOf(e)
	}
	n, o, ok := nodeOf(e)
	if !ok {
		return nil, fault.Newf(fault.Internal, "%T is no expression", e)
	}
	return d.node(n, o)
}

// derived spells what is another expression in this store; nil: e is not one of these.
func (d *Dialect) derived(e sqlast.Expr) ([]piece, error) {
	var x sqlast.Expr
	var err error
	switch e := e.(type) {
	case sqlast.Scaled:
		x, err = d.scaled(e)
	case sqlast.Units:
		x, err = d.units(e)
	case sqlast.SafeToSquare:
		x = d.safeToSquare(e)
	case sqlast.NonNull:
		if _, gains := d.Templates[NonNull]; gains {
			return d.node(NonNull, operands{x: e.X, y: e.Else})
		}
		x = e.X
	default:
		return nil, nil
	}
	return []piece{inside(x, plain)}, err
}

func (d *Dialect) column(c sqlast.Column) ([]piece, error) {
	name, err := d.Names.Apply(c.Name)
	if err != nil || c.Source == "" {
		return []piece{words(name)}, err
	}
	source, err := d.Names.Apply(c.Source)
	return []piece{words(source + "." + name)}, err
}

// isAtomic reports whether e is written as a name, a number or a call, which nothing around it splits.
func (d *Dialect) isAtomic(e sqlast.Expr) bool {
	switch e := e.(type) {
	case sqlast.Column, sqlast.Param, sqlast.FloatLit, sqlast.Agg, sqlast.Null:
		return true
	case sqlast.Int:
		return e >= 0
	}
	n, _, ok := nodeOf(e)
	return ok && d.Templates[n].call()
}

// asCompared is the text of a column where it is compared, ordered or distinguished; false: it is as usual.
func (d *Dialect) asCompared(e sqlast.Expr) ([]piece, bool) {
	t, differs := d.Templates[Bytes]
	if c, ok := e.(sqlast.Column); !ok || !differs || c.Type != sqlast.Text {
		return nil, false
	}
	return t.fill(operands{x: e}), true
}

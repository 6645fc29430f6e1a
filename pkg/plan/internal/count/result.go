package count

import (
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
)

// The rows of all forms have the same columns, so that they can be one UNION ALL: the index of the counted column,
// span and segments, then those of result. What cell, first and second hold is for each form to say; first and second
// are doubles.
type result struct {
	kind   sqlast.Expr // a status with flags; nil: valid
	cell   sqlast.Expr // a whole number; nil: none
	text   sqlast.Expr // a category; nil: none
	n      sqlast.Expr // how many rows, or what weight
	first  sqlast.Expr // nil: 0
	second sqlast.Expr // nil: 0
}

// The names of the columns, in order, behind the index, the span and the segments.
var resultNames = []string{"kind", "cell", "cat", "n", "off", "off2"}

// indexColumn is the index of the counted column once a step has computed it, countColumn is n.
var (
	indexColumn  = sqlast.Column{Name: "col", Type: sqlast.Integer}
	countColumn  = sqlast.Column{Name: "n"}
	firstColumn  = sqlast.Column{Name: "off"}
	secondColumn = sqlast.Column{Name: "off2"}
)

// noCell stands where a row has no cell. It is as wide as a cell: Postgres plans branches side by side only where their
// columns are of equal types.
var noCell = sqlast.Floor{X: sqlast.FloatLit(0)}

// items are the items that end every row.
func (r result) items() []sqlast.Item {
	or := func(x, otherwise sqlast.Expr) sqlast.Expr {
		if x == nil {
			return otherwise
		}
		return x
	}
	var items []sqlast.Item
	none := sqlast.Null{Type: sqlast.Text}
	for i, x := range []sqlast.Expr{or(r.kind, sqlast.Int(valid)), or(r.cell, noCell), or(r.text, none), r.n,
		or(r.first, sqlast.FloatLit(0)), or(r.second, sqlast.FloatLit(0))} {
		items = append(items, expr.As(x, resultNames[i]))
	}
	return items
}

// rowsAbout returns a SELECT of a column's index and the items dims, from a query.
func rowsAbout(index sqlast.Expr, dims []sqlast.Item, from sqlast.Source) sqlast.Select {
	return sqlast.Select{From: from, Items: append([]sqlast.Item{{X: index, As: indexColumn.Name}}, dims...)}
}

// groupsAbout is rowsAbout, grouped by the dims that are not constant.
func groupsAbout(index int, dims []sqlast.Item, from sqlast.Source) sqlast.Select {
	s := rowsAbout(sqlast.Int(index), dims, from)
	for i, item := range dims {
		if _, constant := item.X.(sqlast.Int); !constant {
			s.GroupBy = append(s.GroupBy, i+2)
		}
	}
	return s
}

// fromBase reads items of rows.Base.
func fromBase(items ...[]sqlast.Item) sqlast.Select {
	s := sqlast.Select{From: sqlast.Ref{Name: rows.Base}}
	for _, some := range items {
		s.Items = append(s.Items, some...)
	}
	return s
}

// groupedByAll groups a SELECT by its items, and adds what is aggregated.
func groupedByAll(s sqlast.Select, aggregates ...sqlast.Item) sqlast.Select {
	s.GroupBy = expr.GroupAll(s.Items)
	s.Items = append(s.Items, aggregates...)
	return s
}

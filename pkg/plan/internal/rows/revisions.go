package rows

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// Classes are rows with a category.
type Classes struct {
	With     []sqlast.CTE // end in Base
	Where    sqlast.Expr  // keeps the rows of Base that have a category
	Category sqlast.Expr  // of such a row
}

// Revisions are labelled predictions by whether their label was revised. The source is the log, l the table of
// outcomes; labels after the horizon do not take part.
func (r Rows) Revisions(l Labels) (Classes, error) {
	l.All, r.Labels = false, &l
	keys, err := r.joinKeys()
	if err != nil {
		return Classes{}, err
	}
	first, err := r.read(Logged, keys, Instants)
	if err != nil {
		return Classes{}, err
	}
	matches, err := r.matchOutcomes(l, expr.Names(first.Query), false)
	if err != nil {
		return Classes{}, err
	}
	texts := sqlast.Column{Name: "texts", Type: sqlast.Integer}
	grouped := r.oneRowEach(sqlast.Subquery{Query: matches, As: "c"}, r.identity(""))
	count := sqlast.Agg{Func: sqlast.CountDistinct, X: values.LabelText}
	grouped.Items = append(grouped.Items, expr.As(count, texts.Name))
	compare := func(op sqlast.Op) sqlast.Expr { return expr.Compare(texts, op, sqlast.Int(1)) }
	return Classes{With: []sqlast.CTE{first, {Name: Base, Query: grouped}}, Where: compare(sqlast.Ge),
		Category: expr.If(compare(sqlast.Gt),
			sqlast.Param{Value: columns.Revised}, sqlast.Param{Value: columns.Kept})}, nil
}

// oneRowEach is one row for each identity, with span, segments and weight.
func (r Rows) oneRowEach(from sqlast.Source, identity []sqlast.Expr) sqlast.Select {
	sel := sqlast.Select{From: from, Items: r.carried()}
	for _, x := range identity {
		if c, ok := x.(sqlast.Column); ok {
			sel.Items = append(sel.Items, expr.As(c, c.Name))
		}
	}
	sel.GroupBy = expr.GroupAll(sel.Items)
	return sel
}

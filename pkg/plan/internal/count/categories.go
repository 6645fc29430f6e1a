package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// categories counts a column against the lists of kept and known categories. In a row text is the category if it is
// kept.
type categories struct{}

func (categories) fits(c Column, _ Layout, _ sqlast.Counting) bool {
	return c.Mode == columns.Classified
}

func (categories) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	return oneEach(list, func(c Column) sqlast.Select {
		v := categoryOf(c)
		raw, l := l.countEqual(v.read(l)) // each category is looked up in the lists once, not each row
		kept := sqlast.InTexts{X: v.text(), Values: c.Kept}
		kind := sqlast.Case{Whens: []sqlast.When{{If: sqlast.IsNull{X: v.column}, Then: sqlast.Int(missing)},
			{If: kept, Then: sqlast.Int(valid)}}, Else: sqlast.Int(other)}
		if !c.Truncated {
			known := sqlast.When{If: sqlast.InTexts{X: v.text(), Values: c.Known}, Then: sqlast.Int(other)}
			kind.Whens, kind.Else = append(kind.Whens, known), sqlast.Int(unknown)
		}
		category := sqlast.Case{Whens: []sqlast.When{{If: kept, Then: v.text()}}, Else: sqlast.Null{Type: sqlast.Text}}
		return countCategories(c.Index, l, sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}}, kind, category)
	})
}

func (categories) decode(r record, p place) error { return decodeCategory(r, p) }

// categoryValue is the value of a column of categories. Truth values and whole numbers are grouped as they are, which
// costs less than as texts, and made texts of when they have been.
type categoryValue struct {
	from   Column
	column sqlast.Column // once it was read
}

func categoryOf(c Column) categoryValue {
	v := categoryValue{from: c, column: sqlast.Column{Name: valueName, Type: sqlast.Text}}
	if c.Value.Type == sqlast.Bool || c.Value.Type == sqlast.Integer {
		v.column.Type = c.Value.Type
	}
	return v
}

// read reads the value of rows.Base.
func (v categoryValue) read(l Layout) sqlast.Select {
	x := v.from.Value.X
	if v.column.Type == sqlast.Text {
		x = v.from.Value.Text()
	}
	return fromBase(l.carried(), []sqlast.Item{{X: x, As: v.column.Name}})
}

// text is the value as text.
func (v categoryValue) text() sqlast.Expr { return v.textOf(v.column) }

func (v categoryValue) textOf(x sqlast.Expr) sqlast.Expr {
	if v.column.Type == sqlast.Text {
		return x
	}
	return sqlast.ToText{X: x, From: v.column.Type}
}

// The names of a value's kind and category once a step has computed them.
var (
	kindColumn     = sqlast.Column{Name: "kind", Type: sqlast.Integer}
	categoryColumn = sqlast.Column{Name: "cat", Type: sqlast.Text}
)

// countCategories counts the rows of a query, which has no items yet, by kind and category.
func countCategories(index int, l Layout, from sqlast.Select, kind, category sqlast.Expr) sqlast.Select {
	from.Items = append(l.carried(), expr.As(kind, kindColumn.Name), expr.As(category, categoryColumn.Name))
	dims := append(l.dims(), expr.As(kindColumn, kindColumn.Name))
	counted := groupsAbout(index, dims, sqlast.Subquery{Query: from, As: "k"})
	counted.GroupBy = append(counted.GroupBy, len(counted.Items)+2)
	counted.Items = append(counted.Items, result{text: categoryColumn, n: l.rowCount()}.items()[1:]...)
	return counted
}

// decodeCategory adds the rows of a category.
func decodeCategory(r record, p place) error {
	addCategory(p.counts(), r)
	return nil
}

func addCategory(c *summary.Column, r record) {
	switch is, _ := r.kind(); is {
	case missing:
		c.Missing += r.n
	case other:
		c.Other += r.n
	case unknown:
		c.New += r.n
	default:
		c.Categories[r.text()] += r.n
	}
}

package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
)

// topCategories counts categories as they come, the most frequent first, at most columns.DistinctLimit. In a row text
// is the category.
type topCategories struct{}

func (topCategories) fits(c Column, _ Layout, _ sqlast.Counting) bool {
	return c.Mode == columns.Distinct
}

func (topCategories) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	return oneEach(list, func(c Column) sqlast.Select {
		v := categoryOf(c)
		isMissing := sqlast.When{If: sqlast.IsNull{X: v.column}, Then: sqlast.Int(missing)}
		kind := sqlast.Case{Whens: []sqlast.When{isMissing}, Else: sqlast.Int(valid)}
		from := sqlast.Select{From: sqlast.Subquery{Query: v.read(l), As: "r"}}
		counted := countCategories(c.Index, l, from, kind, v.column)
		category := sqlast.Column{Name: categoryColumn.Name, Type: v.column.Type}
		counted.OrderBy = []sqlast.Order{{X: countColumn, Desc: true}, {X: category}}
		counted.Limit = columns.DistinctLimit + 1 // and NULL, which is a group, too
		return asTexts(counted, l, v.textOf(category))
	})
}

// asTexts reads what was counted, with the category as text.
func asTexts(counted sqlast.Select, l Layout, category sqlast.Expr) sqlast.Select {
	all := sqlast.Select{From: sqlast.Subquery{Query: counted, As: "d"}}
	names := append([]string{indexColumn.Name}, rows.SegmentNames(l.Segments)...)
	for _, name := range append(names, resultNames...) {
		item := expr.As(sqlast.Column{Name: name}, name)
		if name == categoryColumn.Name {
			item.X = category
		}
		all.Items = append(all.Items, item)
	}
	return all
}

func (topCategories) decode(r record, p place) error { return decodeCategory(r, p) }

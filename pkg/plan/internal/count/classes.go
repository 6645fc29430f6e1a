package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
)

// Classes counts rows by their category, and returns what reads the rows of that statement as those of a column.
func Classes(of rows.Classes, c columns.Column, l Layout) (sqlast.Select, *Reader) {
	from := sqlast.Select{From: sqlast.Ref{Name: rows.Base}, Where: of.Where}
	counted := countCategories(0, l, from, sqlast.Int(valid), of.Category)
	counted.With = of.With
	list := []columns.Column{c}
	return counted, Union{forms: []form{topCategories{}}}.Reader(list, l, nil)
}

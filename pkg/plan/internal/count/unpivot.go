package count

import (
	"strconv"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// numbersTogether are columns that are counted together, by names that end in their indexes.
func numbersTogether(list []Column) []numericColumn {
	var numbers []numericColumn
	for _, c := range list {
		numbers = append(numbers, numeric(c, strconv.Itoa(c.Index)))
	}
	return numbers
}

// unpivot is every row of a query once for each column, with the column's index in indexColumn.
func unpivot(from sqlast.Source, list []numericColumn) sqlast.Source {
	var indexes sqlast.Union
	for _, c := range list {
		index := expr.As(sqlast.Int(c.Index), indexColumn.Name)
		indexes.Parts = append(indexes.Parts, sqlast.Select{Items: []sqlast.Item{index}})
	}
	return sqlast.Join{L: from, R: sqlast.Subquery{Query: indexes, As: "b"}, On: sqlast.And{}}
}

// pickByColumn is the expression of the column that an unpivoted row is about.
func pickByColumn(list []numericColumn, pick func(numericColumn) sqlast.Expr) sqlast.Expr {
	var picked sqlast.Case
	for _, c := range list {
		is := expr.Compare(indexColumn, sqlast.Eq, sqlast.Int(c.Index))
		picked.Whens = append(picked.Whens, sqlast.When{If: is, Then: pick(c)})
	}
	return picked
}

// isBroken tests a number for not being whole: 1 or 0.
func isBroken(x sqlast.Expr) sqlast.Expr {
	return expr.If(expr.Compare(x, sqlast.Ne, sqlast.FloorFloat{X: x}), sqlast.Int(1), sqlast.Int(0))
}

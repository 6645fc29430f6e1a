package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// ranges counts a column between cut points, with the smallest and the largest value of each cell: what tells a
// single value from several, where a grid has to be refined. A source needs no dimensions for it. In a row first is
// the smallest value of a cell, second the largest.
type ranges struct{}

func (ranges) fits(c Column, _ Layout, _ sqlast.Counting) bool { return c.Mode == columns.Ranges }

func (ranges) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	return oneEach(list, func(c Column) sqlast.Select {
		raw, l := readNumbers(c, l)
		number := numeric(c, "")
		groups, dims := l.grouped()
		keyed := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}, Where: sqlast.Finite{X: number.x},
			OptimizationBarrier: true, Items: append(append(groups, l.multiples()...),
				expr.As(cellKey(c.Grid, number.x), keyColumn.Name), expr.As(number.x, number.x.Name))}
		counted := groupedByAll(sqlast.Select{From: sqlast.Subquery{Query: keyed, As: "k"},
			Items: append(expr.PassThrough(groups), expr.As(keyColumn, keyColumn.Name))},
			expr.As(l.rowCount(), countColumn.Name),
			expr.As(sqlast.Agg{Func: sqlast.Min, X: number.x}, firstColumn.Name),
			expr.As(sqlast.Agg{Func: sqlast.Max, X: number.x}, secondColumn.Name))
		found := rowsAbout(sqlast.Int(c.Index), dims, sqlast.Subquery{Query: counted, As: "g"})
		found.Items = append(found.Items, result{cell: sqlast.Floor{X: keyColumn}, n: countColumn,
			first: firstColumn, second: secondColumn}.items()...)
		return found
	})
}

func (ranges) decode(r record, p place) error {
	least, ok := r.first()
	most, _ := r.second()
	if ok {
		found, key := p.spans[p.span].Ranges, p.spec().Key
		found[key] = append(found[key], summary.Range{N: r.n, Min: least, Max: most})
	}
	return nil
}

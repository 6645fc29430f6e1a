package plan

import (
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Counting between cut points, with the smallest and the largest value of each cell: what tells a single value from several,
// where a grid has to be refined. A source needs no dimensions for it.

// rangesBranch counts a column by cell: off is the smallest value, off2 the largest.
func (c Column) rangesBranch(index int, v value, sh shape) sqlast.Select {
	raw, sh := c.rawNumbers(index, v, sh)
	l := c.lane("")
	groups, dims := sh.grouped()
	keys := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}, Where: sqlast.Finite{X: l.x}, OptimizationBarrier: true}
	keys.Items = append(groups, sh.counting()...)
	keys.Items = append(keys.Items, sqlast.Item{X: keyExpr(c.Grid, l.x), As: keyColumn.Name}, sqlast.Item{X: l.x, As: l.x.Name})

	counted := sqlast.Select{From: sqlast.Subquery{Query: keys, As: "k"},
		Items: append(onward(groups), sqlast.Item{X: keyColumn, As: keyColumn.Name})}
	for i := range counted.Items {
		counted.GroupBy = append(counted.GroupBy, i+1)
	}
	counted.Items = append(counted.Items, sqlast.Item{X: sh.rows(), As: "n"}, sqlast.Item{X: sqlast.Agg{Func: sqlast.Min, X: l.x}, As: "off"},
		sqlast.Item{X: sqlast.Agg{Func: sqlast.Max, X: l.x}, As: "off2"})

	ranges := ofColumn(sqlast.Int(index), dims)
	ranges.From = sqlast.Subquery{Query: counted, As: "g"}
	ranges.Items = append(ranges.Items, told(sqlast.Int(valid), sqlast.Floor{X: keyColumn}, sqlast.Column{Name: "n"},
		sqlast.Column{Name: "off"}, sqlast.Column{Name: "off2"})...)
	return ranges
}

// addRange adds what was counted in a cell.
func (counted Counted) addRange(key string, row Row, at int, n float64) {
	least, some := row.Float(at)
	most, _ := row.Float(at + 1)
	if some {
		counted.Ranges[key] = append(counted.Ranges[key], summary.Range{N: n, Min: least, Max: most})
	}
}

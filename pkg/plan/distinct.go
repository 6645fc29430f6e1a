package plan

import (
	"slices"

	"leeway/pkg/sqlast"
)

// distinctBranch counts the distinct valid values of a column by span and segment: categories by their bytes, numbers by
// value, where −0 is 0. A row that weighs nothing has no values. What is one group is counted to DistinctLimit, where a
// store can stop.
func (c Column) distinctBranch(index int, v value, sh shape, groups bool) sqlast.Select {
	read := sqlast.Select{From: sqlast.Ref{Name: base}}
	if sh.weighted {
		read.Where = sqlast.Binary{Op: sqlast.Gt, L: sqlast.Column{Name: "w", Type: sqlast.Float}, R: sqlast.FloatLit(0)}
	}
	values := sqlast.Select{Distinct: true}
	l, text := c.lane(""), sqlast.Column{Name: "v", Type: sqlast.Text}
	x := sqlast.Item{X: sqlast.ToNumber{X: v.x, From: v.t}, As: l.x.Name}
	if c.Mode == Classified {
		x = sqlast.Item{X: sqlast.ToText{X: v.x, From: v.t}, As: text.Name}
		values.Where = sqlast.Not{X: sqlast.IsNull{X: text}}
		values.Items = append(sh.handed(), sqlast.Item{X: text, As: text.Name})
	} else {
		isZero := sqlast.Binary{Op: sqlast.Eq, L: l.x, R: sqlast.FloatLit(0)}
		values.Where = sqlast.And{List: l.good()}
		values.Items = append(sh.handed(), sqlast.Item{X: ifElse(isZero, sqlast.FloatLit(0), l.x), As: l.x.Name})
	}
	read.Items = append(sh.handed(), x)
	values.From = sqlast.Subquery{Query: read, As: "r"}
	if !groups {
		values.Limit = DistinctLimit
	}

	counted := groupedBy(index, sh.handed())
	counted.From = sqlast.Subquery{Query: values, As: "d"}
	none := sqlast.FloatLit(0)
	counted.Items = append(counted.Items, told(sqlast.Int(valid), noCell, sqlast.Agg{Func: sqlast.CountAll}, none, none)...)
	return counted
}

// onlyDistinct says that the scan counts distinct values and no rows.
func (s Scan) onlyDistinct() bool {
	return len(s.Columns) > 0 && !slices.ContainsFunc(s.Columns, func(c Column) bool { return !c.Distinct })
}

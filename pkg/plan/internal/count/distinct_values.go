package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
)

// distinctValues counts the distinct valid values of a column by span and segment: categories by their bytes, numbers
// by value, where −0 is 0. A row that weighs nothing has no values. What is one group is counted to
// columns.DistinctLimit, where a store can stop. In a row n is the number of values.
type distinctValues struct{}

func (distinctValues) fits(c Column, _ Layout, _ sqlast.Counting) bool { return c.Distinct }

func (distinctValues) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	return oneEach(list, func(c Column) sqlast.Select {
		found := distinctOf(c, l)
		if !l.hasGroups() {
			found.Limit = columns.DistinctLimit
		}
		counted := groupsAbout(c.Index, l.dims(), sqlast.Subquery{Query: found, As: "d"})
		counted.Items = append(counted.Items, result{n: sqlast.Agg{Func: sqlast.CountAll}}.items()...)
		return counted
	})
}

// distinctOf finds the distinct values.
func distinctOf(c Column, l Layout) sqlast.Select {
	number, text := numeric(c, ""), sqlast.Column{Name: valueName, Type: sqlast.Text}
	found := sqlast.Select{Distinct: true}
	read := expr.As(c.Value.Number(), number.x.Name)
	if c.Mode == columns.Classified {
		read = expr.As(c.Value.Text(), text.Name)
		found.Where = expr.IsPresent(text)
		found.Items = append(l.dims(), expr.As(text, text.Name))
	} else {
		zero := expr.Compare(number.x, sqlast.Eq, sqlast.FloatLit(0))
		found.Where = sqlast.And{List: number.isValid()}
		found.Items = append(l.dims(), expr.As(expr.If(zero, sqlast.FloatLit(0), number.x), number.x.Name))
	}
	raw := fromBase(l.dims(), []sqlast.Item{read})
	if l.Weighted {
		raw.Where = expr.Compare(rows.Weight, sqlast.Gt, sqlast.FloatLit(0))
	}
	found.From = sqlast.Subquery{Query: raw, As: "r"}
	return found
}

func (distinctValues) decode(r record, p place) error {
	c := p.counts()
	c.Distinct = append(c.Distinct, r.n*r.unit) // values have no weight
	return nil
}

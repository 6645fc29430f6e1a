package count

import (
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// keys counts a column by the keys of its cells. A row is a keyRow.
type keys struct{}

func (keys) fits(c Column, _ Layout, _ sqlast.Counting) bool { return c.KeysSuffice() }

func (keys) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	return oneEach(list, func(c Column) sqlast.Select {
		number := numeric(c, "")
		raw := fromBase(l.carried(), number.readForKey())
		groups, dims := l.grouped()
		key := expr.As(nonNull(number.key(c.Grid)), keyColumn.Name)
		keyed := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"},
			Items: append(append(groups, l.multiples()...), key)}
		counted := groupsAbout(c.Index, dims, sqlast.Subquery{Query: keyed, As: "k"})
		counted.Items = append(counted.Items, keyRow(markKey, l.rowCount(), keyColumn).items()...)
		counted.GroupBy = append(counted.GroupBy, len(counted.Items)-1)
		return counted
	})
}

func (keys) decode(r record, p place) error { return decodeKey(r, p) }

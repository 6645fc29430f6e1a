package dialect

import (
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// aggregates are the texts before the argument; all stores agree on them.
var aggregates = map[sqlast.AggFunc]string{
	sqlast.CountDistinct: "count(DISTINCT ", sqlast.Sum: "sum(", sqlast.Min: "min(", sqlast.Max: "max(",
	sqlast.Mean: "avg(", sqlast.Variance: "var_pop(", sqlast.Count: "count(",
}

// aggregate spells an aggregate; ungrouped says that its SELECT has no groups. Sums of whole numbers and counts come
// back as 64-bit integers: stores widen sums otherwise.
func (d *Dialect) aggregate(a sqlast.Agg, ungrouped bool) ([]piece, error) {
	if a.Func == sqlast.CountAll && a.X == nil {
		return d.counted([]piece{words("count(*)")})
	}
	open, ok := aggregates[a.Func]
	if !ok || a.X == nil {
		return nil, fault.Newf(fault.Internal, "the aggregate %q does not fit its argument", a.Func)
	}
	if ungrouped && a.Func != sqlast.CountDistinct && a.Func != sqlast.Count {
		open = strings.Replace(open, "(", d.OfNothing+"(", 1)
	}
	call := enclose(open, []piece{inside(a.X, plain)}, ")")
	switch {
	case a.Func == sqlast.Count:
		return d.counted(call)
	case a.Func == sqlast.Sum && typeOf(a.X) == sqlast.Integer:
		return d.cast(call, sqlast.Integer)
	}
	return call, nil
}

// counted casts a count where the store counts in unsigned numbers.
func (d *Dialect) counted(call []piece) ([]piece, error) {
	if d.UnsignedCounts {
		return d.cast(call, sqlast.Integer)
	}
	return call, nil
}

// rowNumber spells the number of a row among those of its partition.
func (d *Dialect) rowNumber(n sqlast.RowNumber) ([]piece, error) {
	var list []piece
	if len(n.PartitionBy) > 0 {
		list = append(list, words("PARTITION BY "))
		list = append(list, commaList(len(n.PartitionBy),
			func(i int) piece { return inside(n.PartitionBy[i], compared) })...)
	}
	for i, key := range n.OrderBy {
		before := ", "
		switch {
		case i == 0 && len(list) > 0:
			before = " ORDER BY "
		case i == 0:
			before = "ORDER BY "
		}
		one, err := d.order(key)
		if err != nil {
			return nil, err
		}
		list = append(append(list, words(before)), one...)
	}
	return enclose("row_number() OVER (", list, ")"), nil
}

// order spells one key; NULLs come last in both directions, because stores differ where it is left open.
func (d *Dialect) order(o sqlast.Order) ([]piece, error) {
	node := Asc
	if o.Desc {
		node = Desc
	}
	return d.node(node, operands{x: o.X})
}

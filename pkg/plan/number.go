package plan

import (
	"slices"
	"strconv"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// numberBranch counts a column by cell and kind and adds up its places.
func (c Column) numberBranch(index int, v value, sh shape) sqlast.Select {
	raw, sh := c.rawNumbers(index, v, sh)
	l := c.lane("")
	step := func(before sqlast.Select, as string, items []sqlast.Item) sqlast.Select {
		return sqlast.Select{From: sqlast.Subquery{Query: before, As: as}, Items: append(sh.carry(), items...)}
	}
	placed := step(step(step(raw, "r", l.sorted()), "s", l.scaled()), "p", l.placed())
	counted := sh.count(index, l.cell, nil)
	counted.From = sqlast.Subquery{Query: placed, As: "c"}
	return counted
}

// callName is the name of the column in base that holds the call a row belonged to.
func callName(index int) string { return "call" + strconv.Itoa(index) }

// firstOfCall keeps the first row of every call in a span and segment; of rows at the same time the least value.
func firstOfCall(index int, raw sqlast.Select, v value, sh shape) sqlast.Select {
	nth := sqlast.RowNumber{OrderBy: []sqlast.Order{{X: rowTime}, {X: v.x}}}
	for _, name := range append(sh.dims(), callName(index)) {
		nth.PartitionBy = append(nth.PartitionBy, sqlast.Column{Name: name})
	}
	numbered := raw
	numbered.Items = append(slices.Clone(raw.Items), sqlast.Item{X: nth, As: "nth"})
	return sqlast.Select{From: sqlast.Subquery{Query: numbered, As: "b"}, Items: onward(raw.Items),
		Where: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "nth", Type: sqlast.Integer}, R: sqlast.Int(1)}}
}

// grid returns the grid a column is counted on: octaves in the first pass.
func (c Column) grid() summary.Grid {
	if c.Mode == FirstPass {
		return summary.OctaveGrid
	}
	return c.Grid
}

// tallied reports whether equal values are counted before anything is computed of them. It pays where values are few:
// whole numbers, on cells no wider than one. A weight takes part in the sums of every row.
func (c Column) tallied(v value, sh shape) bool {
	few := c.Mode == FirstPass || c.Grid.Family == summary.Linear && c.Grid.Scale >= 0
	return few && v.t == sqlast.Integer && c.Made == AsRead && c.Call == "" && !sh.weighted
}

package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Column is a column to count.
type Column struct {
	columns.Column
	Index int          // among the columns of the statement
	Value values.Value // as rows.Base holds it
}

// countsTogether reports whether a column can be counted together with others: a weight is no count, and of a call
// one row is chosen first.
func (c Column) countsTogether(l Layout) bool {
	return (c.Mode == columns.OnGrid || c.Mode == columns.FirstPass) && !c.Distinct && c.Call == "" && !l.Weighted
}

// countsKeysTogether is countsTogether for a column of which only the keys of cells are asked for.
func (c Column) countsKeysTogether(l Layout) bool {
	return c.countsTogether(l) && c.Mode == columns.OnGrid && c.KeysSuffice()
}

// countsEqualFirst reports whether equal values are counted before anything is computed of them. It pays where values
// are few: whole numbers, on cells no wider than one. A weight takes part in the sums of every row.
func (c Column) countsEqualFirst(l Layout) bool {
	few := c.Mode == columns.FirstPass || c.Grid.Family == summary.Linear && c.Grid.Scale >= 0
	return few && c.Value.Type == sqlast.Integer && c.Derived == columns.AsRead && c.Call == "" && !l.Weighted
}

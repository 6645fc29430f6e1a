package count

import (
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
)

// copiesIndex is the index of the branch that looks for copies, among those of columns.
const copiesIndex = -2

// MostCopies is the branch that says, as n, how often a day has the id that it has most often; ids are
// rows.CountCopies.
func MostCopies(ids sqlast.Select, l Layout) sqlast.Select {
	dims := []sqlast.Item{{X: sqlast.Int(0), As: rows.Span.Name}}
	for i := range l.Segments {
		dims = append(dims, expr.As(sqlast.Null{Type: sqlast.Text}, rows.SegmentName(i)))
	}
	most := rowsAbout(sqlast.Int(copiesIndex), dims, sqlast.Subquery{Query: ids, As: "t"})
	most.Items = append(most.Items, result{n: sqlast.Agg{Func: sqlast.Max, X: rows.CopiesOfID}}.items()...)
	return most
}

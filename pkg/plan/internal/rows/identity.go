package rows

import (
	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// rowNumber tells rows of which none is a copy from each other.
var rowNumber = sqlast.Column{Name: "row"}

// joinKeys are the ids to join on. Without de-duplication rows get a number, so that each meets one label.
func (r Rows) joinKeys() ([]sqlast.Item, error) {
	items, err := r.Source.ReadIDs()
	if err != nil {
		return nil, err
	}
	if !r.Source.Unique {
		items = append(items, expr.As(sqlast.RowNumber{}, rowNumber.Name))
	}
	return items, nil
}

// identity is what tells two predictions from each other.
func (r Rows) identity(source string) []sqlast.Expr {
	of := func(c sqlast.Column) sqlast.Expr { c.Source = source; return c }
	if !r.Source.Unique {
		return []sqlast.Expr{of(rowNumber)}
	}
	list := []sqlast.Expr{of(values.RowTime)}
	for _, c := range r.Source.IDs(source) {
		list = append(list, c)
	}
	return list
}

// matchNumber numbers the matches of a prediction. One without an id has none, and is the only one of its kind.
func (r Rows) matchNumber(source string, order []sqlast.Order) sqlast.Expr {
	number := sqlast.RowNumber{PartitionBy: r.identity(source), OrderBy: order}
	if !r.Source.Unique {
		return number
	}
	return expr.If(values.LacksID(r.Source.IDs(source)), sqlast.Int(1), number)
}

// isFirstMatch keeps the match with the number 1.
var isFirstMatch = expr.Compare(sqlast.Column{Name: matchName, Type: sqlast.Integer}, sqlast.Eq, sqlast.Int(1))

// matchName is the name of matchNumber.
const matchName = "choice"

// matchIDs compares the ids of p, the scan's rows, with those of o, another table's, in order.
func (r Rows) matchIDs(other values.Source) ([]sqlast.Expr, error) {
	if len(other.ID) != len(r.Source.ID) {
		return nil, fault.Newf(fault.BadModel, "outcomes.id has %d columns, log.id has %d; they are joined in order",
			len(other.ID), len(r.Source.ID))
	}
	var on []sqlast.Expr
	for i, own := range r.Source.IDs("p") {
		on = append(on, values.MatchIDs(own, other.IDs("o")[i]))
	}
	return on, nil
}

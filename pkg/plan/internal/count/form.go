package count

import "leeway/pkg/sqlast"

// form is one way of counting columns.
type form interface {
	// fits reports whether the form counts a column in a store's way. Of several forms the first that fits is taken.
	fits(c Column, l Layout, how sqlast.Counting) bool
	// sql returns what counts the columns, which all fit, over rows.Base.
	sql(list []Column, l Layout, how sqlast.Counting) parts
	// decode adds what a row of the result says about a column.
	decode(r record, p place) error
}

// parts are the parts of a statement.
type parts struct {
	with       []sqlast.CTE          // to follow rows.Base
	single     map[int]sqlast.Select // branches about one column, by its index
	shared     []sqlast.Select       // branches about several columns
	countsRows bool                  // rows are among what the branches count
}

// oneEach counts each column by a branch.
func oneEach(list []Column, branch func(Column) sqlast.Select) parts {
	p := parts{single: map[int]sqlast.Select{}}
	for _, c := range list {
		p.single[c.Index] = branch(c)
	}
	return p
}

// splitEvenly cuts a list into parts of at most some columns, and about as many in each.
func splitEvenly(list []Column, most int) [][]Column {
	var chunks [][]Column
	for len(list) > 0 {
		n := (len(list) + most - 1) / most
		some := (len(list) + n - 1) / n
		chunks = append(chunks, list[:some])
		list = list[some:]
	}
	return chunks
}

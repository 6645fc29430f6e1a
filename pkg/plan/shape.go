package plan

import (
	"strconv"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// base is the CTE that all branches of a scan count: one row a prediction, with its span, its segments and its values.
const base = "base"

// rowsIndex is the column index of the branch that counts rows.
const rowsIndex = -1

// shape is the form of every branch's rows, so that they can be one UNION ALL:
// col, span, s0 … s(k−1), kind, cell, cat, n, off, off2; the last two are doubles.
type shape struct {
	segments int
	weighted bool
	timeless bool        // there is one span
	time     sqlast.Type // of base's t, where that is the source's own; Unknown: microseconds
	packed   int         // not 0: in grouping sets, so many bits of a key's fraction tell the span
	tallied  bool        // equal values have been counted: column often says how many times
}

// noCell stands where a row tells of no cell. It is as wide as a cell: Postgres plans branches side by side only where their
// columns are of equal types.
var noCell = sqlast.Floor{X: sqlast.FloatLit(0)}

var kindColumn = sqlast.Column{Name: "kind", Type: sqlast.Integer}

func segmentName(i int) string { return "s" + strconv.Itoa(i) }

// dims are the columns that every step of a branch carries along.
func (sh shape) dims() []string {
	names := []string{"span"}
	for i := range sh.segments {
		names = append(names, segmentName(i))
	}
	return names
}

// grouped returns what a count by key groups by beside the key, and the items that hand all dims on. What is constant is
// no group: stores would hash it with every row.
func (sh shape) grouped() (groups, items []sqlast.Item) {
	span := sqlast.Item{X: sqlast.NonNull{X: sqlast.Column{Name: "span", Type: sqlast.Integer}, Else: sqlast.Int(-1)}, As: "span"}
	if sh.timeless {
		items = append(items, sqlast.Item{X: sqlast.Int(0), As: "span"})
	} else {
		groups, items = append(groups, span), append(items, sqlast.Item{X: sqlast.Column{Name: "span"}, As: "span"})
	}
	for i := range sh.segments {
		item := sqlast.Item{X: sqlast.Column{Name: segmentName(i)}, As: segmentName(i)}
		groups, items = append(groups, item), append(items, item)
	}
	return groups, items
}

// names are the columns of a branch's result, in order.
func (sh shape) names() []string {
	return append(append([]string{"col"}, sh.dims()...), "kind", "cell", "cat", "n", "off", "off2")
}

// handed returns the items that hand span and segments on to the next step.
func (sh shape) handed() []sqlast.Item {
	var items []sqlast.Item
	for _, name := range sh.dims() {
		items = append(items, sqlast.Item{X: sqlast.Column{Name: name}, As: name})
	}
	return items
}

// onward returns the items that hand what a step made on to the next.
func onward(made []sqlast.Item) []sqlast.Item {
	var items []sqlast.Item
	for _, item := range made {
		items = append(items, sqlast.Item{X: sqlast.Column{Name: item.As}, As: item.As})
	}
	return items
}

// carry returns the items that hand span, segments and weight on to the next step.
func (sh shape) carry() []sqlast.Item { return append(sh.handed(), sh.counting()...) }

// timed returns carry and, of a source with time, the row's.
func (sh shape) timed() []sqlast.Item {
	if sh.timeless {
		return sh.carry()
	}
	return append(sh.carry(), sqlast.Item{X: rowTime, As: rowTime.Name})
}

// ofColumn returns a SELECT of a column's index and the items dims.
func ofColumn(index sqlast.Expr, dims []sqlast.Item) sqlast.Select {
	return sqlast.Select{Items: append([]sqlast.Item{{X: index, As: "col"}}, dims...)}
}

// groupedBy is ofColumn, grouped by the dims that are not constant.
func groupedBy(index int, dims []sqlast.Item) sqlast.Select {
	s := ofColumn(sqlast.Int(index), dims)
	for i, item := range dims {
		if _, constant := item.X.(sqlast.Int); !constant {
			s.GroupBy = append(s.GroupBy, i+2)
		}
	}
	return s
}

// counting returns the items that hand on how often a row counts.
func (sh shape) counting() []sqlast.Item {
	var items []sqlast.Item
	if sh.weighted {
		items = append(items, sqlast.Item{X: sqlast.Column{Name: "w", Type: sqlast.Float}, As: "w"})
	}
	if sh.tallied {
		items = append(items, sqlast.Item{X: often, As: often.Name})
	}
	return items
}

// often is how many rows, or what weight, a tallied value stands for. It is not called n: some stores would take that for
// the sum of the same name.
var often = sqlast.Column{Name: "often", Type: sqlast.Integer}

// tally counts the equal rows of raw, and returns the shape of what follows.
func (sh shape) tally(raw sqlast.Select) (sqlast.Select, shape) {
	counted := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "t"}}
	for _, item := range raw.Items {
		if item.As == "w" {
			continue
		}
		counted.Items = append(counted.Items, sqlast.Item{X: sqlast.Column{Name: item.As}, As: item.As})
		counted.GroupBy = append(counted.GroupBy, len(counted.Items))
	}
	counted.Items = append(counted.Items, sqlast.Item{X: sh.rows(), As: often.Name})
	sh.weighted, sh.tallied = false, true
	return counted, sh
}

// count returns the grouping step of a branch over columns span, segments, kind and either cell (with fraction f) or
// category; the one that is nil is constant.
func (sh shape) count(index int, cell, category sqlast.Expr) sqlast.Select {
	s := groupedBy(index, append(sh.handed(), sqlast.Item{X: kindColumn, As: "kind"}))
	off, off2 := sqlast.Expr(sqlast.FloatLit(0)), sqlast.Expr(sqlast.FloatLit(0))
	if cell != nil {
		s.GroupBy = append(s.GroupBy, len(s.Items)+1)
		f := sqlast.Column{Name: "f", Type: sqlast.Float}
		unit := sqlast.FloatLit(summary.OffsetUnit)
		off = sqlast.ToNumber{X: sh.sum(times(f, unit)), From: sqlast.Integer}
		off2 = sqlast.ToNumber{X: sh.sum(times(times(f, f), unit)), From: sqlast.Integer}
		category = sqlast.Null{Type: sqlast.Text}
	} else {
		s.GroupBy = append(s.GroupBy, len(s.Items)+2)
		cell = noCell
	}
	s.Items = append(s.Items, sqlast.Item{X: cell, As: "cell"}, sqlast.Item{X: category, As: "cat"},
		sqlast.Item{X: sh.rows(), As: "n"}, sqlast.Item{X: off, As: "off"}, sqlast.Item{X: off2, As: "off2"})
	return s
}

// rowsBranch counts predictions and finds the newest, whose time (microseconds) stands in cell; 0 without times.
func (sh shape) rowsBranch() sqlast.Select {
	rows := sqlast.Select{From: sqlast.Ref{Name: base}, Items: sh.timed(), OptimizationBarrier: true}
	s := groupedBy(rowsIndex, sh.handed())
	s.From = sqlast.Subquery{Query: rows, As: "r"}
	s.Items = append(s.Items, told(sqlast.Int(valid), sh.latest(), sh.rows(), sqlast.FloatLit(0), sqlast.FloatLit(0))...)
	return s
}

// latest is the newest time of a group in microseconds.
func (sh shape) latest() sqlast.Expr {
	switch {
	case sh.timeless:
		return noCell
	case sh.time != sqlast.Unknown:
		own := sqlast.Column{Name: rowTime.Name, Type: sh.time}
		return sqlast.Micros{X: sqlast.Agg{Func: sqlast.Max, X: own}, From: sh.time}
	}
	return sqlast.Agg{Func: sqlast.Max, X: rowTime}
}

// rows counts rows, or adds up their weights in units of 2^−weightBits.
func (sh shape) rows() sqlast.Expr {
	if sh.tallied {
		return sqlast.Agg{Func: sqlast.Sum, X: often}
	}
	if !sh.weighted {
		return sqlast.Agg{Func: sqlast.CountAll}
	}
	w := sqlast.Column{Name: "w", Type: sqlast.Float}
	return sqlast.Agg{Func: sqlast.Sum, X: sqlast.Round{X: sqlast.Scaled{X: w, Shift: weightBits}}}
}

// sum adds up a number of units, times the weight where there is one.
func (sh shape) sum(units sqlast.Expr) sqlast.Expr {
	if sh.weighted {
		units = times(units, sqlast.Column{Name: "w", Type: sqlast.Float})
	}
	rounded := sqlast.Expr(sqlast.Round{X: units})
	if sh.tallied {
		rounded = times(rounded, often)
	}
	return sqlast.Agg{Func: sqlast.Sum, X: rounded}
}

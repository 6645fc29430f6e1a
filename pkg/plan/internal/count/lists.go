package count

import (
	"slices"
	"strconv"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// lists counts all columns of numbers by one SELECT over rows.Base, one aggregate each, beside the rows, where a
// store has aggregates that count by key: each makes a list of entries. What is left of a branch only reads the
// entries as rows.
type lists struct{}

func (lists) fits(c Column, l Layout, how sqlast.Counting) bool {
	return how.Lists && c.countsTogether(l)
}

// counts is the CTE of the lists: span, segments, n and latest of the rows, and a list for every column.
const counts = "counts"

// listName is the name of a column's list.
func listName(index int) string { return "c" + strconv.Itoa(index) }

func (lists) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	numbers := numbersTogether(list)
	made := listsOf(numbers, l)
	counted := groupedByAll(sqlast.Select{From: sqlast.Subquery{Query: made, As: "r"}, Items: l.dims()},
		expr.As(l.rowCount(), countColumn.Name), expr.As(l.latest(), latestColumn.Name))
	for _, c := range numbers {
		counted.Items = append(counted.Items, expr.As(listFormOf(c.Column).aggregate(c), listName(c.Index)))
	}
	ofRows := rowsAbout(sqlast.Int(rowsIndex), l.dims(), sqlast.Ref{Name: counts})
	ofRows.Items = append(ofRows.Items, result{cell: latestColumn, n: countColumn}.items()...)
	p := parts{countsRows: true, shared: []sqlast.Select{ofRows},
		with: []sqlast.CTE{{Name: counts, Query: counted, Materialize: true}}}
	for len(numbers) > 0 {
		f := listFormOf(numbers[0].Column)
		alike := slices.Clone(numbers)
		alike = slices.DeleteFunc(alike, func(c numericColumn) bool { return listFormOf(c.Column) != f })
		p.shared = append(p.shared, entriesAsRows(alike, l, f))
		numbers = slices.DeleteFunc(numbers, func(c numericColumn) bool { return listFormOf(c.Column) == f })
	}
	return p
}

func (lists) decode(r record, p place) error {
	return listFormOf(Column{Column: p.spec()}).decode(r, p)
}

// listsOf is what the aggregates are of: the columns as numbers or, of a stepList, by cell and place.
func listsOf(numbers []numericColumn, l Layout) sqlast.Select {
	items := func(step func(numericColumn) []sqlast.Item) []sqlast.Item {
		items := l.timed()
		for _, c := range numbers {
			items = append(items, step(c)...)
		}
		return items
	}
	made := fromBase(items(readForList))
	if !slices.ContainsFunc(numbers, hasSteps) {
		return made
	}
	steps := []func(numericColumn) []sqlast.Item{
		numericColumn.classified, numericColumn.positioned, numericColumn.placed}
	for _, step := range steps {
		next := items(func(c numericColumn) []sqlast.Item {
			if hasSteps(c) {
				return step(c)
			}
			return passNumber(c)
		})
		made = sqlast.Select{From: sqlast.Subquery{Query: made, As: "r"}, Items: next}
	}
	return made
}

// hasSteps says that a column is counted by a stepList.
func hasSteps(c numericColumn) bool { return listFormOf(c.Column) == stepList{} }

// readForList reads what the list of a column needs.
func readForList(c numericColumn) []sqlast.Item {
	if hasSteps(c) {
		return c.read()
	}
	return c.readForKey()
}

// passNumber hands on what readForList has read.
func passNumber(c numericColumn) []sqlast.Item {
	items := readForList(c)
	for i, item := range items {
		items[i].X = sqlast.Column{Name: item.As, Type: c.x.Type}
	}
	return items
}

// entriesAsRows reads the lists of columns of one form as rows. One SELECT for all of them is planned sooner than one
// for each.
func entriesAsRows(list []numericColumn, l Layout, f listForm) sqlast.Select {
	var indexes, made sqlast.List
	for _, c := range list {
		indexes, made = append(indexes, sqlast.Int(c.Index)), append(made, sqlast.Column{Name: listName(c.Index)})
	}
	unnested := sqlast.Select{From: sqlast.Ref{Name: counts}, Items: append(l.dims(),
		expr.As(sqlast.Each{X: indexes}, indexColumn.Name), expr.As(sqlast.Each{X: made}, "list"))}
	entries := rowsAbout(indexColumn, l.dims(), sqlast.Subquery{Query: unnested, As: "l"})
	entries.Items = append(entries.Items, expr.As(sqlast.Each{X: sqlast.Column{Name: "list"}}, entryName))
	found := rowsAbout(indexColumn, l.dims(), sqlast.Subquery{Query: entries, As: "u"})
	found.Items = append(found.Items, f.result(entryFields()).items()...)
	return found
}

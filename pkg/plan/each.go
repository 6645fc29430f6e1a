package plan

import "leeway/pkg/sqlast"

// Rows that tell of several columns, taken apart into a row for each.

// colColumn is the index of a column where rows are of several.
var colColumn = sqlast.Column{Name: "col", Type: sqlast.Integer}

// forEach is every row of a source once for each track, with the track's index in col.
func forEach(rows sqlast.Source, tracks []track) sqlast.Source {
	var indexes sqlast.Union
	for _, t := range tracks {
		indexes.Parts = append(indexes.Parts, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Int(t.index), As: colColumn.Name}}})
	}
	return sqlast.Join{L: rows, R: sqlast.Subquery{Query: indexes, As: "b"}, On: sqlast.And{}}
}

// ofEach is the expression of the track that such a row is of.
func ofEach(tracks []track, pick func(track) sqlast.Expr) sqlast.Expr {
	var picked sqlast.Case
	for _, t := range tracks {
		its := sqlast.Binary{Op: sqlast.Eq, L: colColumn, R: sqlast.Int(t.index)}
		picked.Whens = append(picked.Whens, sqlast.When{If: its, Then: pick(t)})
	}
	return picked
}

package plan

import (
	"slices"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Counting by histograms. A store with an aggregate that counts the values of a group reads the table once for many columns.
// Keys are whole numbers, which such a store hashes faster than doubles.

// The keys of what has no cell are larger than those of all cells.
const (
	missingKey = 1 << 60
	invalidKey = 1 << 61
)

// countHistograms returns the branches that count the tracks, which are inSets, at most some at a time.
func (sh shape) countHistograms(tracks []track, most int) []sqlast.Select {
	var branches []sqlast.Select
	if len(tracks) > 0 {
		for some := range slices.Chunk(tracks, most) {
			branches = append(branches, sh.histogramsBranch(some))
		}
	}
	return branches
}

// histogramsBranch counts tracks by key: numbers, a histogram of the keys of each, and then a row for every entry.
func (sh shape) histogramsBranch(tracks []track) sqlast.Select {
	groups, dims := sh.grouped()
	raw := sqlast.Select{From: sqlast.Ref{Name: base}, Items: sh.handed()}
	counted := sqlast.Select{Items: groups}
	for i := range groups {
		counted.GroupBy = append(counted.GroupBy, i+1)
	}
	entries := sqlast.Entries{}
	for _, t := range tracks {
		histogram := sqlast.Column{Name: listName(t.index)}
		raw.Items = append(raw.Items, t.read(t.v)...)
		counted.Items = append(counted.Items, sqlast.Item{X: sqlast.Histogram{X: t.wholeKey()}, As: histogram.Name})
		entries.Histograms, entries.Numbers = append(entries.Histograms, histogram), append(entries.Numbers, t.index)
	}
	counted.From = sqlast.Subquery{Query: raw, As: "r"}
	entries.From = sqlast.Subquery{Query: counted, As: "c"}

	key := sqlast.Column{Name: "key", Type: sqlast.Integer}
	is := func(code int64) sqlast.Expr { return sqlast.Binary{Op: sqlast.Eq, L: key, R: sqlast.Int(code)} }
	kind := sqlast.Case{Whens: []sqlast.When{{If: is(missingKey), Then: sqlast.Int(missing)}, {If: is(invalidKey), Then: sqlast.Int(invalid)}},
		Else: sqlast.Int(keyed)}
	rows := ofColumn(sqlast.Column{Name: "col"}, dims)
	rows.From = entries
	rows.Items = append(rows.Items, told(kind, noCell, sqlast.Column{Name: "n"}, sqlast.ToNumber{X: key, From: sqlast.Integer}, sqlast.FloatLit(0))...)
	return rows
}

// wholeKey is the number's key on the grid as a whole number, within ±2^53.
func (t track) wholeKey() sqlast.Expr {
	tests, key := []sqlast.Expr{sqlast.Finite{X: t.x}}, keyExpr(t.Grid, t.x)
	switch t.Grid.Family {
	case summary.Linear:
		key = sqlast.Scaled{X: t.x, Shift: t.Grid.Scale}
	case summary.Logit:
		tests = append(tests, sqlast.Binary{Op: sqlast.Ge, L: t.x, R: sqlast.FloatLit(0)}, sqlast.Binary{Op: sqlast.Le, L: t.x, R: sqlast.FloatLit(1)})
	}
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.And{List: tests}, Then: sqlast.Floor{X: key}},
		{If: t.absent, Then: sqlast.Int(missingKey)},
	}, Else: sqlast.Int(invalidKey)}
}

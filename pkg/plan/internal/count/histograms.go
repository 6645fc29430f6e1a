package count

import (
	"slices"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// histograms counts columns by the keys of their cells, many in one reading, on a store with an aggregate that counts
// the values of a group. Keys are whole numbers, which such a store hashes faster than doubles. In a row first is the
// key of what is valid.
type histograms struct{}

func (histograms) fits(c Column, l Layout, how sqlast.Counting) bool {
	return how.Histograms > 0 && c.countsKeysTogether(l)
}

func (histograms) sql(list []Column, l Layout, how sqlast.Counting) parts {
	var p parts
	for some := range slices.Chunk(list, how.Histograms) {
		p.shared = append(p.shared, histogramsBranch(numbersTogether(some), l))
	}
	return p
}

// The whole keys of what has no cell are larger than those of all cells.
const (
	missingWhole = 1 << 60
	invalidWhole = 1 << 61
)

// histogramsBranch makes numbers, a histogram of the keys of each, and then a row of every entry.
func histogramsBranch(list []numericColumn, l Layout) sqlast.Select {
	groups, dims := l.grouped()
	raw := fromBase(l.dims())
	var histograms []sqlast.Item
	entries := sqlast.Entries{}
	for _, c := range list {
		histogram := sqlast.Column{Name: listName(c.Index)}
		raw.Items = append(raw.Items, c.read()...)
		histograms = append(histograms, expr.As(sqlast.Histogram{X: c.wholeKey()}, histogram.Name))
		entries.Histograms, entries.Numbers = append(entries.Histograms, histogram), append(entries.Numbers, c.Index)
	}
	counted := groupedByAll(sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}, Items: groups}, histograms...)
	entries.From = sqlast.Subquery{Query: counted, As: "c"}

	key := sqlast.Column{Name: "key", Type: sqlast.Integer}
	is := func(code int64) sqlast.Expr { return expr.Compare(key, sqlast.Eq, sqlast.Int(code)) }
	kind := sqlast.Case{Whens: []sqlast.When{
		{If: is(missingWhole), Then: sqlast.Int(missing)}, {If: is(invalidWhole), Then: sqlast.Int(invalid)},
	}, Else: sqlast.Int(markKey)}
	entry := result{kind: kind, n: countColumn, first: sqlast.ToNumber{X: key, From: sqlast.Integer}}
	rows := rowsAbout(sqlast.Column{Name: indexColumn.Name}, dims, entries)
	rows.Items = append(rows.Items, entry.items()...)
	return rows
}

// wholeKey is the number's key on the grid as a whole number, within ±2^53.
func (c numericColumn) wholeKey() sqlast.Expr {
	tests, key := []sqlast.Expr{sqlast.Finite{X: c.x}}, cellKey(c.Grid, c.x)
	switch c.Grid.Family {
	case summary.Linear:
		key = sqlast.Scaled{X: c.x, Shift: c.Grid.Scale}
	case summary.Logit:
		tests = append(tests, expr.Compare(c.x, sqlast.Ge, sqlast.FloatLit(0)),
			expr.Compare(c.x, sqlast.Le, sqlast.FloatLit(1)))
	}
	isCell := sqlast.And{List: tests}
	return sqlast.Case{Whens: []sqlast.When{
		{If: isCell, Then: sqlast.Floor{X: key}},
		{If: c.absent, Then: sqlast.Int(missingWhole)},
	}, Else: sqlast.Int(invalidWhole)}
}

func (histograms) decode(r record, p place) error {
	switch is, _ := r.kind(); is {
	case missing:
		p.counts().Missing += r.n
	case invalid:
		p.counts().Invalid += r.n
	default:
		return decodeKey(r, p)
	}
	return nil
}

package count

import (
	"strconv"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// groupingSets counts columns by the keys of their cells, many in one reading. A store that groups a row several ways
// at once computes every aggregate for every grouping, so that this serves counts alone. A row is a keyRow.
type groupingSets struct{}

func (groupingSets) fits(c Column, l Layout, how sqlast.Counting) bool {
	return how.Sets > 0 && !how.Packed && c.countsKeysTogether(l)
}

func (groupingSets) sql(list []Column, l Layout, how sqlast.Counting) parts {
	var p parts
	for _, some := range splitEvenly(list, how.Sets) {
		groups, dims := l.grouped()
		s := setKeys{groups: groups, mark: markKey,
			key: func(c numericColumn) sqlast.Expr { return nonNull(c.key(c.Grid)) }}
		p.shared = append(p.shared, s.branch(some, l, dims))
	}
	return p
}

func (groupingSets) decode(r record, p place) error { return decodeKey(r, p) }

// setKeys says how grouping sets are built.
type setKeys struct {
	groups []sqlast.Item // of every set, beside its key
	beside []sqlast.Item // what key needs, beside the numbers
	mark   flags         // of the rows
	key    func(numericColumn) sqlast.Expr
}

// branch counts columns by key: numbers, keys, groupings, and then of every grouping the column it is about and its
// key.
func (s setKeys) branch(list []Column, l Layout, dims []sqlast.Item) sqlast.Select {
	raw := fromBase(l.carried(), s.beside)
	keyed := sqlast.Select{Items: s.groups, OptimizationBarrier: true}
	sets := sqlast.Select{Items: expr.PassThrough(s.groups)}
	common := expr.GroupAll(s.groups)
	var grouping sqlast.Grouping
	numbers := numbersTogether(list)
	for i, c := range numbers {
		key := sqlast.Column{Name: "k" + strconv.Itoa(i), Type: sqlast.Float}
		raw.Items = append(raw.Items, c.readForKey()...)
		keyed.Items = append(keyed.Items, expr.As(s.key(c), key.Name))
		sets.Items = append(sets.Items, expr.As(key, key.Name))
		sets.Sets = append(sets.Sets, append(append([]int{}, common...), len(sets.Items)))
		grouping.Columns = append(grouping.Columns, key)
	}
	keyed.From = sqlast.Subquery{Query: raw, As: "r"}
	sets.From = sqlast.Subquery{Query: keyed, As: "k"}
	sets.Items = append(sets.Items, expr.As(grouping, groupingName), expr.As(l.rowCount(), countColumn.Name))

	index, key := groupingKey(numbers, grouping)
	counted := rowsAbout(index, dims, sqlast.Subquery{Query: sets, As: "s"})
	counted.Items = append(counted.Items, keyRow(s.mark, countColumn, key).items()...)
	return counted
}

// groupingName is the name of a row's grouping.
const groupingName = "g"

// groupingKey returns the expressions of the column that a grouping is about, and of its key.
func groupingKey(list []numericColumn, grouping sqlast.Grouping) (index, key sqlast.Expr) {
	var indexes, keys sqlast.Case
	all := int64(1)<<len(list) - 1
	own := sqlast.Column{Name: groupingName, Type: sqlast.Integer}
	for i, c := range list {
		is := expr.Compare(own, sqlast.Eq, sqlast.Int(all&^(1<<(len(list)-1-i))))
		indexes.Whens = append(indexes.Whens, sqlast.When{If: is, Then: sqlast.Int(c.Index)})
		keys.Whens = append(keys.Whens, sqlast.When{If: is, Then: grouping.Columns[i]})
	}
	return indexes, keys
}

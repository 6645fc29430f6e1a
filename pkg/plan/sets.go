package plan

import (
	"strconv"

	"leeway/pkg/sqlast"
)

// Counting by grouping sets. A store that groups a row several ways at once reads it once for many columns; it computes every
// aggregate for every grouping, so that this serves counts alone.

// inSets reports whether a column can be counted so.
func (c Column) inSets(sh shape) bool { return c.inOnePass(sh) && c.Mode == OnGrid && c.byKey() }

// countSets returns the branches that count the tracks, at most some at a time and about as many in each.
func (sh shape) countSets(tracks []track, most int) []sqlast.Select {
	var branches []sqlast.Select
	for len(tracks) > 0 {
		n := (len(tracks) + most - 1) / most
		some := (len(tracks) + n - 1) / n
		branches = append(branches, sh.setsBranch(tracks[:some]))
		tracks = tracks[some:]
	}
	return branches
}

// setsBranch counts tracks by key: numbers, keys, groupings, and then of every grouping the column it is of and its key.
func (sh shape) setsBranch(tracks []track) sqlast.Select {
	groups, dims := sh.unpacked().grouped()
	raw := sqlast.Select{From: sqlast.Ref{Name: base}, Items: append(sh.carry(), sh.fraction()...)}
	keys := sqlast.Select{Items: groups, OptimizationBarrier: true}
	sets := sqlast.Select{Items: onward(groups)}
	var grouping sqlast.Grouping
	for i, t := range tracks {
		key := sqlast.Column{Name: "k" + strconv.Itoa(i), Type: sqlast.Float}
		raw.Items = append(raw.Items, t.readKey(t.v)...)
		keys.Items = append(keys.Items, sqlast.Item{X: sh.setKey(t), As: key.Name})
		sets.Items = append(sets.Items, sqlast.Item{X: key, As: key.Name})
		grouping.Columns = append(grouping.Columns, key)
		var set []int
		for at := range groups {
			set = append(set, at+1)
		}
		sets.Sets = append(sets.Sets, append(set, len(sets.Items)))
	}
	keys.From = sqlast.Subquery{Query: raw, As: "r"}
	sets.From = sqlast.Subquery{Query: keys, As: "k"}
	sets.Items = append(sets.Items, sqlast.Item{X: grouping, As: "g"}, sqlast.Item{X: sh.rows(), As: "n"})

	index, key := ofGrouping(tracks, grouping)
	counted := ofColumn(index, dims)
	counted.From = sqlast.Subquery{Query: sets, As: "s"}
	counted.Items = append(counted.Items, told(sqlast.Int(sh.setKind()), noCell, sqlast.Column{Name: "n"}, key, sqlast.FloatLit(0))...)
	return counted
}

// ofGrouping returns the expressions of the column that a grouping g is of, and of its key.
func ofGrouping(tracks []track, grouping sqlast.Grouping) (index, key sqlast.Expr) {
	var indexes, keys sqlast.Case
	all := int64(1)<<len(tracks) - 1
	for i, t := range tracks {
		its := sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "g", Type: sqlast.Integer}, R: sqlast.Int(all &^ (1 << (len(tracks) - 1 - i)))}
		indexes.Whens = append(indexes.Whens, sqlast.When{If: its, Then: sqlast.Int(t.index)})
		keys.Whens = append(keys.Whens, sqlast.When{If: its, Then: grouping.Columns[i]})
	}
	return indexes, keys
}

package plan

import (
	"strconv"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Counting by cross tables. Where reading a row and finding its group cost more than computing a key, the first passes of two
// columns share them: rows are grouped by the octaves of both, some hundred groups, and what is left of those by each.

// inCrossTables reports whether a column can be counted so: grouped by segments as well, groups would be many; equal whole
// numbers are counted first, and texts are costly to read more than once.
func (c Column) inCrossTables(v value, sh shape) bool {
	return c.inOnePass(sh) && c.Mode == FirstPass && sh.segments == 0 && !c.tallied(v, sh) && !v.mayBeUnparsed()
}

// countCrossTables returns the branches that count the tracks, two at a time; one that is left over has its own.
func (sh shape) countCrossTables(tracks []track) []sqlast.Select {
	var branches []sqlast.Select
	for ; len(tracks) > 1; tracks = tracks[2:] {
		branches = append(branches, sh.crossBranch([2]track(tracks)))
	}
	for _, t := range tracks {
		branches = append(branches, t.octaveBranch(t.index, t.v, sh))
	}
	return branches
}

// crossed are the columns of one side of a cross table: the key, the number fit for sums, the sum of the numbers, their variance,
// from which the sum of their squares follows and which cannot fail, and whether any is fractional.
type crossed struct{ key, tame, off, variance, part sqlast.Column }

func (t track) crossed() crossed {
	named := func(name string) sqlast.Column {
		return sqlast.Column{Name: name + strconv.Itoa(t.index), Type: sqlast.Float}
	}
	return crossed{key: named("key"), tame: named("y"), off: named("off"), variance: named("variance"), part: named("part")}
}

// squares is the sum of the squares of a group of n numbers: n·(variance + mean²), 0 where Tame is and where the sum of the
// numbers is no double: MySQL and MariaDB sum to infinity and then refuse to divide it.
func (c crossed) squares(n sqlast.Column) sqlast.Expr {
	sum := ifElse(sqlast.Finite{X: c.off}, c.off, sqlast.FloatLit(0))
	mean := sqlast.SafeToSquare{X: sqlast.Binary{Op: sqlast.Div, L: sum, R: n}}
	return ifElse(sqlast.Binary{Op: sqlast.Ne, L: mean, R: sqlast.FloatLit(0)}, times(n, plus(c.variance, times(mean, mean))), sqlast.FloatLit(0))
}

// number is the value as a number; a double is one as it is, and is read here several times a row.
func (t track) number() sqlast.Expr {
	if t.v.t == sqlast.Float {
		return t.v.x
	}
	return sqlast.ToNumber{X: t.v.x, From: t.v.t}
}

// crossTable groups rows by the octaves of both tracks: n is how many rows a group has.
func (sh shape) crossTable(tracks [2]track) sqlast.Select {
	raw := sqlast.Select{From: sqlast.Ref{Name: base}, Items: sh.carry()}
	groups, _ := sh.grouped()
	keys := sqlast.Select{Items: groups, OptimizationBarrier: true}
	table := sqlast.Select{Items: onward(groups)}
	for _, t := range tracks {
		side := t.crossed()
		raw.Items = append(raw.Items, sqlast.Item{X: t.number(), As: t.x.Name})
		keys.Items = append(keys.Items, sqlast.Item{X: solid(t.key(summary.OctaveGrid, t.v)), As: side.key.Name},
			sqlast.Item{X: t.x, As: t.x.Name}, sqlast.Item{X: sqlast.SafeToSquare{X: t.x, Sums: true}, As: side.tame.Name})
		table.Items = append(table.Items, sqlast.Item{X: side.key, As: side.key.Name})
	}
	for i := range table.Items {
		table.GroupBy = append(table.GroupBy, i+1)
	}
	table.Items = append(table.Items, sqlast.Item{X: sh.rows(), As: "n"})
	for _, t := range tracks {
		side := t.crossed()
		broken := ifElse(sqlast.Binary{Op: sqlast.Ne, L: t.x, R: sqlast.FloorFloat{X: t.x}}, sqlast.Int(1), sqlast.Int(0))
		table.Items = append(table.Items, sqlast.Item{X: sqlast.Agg{Func: sqlast.Sum, X: side.tame}, As: side.off.Name},
			sqlast.Item{X: sqlast.Agg{Func: sqlast.Variance, X: side.tame}, As: side.variance.Name},
			sqlast.Item{X: sqlast.Agg{Func: sqlast.Max, X: broken}, As: side.part.Name})
	}
	keys.From = sqlast.Subquery{Query: raw, As: "r"}
	table.From = sqlast.Subquery{Query: keys, As: "k"}
	return table
}

// crossBranch takes a cross table apart, in the shape of every other branch: each group counts once for either side.
func (sh shape) crossBranch(tracks [2]track) sqlast.Select {
	groups, dims := sh.grouped()
	apart := sqlast.Select{From: forEach(sqlast.Subquery{Query: sh.crossTable(tracks), As: "c"}, tracks[:]), Items: onward(groups)}
	isSecond := sqlast.Binary{Op: sqlast.Eq, L: colColumn, R: sqlast.Int(tracks[1].index)}
	a, b := tracks[0].crossed(), tracks[1].crossed()
	apart.Items = append(apart.Items, sqlast.Item{X: colColumn, As: colColumn.Name}, sqlast.Item{X: ifElse(isSecond, b.key, a.key), As: keyColumn.Name})
	for i := range apart.Items {
		apart.GroupBy = append(apart.GroupBy, i+1)
	}
	n := sqlast.Column{Name: "n", Type: sqlast.Integer}
	either := func(f sqlast.AggFunc, a, b sqlast.Expr, as string) {
		apart.Items = append(apart.Items, sqlast.Item{X: sqlast.Agg{Func: f, X: ifElse(isSecond, b, a)}, As: as})
	}
	apart.Items = append(apart.Items, sqlast.Item{X: sqlast.Agg{Func: sqlast.Sum, X: n}, As: often.Name})
	either(sqlast.Sum, a.off, b.off, "off")
	either(sqlast.Sum, a.squares(n), b.squares(n), "off2")
	either(sqlast.Max, a.part, b.part, "part")

	counted := ofColumn(colColumn, dims)
	counted.From = sqlast.Subquery{Query: apart, As: "o"}
	broken := sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "part", Type: sqlast.Integer}, R: sqlast.Int(1)}
	counted.Items = append(counted.Items, toldOctave(keyColumn, broken, often, sqlast.Column{Name: "off"}, sqlast.Column{Name: "off2"})...)
	return counted
}

package plan

import (
	"math"
	"slices"
	"strconv"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Counting by lists. Where a store has aggregates that count by key, all columns of numbers are counted by one SELECT over
// base, one aggregate each, beside the rows; what is left of a branch then only takes a list of counts apart.

// counts is the CTE of the lists: dimensions, n and latest of the rows, and a list for every column.
const counts = "counts"

func listName(index int) string { return "c" + strconv.Itoa(index) }

// inOnePass reports whether a column can be counted together with others: a weight is no count, and of a call one row is chosen first.
func (c Column) inOnePass(sh shape) bool {
	return (c.Mode == OnGrid || c.Mode == FirstPass) && !c.Distinct && c.Call == "" && !sh.weighted
}

// track is a column that is counted together with others.
type track struct {
	lane
	index int
	v     value
}

func (c Column) track(index int, v value) track {
	return track{lane: c.lane(strconv.Itoa(index)), index: index, v: v}
}

// wantsPlaces reports whether the places of the column's values are asked for, and summed whether they are computed in steps, as no
// aggregate does it.
func (t track) wantsPlaces() bool { return t.Mode == OnGrid && !t.byKey() }

func (t track) summed() bool {
	return t.wantsPlaces() && (t.Probability || t.Grid.Family != summary.Linear && t.Grid.Family != summary.Exponential)
}

// reads are the items that lane.read makes of the column, without those that nothing asks for.
func (t track) reads() []sqlast.Item {
	items := t.read(t.v)
	if !t.summed() && !t.v.mayBeUnparsed() {
		return items[:1]
	}
	return items
}

// step is what a step makes of the column; counts alone need none.
func (t track) step(items func(lane) []sqlast.Item) []sqlast.Item {
	if t.summed() {
		return items(t.lane)
	}
	same := t.reads()
	for i, item := range same {
		same[i].X = sqlast.Column{Name: item.As, Type: t.x.Type}
	}
	return same
}

// list is the aggregate of the column.
func (t track) list() sqlast.Expr {
	switch {
	case t.Mode == FirstPass:
		return sqlast.Octaves{X: t.orInfinite()}
	case t.summed():
		unit := sqlast.FloatLit(summary.OffsetUnit)
		return sqlast.Tally{Key: sqlast.ToNumber{X: t.cell, From: sqlast.Integer}, Kind: t.kind,
			Off: sqlast.Round{X: times(t.f, unit)}, Off2: sqlast.Round{X: times(times(t.f, t.f), unit)}}
	case t.wantsPlaces():
		return sqlast.Places{X: t.orInfinite(), Cells: math.Exp2(float64(t.Grid.Scale)),
			Exponential: t.Grid.Family == summary.Exponential, Bounds: t.Bounds}
	}
	if t.Grid.Family == summary.Exponential && !t.v.mayBeUnparsed() {
		return sqlast.TallyExponential{X: t.x, Cells: math.Exp2(float64(t.Grid.Scale))}
	}
	return sqlast.Tally{Key: t.key(t.Grid, t.v)}
}

// orInfinite is the number, infinite, which is invalid too, where a value is there and no number could be read of it.
func (t track) orInfinite() sqlast.Expr {
	if !t.v.mayBeUnparsed() {
		return t.x
	}
	return ifElse(t.unreadable(), sqlast.Call{Func: sqlast.Exp2, X: sqlast.FloatLit(1024)}, t.x)
}

// told returns the items that end every row about the column, of an entry e of its list.
func (t track) told() []sqlast.Item {
	of := func(f sqlast.EntryField) sqlast.Expr { return sqlast.OfEntry{X: sqlast.Column{Name: "e"}, Field: f} }
	key, n, off, off2 := of(sqlast.EntryKey), of(sqlast.EntryCount), of(sqlast.EntryOff), of(sqlast.EntryOff2)
	switch {
	case t.Mode == FirstPass:
		broken := sqlast.Binary{Op: sqlast.Ne, L: of(sqlast.EntryKind), R: sqlast.Int(0)}
		return toldOctave(key, broken, n, off, off2)
	case t.summed():
		return told(of(sqlast.EntryKind), sqlast.Floor{X: key}, n, off, off2)
	case t.wantsPlaces():
		isCell := sqlast.Finite{X: key}
		kind := sqlast.Case{Whens: []sqlast.When{{If: isCell, Then: of(sqlast.EntryKind)}, {If: sqlast.IsNull{X: key}, Then: sqlast.Int(missing)}},
			Else: sqlast.Int(invalid)}
		return told(kind, ifElse(isCell, sqlast.Floor{X: key}, sqlast.Int(0)), n, off, off2)
	}
	return told(sqlast.Int(keyed), noCell, n, key, sqlast.FloatLit(0))
}

// alike reports whether rows about both columns end in the same items.
func (t track) alike(other track) bool {
	return t.Mode == other.Mode && t.wantsPlaces() == other.wantsPlaces() && t.summed() == other.summed()
}

// apart takes the lists of columns that are alike apart, in the shape of every other branch. One SELECT for all of them is
// planned sooner than one for each.
func (sh shape) apart(tracks []track) sqlast.Select {
	var indexes, lists sqlast.List
	for _, t := range tracks {
		indexes, lists = append(indexes, sqlast.Int(t.index)), append(lists, sqlast.Column{Name: listName(t.index)})
	}
	columns := sqlast.Select{From: sqlast.Ref{Name: counts}, Items: append(sh.handed(),
		sqlast.Item{X: sqlast.Each{X: indexes}, As: "col"}, sqlast.Item{X: sqlast.Each{X: lists}, As: "list"})}
	col := sqlast.Column{Name: "col", Type: sqlast.Integer}
	entries := ofColumn(col, sh.handed())
	entries.From = sqlast.Subquery{Query: columns, As: "l"}
	entries.Items = append(entries.Items, sqlast.Item{X: sqlast.Each{X: sqlast.Column{Name: "list"}}, As: "e"})
	rows := ofColumn(col, sh.handed())
	rows.From = sqlast.Subquery{Query: entries, As: "u"}
	rows.Items = append(rows.Items, tracks[0].told()...)
	return rows
}

// countLists returns the CTE counts and the branches that read it: of the rows, and of every column.
func (sh shape) countLists(tracks []track) (sqlast.CTE, []sqlast.Select) {
	rows := sqlast.Select{From: sqlast.Ref{Name: base}, Items: sh.along(track.reads, tracks)}
	if slices.ContainsFunc(tracks, track.summed) {
		for _, items := range []func(lane) []sqlast.Item{lane.sorted, lane.scaled, lane.placed} {
			rows = sqlast.Select{From: sqlast.Subquery{Query: rows, As: "r"},
				Items: sh.along(func(t track) []sqlast.Item { return t.step(items) }, tracks)}
		}
	}
	lists := sqlast.Select{From: sqlast.Subquery{Query: rows, As: "r"}, Items: sh.handed()}
	for i := range lists.Items {
		lists.GroupBy = append(lists.GroupBy, i+1)
	}
	ofRows := ofColumn(sqlast.Int(rowsIndex), sh.handed())
	ofRows.From = sqlast.Ref{Name: counts}
	lists.Items = append(lists.Items, sqlast.Item{X: sh.rows(), As: "n"}, sqlast.Item{X: sh.latest(), As: "latest"})
	none := sqlast.FloatLit(0)
	newest := sqlast.Column{Name: "latest", Type: sqlast.Integer}
	ofRows.Items = append(ofRows.Items, told(sqlast.Int(valid), newest, sqlast.Column{Name: "n"}, none, none)...)
	branches := []sqlast.Select{ofRows}
	for _, t := range tracks {
		lists.Items = append(lists.Items, sqlast.Item{X: t.list(), As: listName(t.index)})
	}
	for len(tracks) > 0 {
		var alike, others []track
		for _, t := range tracks {
			if t.alike(tracks[0]) {
				alike = append(alike, t)
			} else {
				others = append(others, t)
			}
		}
		branches, tracks = append(branches, sh.apart(alike)), others
	}
	return sqlast.CTE{Name: counts, Query: lists, Materialize: true}, branches
}

// along returns the items of one step of all tracks, with what every row carries.
func (sh shape) along(step func(track) []sqlast.Item, tracks []track) []sqlast.Item {
	items := sh.timed()
	for _, t := range tracks {
		items = append(items, step(t)...)
	}
	return items
}

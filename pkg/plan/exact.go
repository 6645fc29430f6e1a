package plan

import (
	"math"
	"slices"
	"strconv"

	"leeway/pkg/sqlast"
)

// Exact moments by one SELECT, of all rows as one group. Where a first pass costs much more than counts, what counts leave open of a
// choice of grid is mostly which side of a power of two an sd lies on, and whether numbers are whole: what every store computes
// of many columns in one reading.

// momentsTogether is how many columns share a SELECT: stores limit what one may compute.
const momentsTogether = 32

// moments are the names of what is computed of a track.
type moments struct{ within, n, mean, variance, part sqlast.Column }

func (t track) moments() moments {
	named := func(name string, of sqlast.Type) sqlast.Column {
		return sqlast.Column{Name: name + strconv.Itoa(t.index), Type: of}
	}
	return moments{within: named("y", sqlast.Float), n: named("n", sqlast.Integer), mean: named("mean", sqlast.Float),
		variance: named("variance", sqlast.Float), part: named("part", sqlast.Integer)}
}

// countMoments returns the branches that compute the tracks' moments.
func (sh shape) countMoments(tracks []track) (branches []sqlast.Select) {
	for some := range slices.Chunk(tracks, momentsTogether) {
		branches = append(branches, sh.momentsBranch(some))
	}
	return branches
}

// momentsBranch computes what is asked of tracks at once, and then gives each its row: n, off the mean, off2 the variance, and
// fractional if any value is or that was not asked.
func (sh shape) momentsBranch(tracks []track) sqlast.Select {
	of := func(pick func(moments) sqlast.Expr) sqlast.Expr {
		return ofEach(tracks, func(t track) sqlast.Expr { return pick(t.moments()) })
	}
	_, dims := sh.grouped()
	rows := ofColumn(colColumn, dims)
	rows.From = forEach(sqlast.Subquery{Query: computeMoments(tracks), As: "m"}, tracks)
	broken := sqlast.Binary{Op: sqlast.Eq, L: of(func(m moments) sqlast.Expr { return m.part }), R: sqlast.Int(1)}
	rows.Items = append(rows.Items, told(ifElse(broken, sqlast.Int(fractional), sqlast.Int(valid)), noCell,
		of(func(m moments) sqlast.Expr { return m.n }), of(func(m moments) sqlast.Expr { return m.mean }),
		of(func(m moments) sqlast.Expr { return m.variance }))...)
	return rows
}

// computeMoments computes what is asked of tracks, all in one row. What lies beyond ±2^TameExponent is no part of them, as some
// stores refuse its square.
func computeMoments(tracks []track) sqlast.Select {
	most := sqlast.FloatLit(math.Ldexp(1, sqlast.SquareExponent))
	raw, numbers, computed := sqlast.Select{From: sqlast.Ref{Name: base}}, sqlast.Select{OptimizationBarrier: true}, sqlast.Select{}
	for _, t := range tracks {
		tame := sqlast.Binary{Op: sqlast.Le, L: sqlast.Call{Func: sqlast.Abs, X: t.x}, R: most}
		within := ifElse(tame, t.x, sqlast.Null{Type: sqlast.Float})
		raw.Items = append(raw.Items, sqlast.Item{X: t.number(), As: t.x.Name})
		numbers.Items = append(numbers.Items, sqlast.Item{X: within, As: t.moments().within.Name})
		computed.Items = append(computed.Items, t.computed()...)
	}
	numbers.From = sqlast.Subquery{Query: raw, As: "r"}
	computed.From = sqlast.Subquery{Query: numbers, As: "k"}
	return computed
}

// computed are the moments as aggregates. What is not asked for is constant: no mean, no variance, and a part.
func (t track) computed() []sqlast.Item {
	m := t.moments()
	mean, variance, part := sqlast.Expr(sqlast.Null{Type: sqlast.Float}), sqlast.Expr(sqlast.Null{Type: sqlast.Float}), sqlast.Expr(sqlast.Int(1))
	if t.Open.Sd {
		mean, variance = sqlast.Agg{Func: sqlast.Mean, X: m.within}, sqlast.Agg{Func: sqlast.Variance, X: m.within}
	}
	if t.Open.Whole {
		broken := sqlast.Binary{Op: sqlast.Ne, L: m.within, R: sqlast.FloorFloat{X: m.within}}
		part = sqlast.Agg{Func: sqlast.Max, X: ifElse(broken, sqlast.Int(1), sqlast.Int(0))}
	}
	return []sqlast.Item{{X: sqlast.Agg{Func: sqlast.Count, X: m.within}, As: m.n.Name}, {X: mean, As: m.mean.Name},
		{X: variance, As: m.variance.Name}, {X: part, As: m.part.Name}}
}

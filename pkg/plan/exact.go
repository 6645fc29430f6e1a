package plan

import (
	"math"
	"slices"
	"strconv"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Exact moments by one SELECT. Where a first pass costs much more than counts, what counts leave open of a choice of grid is mostly
// which side of a power of two an sd lies on, and whether numbers are whole: what every store computes of many columns in one
// reading.

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

// momentsBranch computes the moments of tracks at once, and then gives each its row: n, off the mean, off2 the variance, and
// fractional if any value is.
func (sh shape) momentsBranch(tracks []track) sqlast.Select {
	number := sqlast.Column{Name: "number", Type: sqlast.Integer}
	of := func(pick func(int) sqlast.Expr) sqlast.Expr {
		var picked sqlast.Case
		for i := range tracks {
			picked.Whens = append(picked.Whens, sqlast.When{If: sqlast.Binary{Op: sqlast.Eq, L: number, R: sqlast.Int(i)}, Then: pick(i)})
		}
		return picked
	}
	_, dims := sh.grouped()
	rows := ofColumn(of(func(i int) sqlast.Expr { return sqlast.Int(tracks[i].index) }), dims)
	rows.From = forEach(sqlast.Subquery{Query: sh.computeMoments(tracks), As: "m"}, number, len(tracks))
	broken := sqlast.Binary{Op: sqlast.Eq, L: of(func(i int) sqlast.Expr { return tracks[i].moments().part }), R: sqlast.Int(1)}
	rows.Items = append(rows.Items, told(ifElse(broken, sqlast.Int(fractional), sqlast.Int(valid)), noCell,
		of(func(i int) sqlast.Expr { return tracks[i].moments().n }), of(func(i int) sqlast.Expr { return tracks[i].moments().mean }),
		of(func(i int) sqlast.Expr { return tracks[i].moments().variance }))...)
	return rows
}

// computeMoments computes the moments of tracks, all in one row of a group. What lies beyond ±2^TameExponent is no part of them,
// as some stores refuse its square.
func (sh shape) computeMoments(tracks []track) sqlast.Select {
	raw := sqlast.Select{From: sqlast.Ref{Name: base}, Items: sh.handed()}
	groups, _ := sh.grouped()
	numbers := sqlast.Select{Items: groups, Fence: true}
	var computed sqlast.Select
	for i, item := range groups {
		computed.Items = append(computed.Items, sqlast.Item{X: sqlast.Column{Name: item.As}, As: item.As})
		computed.GroupBy = append(computed.GroupBy, i+1)
	}
	for _, t := range tracks {
		m := t.moments()
		tame := sqlast.Binary{Op: sqlast.Le, L: sqlast.Call{Func: sqlast.Abs, X: t.x}, R: sqlast.FloatLit(math.Ldexp(1, sqlast.TameExponent))}
		broken := ifElse(sqlast.Binary{Op: sqlast.Ne, L: m.within, R: sqlast.Whole{X: m.within}}, sqlast.Int(1), sqlast.Int(0))
		raw.Items = append(raw.Items, sqlast.Item{X: t.number(), As: t.x.Name})
		numbers.Items = append(numbers.Items, sqlast.Item{X: ifElse(tame, t.x, sqlast.Null{Type: sqlast.Float}), As: m.within.Name})
		computed.Items = append(computed.Items, sqlast.Item{X: sqlast.Agg{Func: sqlast.Count, X: m.within}, As: m.n.Name},
			sqlast.Item{X: sqlast.Agg{Func: sqlast.Mean, X: m.within}, As: m.mean.Name},
			sqlast.Item{X: sqlast.Agg{Func: sqlast.Variance, X: m.within}, As: m.variance.Name},
			sqlast.Item{X: sqlast.Agg{Func: sqlast.Max, X: broken}, As: m.part.Name})
	}
	numbers.From = sqlast.Subquery{Query: raw, As: "r"}
	computed.From = sqlast.Subquery{Query: numbers, As: "k"}
	return computed
}

// addExact reads a row of momentsBranch; without values its mean is NULL.
func addExact(counted Counted, c Column, kind special, n, mean, variance float64) {
	counted.Exact[c.Key] = summary.Exact{N: n, Mean: mean, Variance: variance, Fractional: kind == fractional}
}

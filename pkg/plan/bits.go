package plan

import (
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// The first pass by bits. A store that reads a double's bits finds its octave without a logarithm, and groups by a small
// whole number, which hashes fastest; the reader makes the octave's key of it, once a group.

// byBits reports whether a column's first pass can be counted so: equal values counted first, weights and calls take the
// other way.
func (c Column) byBits(v value, sh shape) bool {
	return c.Mode == FirstPass && c.inOnePass(sh) && !c.tallied(v, sh)
}

// bitsBranch counts a column by octave: cell is its Exponents, kind bits and fractional if any value is, off and off2 as
// octaveBranch has them.
func (c Column) bitsBranch(index int, v value, sh shape) sqlast.Select {
	t := track{lane: c.lane(""), index: index, v: v}
	raw := sqlast.Select{From: sqlast.Ref{Name: base}, Items: append(sh.carry(), t.readKey(v)...)}
	number := sqlast.Column{Name: "y", Type: sqlast.Float}
	key := sqlast.Column{Name: "key", Type: sqlast.Integer}
	groups, dims := sh.grouped()
	keys := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}}
	keys.Items = append(groups, sqlast.Item{X: sqlast.Exponents{X: t.orInfinite()}, As: key.Name},
		sqlast.Item{X: sqlast.NonNull{X: t.x, Else: sqlast.FloatLit(0)}, As: number.Name})

	counted := groupedBy(index, dims)
	counted.From = sqlast.Subquery{Query: keys, As: "k"}
	broken := sqlast.Agg{Func: sqlast.Max, X: sqlast.Binary{Op: sqlast.Ne, L: number, R: sqlast.FloorFloat{X: number}}}
	kind := ifElse(broken, sqlast.Int(bits+fractional), sqlast.Int(bits))
	counted.GroupBy = append(counted.GroupBy, len(counted.Items)+2)
	counted.Items = append(counted.Items, told(kind, key, sh.rows(), sqlast.Agg{Func: sqlast.Sum, X: number},
		sqlast.Agg{Func: sqlast.Sum, X: times(number, number)})...)
	return counted
}

// ofExponents returns the kind of the values of a group and their octave's key; flags are those of valid ones. Of what is
// tiny or zero the exponent is 0, and the key that of zero.
func ofExponents(flags special, packed int64) (special, int64) {
	const null, negative, infinite = 1 << 14, 1 << 11, 1<<11 - 1
	e := packed & infinite
	switch {
	case packed >= null:
		return missing, 0
	case e == infinite:
		return invalid, 0
	case e == 0:
		return valid, 0
	}
	key := e - 1022 + 1<<20
	if packed&negative != 0 {
		key = -key
	}
	return valid | flags, key
}

// addBits adds the values of a group. Those of exponent 0 are zeros if they add up to it, as all have one sign.
func (r *Reader) addBits(col int, c *summary.Column, flags special, packed int64, n, sum, squares float64) {
	kind, key := ofExponents(flags, packed)
	if kind == valid && key == 0 && sum != 0 {
		r.doubt(col)
		return
	}
	addOctave(c, kind, key, n, sum, squares)
}

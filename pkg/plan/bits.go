package plan

import (
	"leeway/pkg/sqlast"
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
	raw := sqlast.Select{From: sqlast.Ref{Name: base}, Items: append(sh.carry(), t.read(v)...)}
	number := sqlast.Column{Name: "y", Type: sqlast.Float}
	key := sqlast.Column{Name: "key", Type: sqlast.Integer}
	groups, dims := sh.grouped()
	keys := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}}
	keys.Items = append(groups, sqlast.Item{X: sqlast.Exponents{X: t.orInfinite()}, As: key.Name},
		sqlast.Item{X: sqlast.Solid{X: t.x, Else: sqlast.FloatLit(0)}, As: number.Name})

	counted := groupedBy(index, dims)
	counted.From = sqlast.Subquery{Query: keys, As: "k"}
	part := sqlast.Agg{Func: sqlast.Max, X: minus(number, sqlast.Whole{X: number})}
	kind := ifElse(sqlast.Binary{Op: sqlast.Gt, L: part, R: sqlast.FloatLit(0)}, sqlast.Int(bits+fractional), sqlast.Int(bits))
	counted.GroupBy = append(counted.GroupBy, len(counted.Items)+2)
	counted.Items = append(counted.Items, told(kind, key, sh.rows(), sqlast.Agg{Func: sqlast.Sum, X: number},
		sqlast.Agg{Func: sqlast.Sum, X: times(number, number)})...)
	return counted
}

// ofExponents returns the kind of the values of a group and their octave's key; flags are those of valid ones.
//
// With e the exponent of |x|·2^(2^−20), the two numbers that were added up are e + 1022 and e + 1083, the first at least 0
// and the second at most 2047.
func ofExponents(flags special, packed int64) (special, int64) {
	const (
		null, negative, size = 1 << 14, 1 << 12, 1<<12 - 1
		tiny, huge, infinite = 62, 2047 + 1986, 2 * 2047
	)
	at := packed & size
	var e int64
	switch {
	case packed >= null:
		return missing, 0
	case at == infinite:
		return invalid, 0
	case at == 0:
		return valid, 0
	case at <= tiny:
		e = at - 1083
	case at >= huge:
		e = at - 2047 - 1022
	default:
		e = (at - 1022 - 1083) / 2
	}
	key := e + 1<<20
	if packed&negative != 0 {
		key = -key
	}
	return valid | flags, key
}

package count

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// exponents counts a column by the bits of its doubles. A store that reads these finds an octave without a logarithm,
// and groups by a small whole number, which hashes fastest; decoding makes the octave's key of it, once a group. In a
// row cell is sqlast.Exponents, first the sum of the values, second that of their squares; it is fractional if any
// value is.
type exponents struct{}

// fits leaves out what takes another way: equal values counted first, weights and calls.
func (exponents) fits(c Column, l Layout, how sqlast.Counting) bool {
	return how.Bits && c.Mode == columns.FirstPass && c.countsTogether(l) && !c.countsEqualFirst(l)
}

func (exponents) sql(list []Column, l Layout, _ sqlast.Counting) parts {
	return oneEach(list, func(c Column) sqlast.Select {
		number := numeric(c, "")
		raw := fromBase(l.carried(), number.readForKey())
		y := sqlast.Column{Name: "y", Type: sqlast.Float}
		key := sqlast.Column{Name: "key", Type: sqlast.Integer}
		groups, dims := l.grouped()
		keyed := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}, Items: append(groups,
			expr.As(sqlast.Exponents{X: number.orInfinite()}, key.Name),
			expr.As(sqlast.NonNull{X: number.x, Else: sqlast.FloatLit(0)}, y.Name))}

		counted := groupsAbout(c.Index, dims, sqlast.Subquery{Query: keyed, As: "k"})
		broken := sqlast.Agg{Func: sqlast.Max, X: expr.Compare(y, sqlast.Ne, sqlast.FloorFloat{X: y})}
		counted.GroupBy = append(counted.GroupBy, len(counted.Items)+2)
		counted.Items = append(counted.Items, result{
			kind: expr.If(broken, sqlast.Int(markExponents|isFractional), sqlast.Int(markExponents)),
			cell: key, n: l.rowCount(), first: sqlast.Agg{Func: sqlast.Sum, X: y},
			second: sqlast.Agg{Func: sqlast.Sum, X: expr.Times(y, y)}}.items()...)
		return counted
	})
}

// decode adds the values of a group. Those of exponent 0 are zeros if they add up to it, as all have one sign.
func (exponents) decode(r record, p place) error {
	is, key := splitExponents(r.cell())
	sum, squares := r.sums()
	if is == valid && key == 0 && sum != 0 {
		p.doubt()
		return nil
	}
	_, set := r.kind()
	addOctave(p.counts(), is, octaveSums{key: key, n: r.n, sum: sum, squares: squares,
		fractional: key != 0 && set&isFractional != 0})
	return nil
}

// splitExponents returns what the values of a group are and their octave's key. Of what is tiny or zero the exponent
// is 0, and the key that of zero.
func splitExponents(bits int64) (is status, key int64) {
	const null, negative, infinite = 1 << 14, 1 << 11, 1<<11 - 1
	exponent := bits & infinite
	switch {
	case bits >= null:
		return missing, 0
	case exponent == infinite:
		return invalid, 0
	case exponent == 0:
		return valid, 0
	}
	key = exponent - 1022 + 1<<20
	if bits&negative != 0 {
		key = -key
	}
	return valid, key
}

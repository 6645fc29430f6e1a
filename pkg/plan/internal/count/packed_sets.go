package count

import (
	"math"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// packedSets is groupingSets with the span's index in the fractional part of the key, where grouping by one double
// costs much less than grouping by two columns. A key is whole there, missingKey or unparsableKey, so its fraction is
// 0, 1/4 or 1/2, and span·2^−b is less than 1/4. What is not finite has no fraction, nor has what is too large for
// it: a column's invalid values are then attributed to spans by the rows that it lacks there, and where that is not
// sure it is counted again.
type packedSets struct{}

func (packedSets) fits(c Column, l Layout, how sqlast.Counting) bool {
	return how.Sets > 0 && how.Packed && c.countsKeysTogether(l)
}

func (packedSets) sql(list []Column, l Layout, how sqlast.Counting) parts {
	spanless := l
	spanless.Timeless = true // a packed key tells its span
	var p parts
	for _, some := range splitEvenly(list, how.Sets) {
		groups, dims := spanless.grouped()
		fraction := spanFraction(l)
		key := func(c numericColumn) sqlast.Expr {
			if len(fraction) == 0 {
				return packableKey(c)
			}
			return expr.Plus(packableKey(c), fractionColumn)
		}
		s := setKeys{groups: groups, beside: fraction, mark: markPacked, key: key}
		p.shared = append(p.shared, s.branch(some, l, dims))
	}
	return p
}

// fractionColumn is span·2^−b once a step has computed it.
var fractionColumn = sqlast.Column{Name: "fraction", Type: sqlast.Float}

// kindBits are those that tell whole keys, missingKey and unparsableKey from each other.
const kindBits = 2

// fractionBits are the bits b of a key's fraction.
func fractionBits(spans int) int {
	return kindBits + int(math.Ceil(math.Log2(float64(max(1, spans)))))
}

// spanFraction returns the item for what keys are given of the span; none where there is one span.
func spanFraction(l Layout) []sqlast.Item {
	bits := fractionBits(l.Spans)
	if bits <= kindBits {
		return nil
	}
	span := sqlast.ToNumber{X: rows.Span, From: sqlast.Integer}
	part := expr.Times(span, sqlast.FloatLit(math.Ldexp(1, -bits)))
	return []sqlast.Item{{X: sqlast.NonNull{X: part, Else: sqlast.FloatLit(0)}, As: fractionColumn.Name}}
}

// packableKey is the key to be packed. It does not tell infinity from what overflows on its grid.
func packableKey(c numericColumn) sqlast.Expr {
	key := cellKey(c.Grid, c.x)
	if c.Grid.Family == summary.Linear {
		key = sqlast.FloorFloat{X: expr.Times(c.x, sqlast.FloatLit(math.Ldexp(1, c.Grid.Scale)))}
	}
	return nonNull(c.orUnparsable(key))
}

// decode adds the values of a packed key, which is first.
func (packedSets) decode(r record, p place) error {
	key, _ := r.first()
	bits := fractionBits(len(p.spans))
	grid := p.spec().Grid
	mayOverflow := grid.Family == summary.Linear && grid.Scale > 0
	switch {
	case math.IsNaN(key), math.IsInf(key, 0) && !mayOverflow:
		p.unattributed[p.index] += r.n
		return nil
	case math.Abs(key) >= math.Ldexp(1, 52-bits):
		p.doubt()
		return nil
	}
	whole := math.Floor(key)
	fraction := int64(math.Ldexp(key-whole, bits))
	spanBits := bits - kindBits
	p, err := p.at(int(fraction & (1<<spanBits - 1)))
	if err != nil {
		return err
	}
	addKey(p.counts(), whole+math.Ldexp(float64(fraction>>spanBits), -kindBits), true, r.n)
	return nil
}

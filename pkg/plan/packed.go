package plan

import (
	"math"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Packed keys. Where grouping by one double costs much less than grouping by two columns, the number of a row's span
// stands behind the point of its key: a key is whole there, nothing or unparsed, so its fraction is 0, 1/4 or 1/2, and
// span·2^−b is less than 1/4. What is not finite has no fraction, nor has what is too large for it: a column's invalid
// values are then told of their spans by the rows that it lacks there, and where that is not sure it is counted again.

// fractionColumn is span·2^−b once a step has computed it.
var fractionColumn = sqlast.Column{Name: "fraction", Type: sqlast.Float}

// kindBits are those that tell whole keys, nothing and unparsed apart.
const kindBits = 2

// fractionBits are the bits b of a key's fraction.
func (s Scan) fractionBits() int {
	return kindBits + int(math.Ceil(math.Log2(float64(max(1, len(s.Spans))))))
}

// packing is the shape where the store counts so.
func (sh shape) packing(s Scan, how sqlast.Counting) shape {
	if how.Packed {
		sh.packed = s.fractionBits()
	}
	return sh
}

// unpacked is the shape by which keys are grouped: a packed key tells its span.
func (sh shape) unpacked() shape {
	sh.timeless = sh.timeless || sh.packed > 0
	return sh
}

// fraction returns the item for what keys are given of the span; none where there is one span.
func (sh shape) fraction() []sqlast.Item {
	if sh.packed <= kindBits {
		return nil
	}
	span := sqlast.ToNumber{X: sqlast.Column{Name: "span", Type: sqlast.Integer}, From: sqlast.Integer}
	part := times(span, sqlast.FloatLit(math.Ldexp(1, -sh.packed)))
	return []sqlast.Item{{X: sqlast.NonNull{X: part, Else: sqlast.FloatLit(0)}, As: fractionColumn.Name}}
}

func (sh shape) setKind() special {
	if sh.packed > 0 {
		return packed
	}
	return keyed
}

// setKey is a track's key in a grouping set. A packed one does not tell infinity from what overflows on its grid.
func (sh shape) setKey(t track) sqlast.Expr {
	if sh.packed == 0 {
		return solid(t.key(t.Grid, t.v))
	}
	key := keyExpr(t.Grid, t.x)
	if t.Grid.Family == summary.Linear {
		key = sqlast.FloorFloat{X: times(t.x, sqlast.FloatLit(math.Ldexp(1, t.Grid.Scale)))}
	}
	key = solid(t.orUnparsed(key, t.v))
	if len(sh.fraction()) > 0 {
		key = plus(key, fractionColumn)
	}
	return key
}

// addPacked adds n values of a packed key.
func (r *Reader) addPacked(col int, segment Segment, key, n float64) error {
	grid, infinite := r.columns[col].Grid, math.IsInf(key, 0)
	overflows := grid.Family == summary.Linear && grid.Scale > 0
	switch {
	case math.IsNaN(key), infinite && !overflows:
		r.astray[col] += n
		return nil
	case math.Abs(key) >= math.Ldexp(1, 52-r.bits):
		r.doubt(col)
		return nil
	}
	whole := math.Floor(key)
	behind := int64(math.Ldexp(key-whole, r.bits))
	ofSpan := r.bits - kindBits
	span := int(behind & (1<<ofSpan - 1))
	if span >= len(r.spans) {
		return fault.Newf(fault.Internal, "a count came back for span %d", span)
	}
	addKeyed(r.column(col, span, segment), whole+math.Ldexp(float64(behind>>ofSpan), -kindBits), true, n)
	return nil
}

package count

import (
	"math"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// One double says everything of a value where only counts are asked for: the key of its cell, NULL of what is
// missing, NaN or unparsableKey of what is invalid. A store computes it in a few steps without a look at what a value
// is, and decoding classifies once a group instead of once a row.
const (
	unparsableKey = 0.5  // of a value that is not a number the grid takes: keys of cells are whole
	missingKey    = 0.25 // of a missing value where a store does not group by NULL
)

// keyColumn is a key once a step has computed it.
var keyColumn = sqlast.Column{Name: "key", Type: sqlast.Float}

// nonNull is a key to group by.
func nonNull(key sqlast.Expr) sqlast.Expr {
	return sqlast.NonNull{X: key, Else: sqlast.FloatLit(missingKey)}
}

// key is the key of the number on a grid. On a linear grid what is not finite is NaN, and a finite value may be beyond
// ±2^53; on an exponential grid infinities are infinite.
func (c numericColumn) key(g summary.Grid) sqlast.Expr { return c.orUnparsable(cellKey(g, c.x)) }

// orUnparsable is the key; unparsableKey where a value is there and no number could be read of it.
func (c numericColumn) orUnparsable(key sqlast.Expr) sqlast.Expr {
	if !c.Value.MayBeUnparsable() {
		return key
	}
	return expr.If(c.isUnparsable(), sqlast.FloatLit(unparsableKey), key)
}

// cellKey is the key of a number's cell, as summary.Grid.Key computes it.
func cellKey(g summary.Grid, number sqlast.Expr) sqlast.Expr {
	zero := sqlast.FloatLit(0)
	switch g.Family {
	case summary.Exponential:
		ofNegative := expr.Minus(zero, exponentialKey(expr.Minus(zero, number), g.Scale))
		return sqlast.Case{Whens: []sqlast.When{
			{If: expr.Compare(number, sqlast.Gt, zero), Then: exponentialKey(number, g.Scale)},
			{If: expr.Compare(number, sqlast.Lt, zero), Then: ofNegative},
		}, Else: expr.Times(number, zero)}
	case summary.Logit:
		within := sqlast.And{List: expr.IsProbability(number)}
		return sqlast.Case{Whens: []sqlast.When{
			{If: within, Then: sqlast.FloorFloat{X: LogitPosition(number)}},
			{If: sqlast.IsNull{X: number}, Then: sqlast.Null{Type: sqlast.Float}},
		}, Else: sqlast.FloatLit(unparsableKey)}
	case summary.Edges:
		return edgesKey(g, number)
	default:
		return sqlast.FloorFloat{X: sqlast.Units{X: number, Shift: g.Scale}}
	}
}

// exponentialKey: ⌊log2 x·2^s + 2^−20⌋ + 2^20 of a positive x.
func exponentialKey(x sqlast.Expr, scale int) sqlast.Expr {
	octaves := sqlast.Expr(expr.Log2(x))
	if scale != 0 {
		octaves = expr.Times(octaves, sqlast.FloatLit(math.Exp2(float64(scale))))
	}
	return expr.Plus(sqlast.FloorFloat{X: expr.Plus(octaves, sqlast.FloatLit(math.Exp2(-20)))}, sqlast.FloatLit(1<<20))
}

// keyRow is a row that tells a cell by its key: first is the key, the mark says so.
func keyRow(mark flags, n, key sqlast.Expr) result {
	return result{kind: sqlast.Int(mark), n: n, first: key}
}

// decodeKey adds the values of a keyRow.
func decodeKey(r record, p place) error {
	key, ok := r.first()
	addKey(p.counts(), key, ok, r.n)
	return nil
}

// addKey adds n values of a key; without a key they are missing. Their places inside the cell are not known and taken
// as even.
func addKey(c *summary.Column, key float64, ok bool, n float64) {
	const most = 1 << 53
	linear := c.Grid.Family == summary.Linear
	switch {
	case !ok, key == missingKey:
		c.Missing += n
		return
	case math.IsNaN(key), key == unparsableKey, !linear && math.Abs(key) > most:
		c.Invalid += n
		return
	}
	at := int64(math.Max(-most, math.Min(most, key)))
	c.Cells[at] = c.Cells[at].Plus(c.Grid.EvenCell(at, n))
}

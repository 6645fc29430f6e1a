package plan

import (
	"math"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Counting by key alone. Most divergences ask only how many values a cell holds, and then one double says everything of
// a value: its key on the grid, NULL of what is missing, NaN or unparsed of what is invalid. A store computes it in a few
// steps without looking at what kind a value is, and the reader tells the kinds apart once a group instead of once a row.

// unparsed is the key of a value that is no number the grid takes: keys of cells are whole.
const unparsed = 0.5

// nothing is the key of a missing value where a store does not group by NULL.
const nothing = 0.25

// keyColumn is a key once a step has computed it.
var keyColumn = sqlast.Column{Name: "key", Type: sqlast.Float}

func solid(key sqlast.Expr) sqlast.Expr {
	return sqlast.NonNull{X: key, Else: sqlast.FloatLit(nothing)}
}

// byKey says that a column's values are counted by key alone.
func (c Column) byKey() bool {
	return c.CountsOnly && c.Mode == OnGrid && c.Call == "" && (c.Grid.Family == summary.Logit || !c.Probability)
}

// keyBranch counts a column by key: kind is keyed, off the key.
func (c Column) keyBranch(index int, v value, sh shape) sqlast.Select {
	l := c.lane("")
	raw := sqlast.Select{From: sqlast.Ref{Name: base}}
	raw.Items = append(sh.carry(), l.readKey(v)...)
	keys := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}}
	groups, dims := sh.grouped()
	keys.Items = append(groups, sh.counting()...)
	keys.Items = append(keys.Items, sqlast.Item{X: solid(l.key(c.Grid, v)), As: keyColumn.Name})

	counted := groupedBy(index, dims)
	counted.From = sqlast.Subquery{Query: keys, As: "k"}
	counted.Items = append(counted.Items, told(sqlast.Int(keyed), noCell, sh.rows(), keyColumn, sqlast.FloatLit(0))...)
	counted.GroupBy = append(counted.GroupBy, len(counted.Items)-1)
	return counted
}

// mayBeUnparsed says that a value may be no number though it is there. Other types have a number wherever they have a value.
func (v value) mayBeUnparsed() bool { return v.t.IsText() || v.t == sqlast.JSON }

// key is the key of the lane's number on a grid: unparsed where a value is there and no number could be read of it. On a
// linear grid what is not finite is NaN, and a finite value may be beyond ±2^53; on an exponential grid infinities are
// infinite.
func (l lane) key(g summary.Grid, v value) sqlast.Expr { return l.orUnparsed(keyExpr(g, l.x), v) }

func (l lane) orUnparsed(key sqlast.Expr, v value) sqlast.Expr {
	if !v.mayBeUnparsed() {
		return key
	}
	return ifElse(l.unreadable(), sqlast.FloatLit(unparsed), key)
}

// unreadable tests for a value that is there and no number.
func (l lane) unreadable() sqlast.Expr {
	return sqlast.And{List: []sqlast.Expr{sqlast.IsNull{X: l.x}, sqlast.Not{X: l.absent}}}
}

func keyExpr(g summary.Grid, number sqlast.Expr) sqlast.Expr {
	zero := sqlast.FloatLit(0)
	switch g.Family {
	case summary.Exponential:
		return sqlast.Case{Whens: []sqlast.When{
			{If: sqlast.Binary{Op: sqlast.Gt, L: number, R: zero}, Then: exponentialKey(number, g.Scale)},
			{If: sqlast.Binary{Op: sqlast.Lt, L: number, R: zero}, Then: minus(zero, exponentialKey(minus(zero, number), g.Scale))},
		}, Else: times(number, zero)}
	case summary.Logit:
		within := sqlast.And{List: isProbability(number)}
		return sqlast.Case{Whens: []sqlast.When{
			{If: within, Then: sqlast.FloorFloat{X: logitPosition(number)}},
			{If: sqlast.IsNull{X: number}, Then: sqlast.Null{Type: sqlast.Float}},
		}, Else: sqlast.FloatLit(unparsed)}
	case summary.Edges:
		return edgesKey(g, number)
	default:
		return sqlast.FloorFloat{X: sqlast.Units{X: number, Shift: g.Scale}}
	}
}

// exponentialKey: ⌊log2 x·2^s + 2^−20⌋ + 2^20 of a positive x.
func exponentialKey(x sqlast.Expr, scale int) sqlast.Expr {
	octaves := sqlast.Expr(sqlast.Call{Func: sqlast.Log2, X: x})
	if scale != 0 {
		octaves = times(octaves, sqlast.FloatLit(math.Exp2(float64(scale))))
	}
	return plus(sqlast.FloorFloat{X: plus(octaves, sqlast.FloatLit(math.Exp2(-20)))}, sqlast.FloatLit(1<<20))
}

// addKeyed adds n values of a key; without a key they are missing. Their places inside the cell are not known and taken
// as even.
func addKeyed(c *summary.Column, key float64, ok bool, n float64) {
	const most = 1 << 53
	linear := c.Grid.Family == summary.Linear
	switch {
	case !ok, key == nothing:
		c.Missing += n
		return
	case math.IsNaN(key), key == unparsed, !linear && math.Abs(key) > most:
		c.Invalid += n
		return
	}
	at := int64(math.Max(-most, math.Min(most, key)))
	c.Cells[at] = c.Cells[at].Plus(c.Grid.EvenCell(at, n))
}

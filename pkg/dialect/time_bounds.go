package dialect

import (
	"math"
	"time"

	"leeway/pkg/sqlast"
)

// perSecond is how many of a number column's units make a second.
var perSecond = map[string]int64{"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}

// timeComparison spells a comparison of a time column with a constant on the bare column, so that the store can skip
// the parts of a table that lie outside. false: there is no such comparison, as for Micros on either side of anything
// else, which is left to the general form.
func (d *Dialect) timeComparison(b sqlast.Binary) ([]piece, bool) {
	m, ok := b.L.(sqlast.Micros)
	if !ok {
		return nil, false
	}
	micros, ok := constant(b.R)
	if !ok {
		return nil, false
	}
	switch m.From {
	case sqlast.Timestamp, sqlast.TimestampTZ:
		return d.comparedWithInstant(m, b.Op, micros)
	case sqlast.DateOnly:
		op, after, ok := beforeOrFrom(b.Op, micros)
		if !ok {
			return nil, false
		}
		const perDay = 86_400_000_000
		return d.comparedWithInstant(m, op, ceilDiv(after, perDay)*perDay)
	case sqlast.Integer:
		op, bound, ok := inUnits(b.Op, micros, perSecond[m.Unit])
		return []piece{inside(m.X, operand), infix(op), value(bound)}, ok
	}
	return nil, false
}

// comparedWithInstant spells a comparison of a column with a number of microseconds as a time of the column's type.
func (d *Dialect) comparedWithInstant(m sqlast.Micros, op sqlast.Op, micros int64) ([]piece, bool) {
	t, ok := d.Templates[timeFrom(m.From)]
	if !ok {
		return nil, false
	}
	var instant any = micros
	if d.BindsTimes {
		instant = time.UnixMicro(micros).UTC()
	}
	return append([]piece{inside(m.X, operand), infix(op)}, t.fill(operands{value: instant})...), true
}

// constant is the value of a whole number that is written or bound.
func constant(e sqlast.Expr) (int64, bool) {
	switch e := e.(type) {
	case sqlast.Int:
		return int64(e), true
	case sqlast.Param:
		v, ok := e.Value.(int64)
		return v, ok
	}
	return 0, false
}

// beforeOrFrom says an order comparison with whole microseconds as < or >=; equality is left alone.
func beforeOrFrom(op sqlast.Op, micros int64) (sqlast.Op, int64, bool) {
	switch op {
	case sqlast.Lt, sqlast.Ge:
		return op, micros, true
	case sqlast.Le, sqlast.Gt: // t ≤ m is t < m+1, t > m is t ≥ m+1
		if micros == math.MaxInt64 {
			return op, 0, false
		}
		return map[sqlast.Op]sqlast.Op{sqlast.Le: sqlast.Lt, sqlast.Gt: sqlast.Ge}[op], micros + 1, true
	}
	return op, 0, false
}

// inUnits says a comparison with microseconds in a column's own whole units.
func inUnits(op sqlast.Op, micros, unitsPerSecond int64) (sqlast.Op, int64, bool) {
	const perMicro = 1_000_000
	op, micros, ok := beforeOrFrom(op, micros)
	if !ok {
		return op, 0, false
	}
	switch {
	case unitsPerSecond == 0:
		return op, 0, false
	case unitsPerSecond > perMicro:
		factor := unitsPerSecond / perMicro
		if micros > math.MaxInt64/factor || micros < math.MinInt64/factor {
			return op, 0, false
		}
		return op, micros * factor, true
	default:
		return op, ceilDiv(micros, perMicro/unitsPerSecond), true
	}
}

// ceilDiv is ⌈a/b⌉ for b > 0.
func ceilDiv(a, b int64) int64 {
	q := a / b
	if a%b > 0 {
		q++
	}
	return q
}

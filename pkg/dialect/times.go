package dialect

import (
	"cmp"
	"math"
	"slices"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// perSecond is how many of a number column's units make a second.
var perSecond = map[string]int64{"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}

// timeComparison writes a comparison of a time column with a constant on the bare column, so that the store can skip
// the parts of a table that lie outside, and reports whether it did. Micros on either side of anything else is left
// to the general form.
func (r *renderer) timeComparison(b sqlast.Binary) bool {
	m, ok := b.L.(sqlast.Micros)
	if !ok {
		return false
	}
	micros, ok := constant(b.R)
	if !ok {
		return false
	}
	switch m.From {
	case sqlast.Timestamp, sqlast.TimestampTZ:
		t, ok := r.d.Templates[timeFrom(m.From)]
		if !ok {
			return false
		}
		r.infix(b.Op, func() { r.operand(m.X) }, func() { r.template(t, operands{value: r.instant(micros)}) })
		return true
	case sqlast.DateOnly:
		op, after, ok := beforeOrFrom(b.Op, micros)
		if !ok {
			return false
		}
		t, ok := r.d.Templates[timeFrom(m.From)]
		if !ok {
			return false
		}
		const perDay = 86_400_000_000
		midnight := ceilDiv(after, perDay) * perDay
		r.infix(op, func() { r.operand(m.X) }, func() { r.template(t, operands{value: r.instant(midnight)}) })
		return true
	case sqlast.Integer:
		op, bound, ok := inUnits(b.Op, micros, perSecond[m.Unit])
		if !ok {
			return false
		}
		r.infix(op, func() { r.operand(m.X) }, func() { r.bind(bound) })
		return true
	}
	return false
}

// instant is a number of microseconds as the store takes it bound.
func (r *renderer) instant(micros int64) any {
	if r.d.BindsTimes {
		return time.UnixMicro(micros).UTC()
	}
	return micros
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

// spanIndex writes the number of a span as a CASE that walks the runs upward: each arm needs only the upper bound,
// because the arms before it took what lies below. A run of one span has no division, so whole windows are
// comparisons alone.
func (r *renderer) spanIndex(s sqlast.SpanIndex) {
	runs := slices.Clone(s.Runs)
	slices.SortFunc(runs, func(a, b sqlast.Run) int { return cmp.Compare(a.Start, b.Start) })
	below := func(end int64, then sqlast.Expr) sqlast.When {
		return sqlast.When{If: sqlast.Binary{Op: sqlast.Lt, L: s.Micros, R: sqlast.Param{Value: end}}, Then: then}
	}
	if len(runs) == 0 {
		r.expr(sqlast.Null{Type: sqlast.Integer})
		return
	}
	if s.Inside && len(runs) == 1 && runs[0].Width > 0 {
		r.inRun(s.Micros, runs[0])
		return
	}
	r.write("CASE")
	for i, run := range runs {
		if run.Width <= 0 || run.End <= run.Start || (i > 0 && run.Start < runs[i-1].End) {
			r.fail(fault.Newf(fault.Internal, "run %d of a span index is empty or overlaps another", i))
			return
		}
		if !s.Inside && (i == 0 || run.Start > runs[i-1].End) {
			r.when(below(run.Start, sqlast.Null{Type: sqlast.Integer}), nil)
		}
		if s.Inside && i == len(runs)-1 {
			r.write(" ELSE ")
			r.inRun(s.Micros, run)
			break
		}
		if run.End-run.Start <= run.Width {
			r.when(below(run.End, sqlast.Int(run.First)), nil)
			continue
		}
		r.when(below(run.End, nil), func() { r.spanOf(s.Micros, run) })
	}
	r.write(" END")
}

// inRun is the number of the span of a time that lies in the run.
func (r *renderer) inRun(micros sqlast.Expr, run sqlast.Run) {
	if run.End-run.Start <= run.Width {
		r.expr(sqlast.Int(run.First))
		return
	}
	r.spanOf(micros, run)
}

// when writes one arm; then replaces w.Then where that is no expression of the tree.
func (r *renderer) when(w sqlast.When, then func()) {
	r.write(" WHEN ")
	r.expr(w.If)
	r.write(" THEN ")
	if then == nil {
		r.expr(w.Then)
		return
	}
	then()
}

// spanOf writes First + (t − Start) div Width; t is not below Start here, so every store's division agrees. Where
// comparisons of the bare column cost less, few spans are searched by halves instead.
func (r *renderer) spanOf(micros sqlast.Expr, run sqlast.Run) {
	spans := ceilDiv(run.End-run.Start, run.Width)
	if m, ok := micros.(sqlast.Micros); ok && spans <= r.d.SpansCompared &&
		(m.From == sqlast.Timestamp || m.From == sqlast.TimestampTZ) {
		r.halved(micros, run, 0, spans)
		return
	}
	if run.First != 0 {
		r.expr(sqlast.Int(run.First))
		r.write(" + ")
	}
	since := sqlast.Binary{Op: sqlast.Sub, L: micros, R: sqlast.Param{Value: run.Start}}
	r.node(Divide, operands{x: since, y: sqlast.Param{Value: run.Width}})
}

// halved writes the number of the span of a time that lies in the run's spans from low to before high.
func (r *renderer) halved(micros sqlast.Expr, run sqlast.Run, low, high int64) {
	if high-low == 1 {
		r.expr(sqlast.Int(run.First + low))
		return
	}
	middle := (low + high) / 2
	r.write("CASE")
	before := sqlast.Binary{Op: sqlast.Lt, L: micros, R: sqlast.Param{Value: run.Start + middle*run.Width}}
	r.when(sqlast.When{If: before}, func() { r.halved(micros, run, low, middle) })
	r.write(" ELSE ")
	r.halved(micros, run, middle, high)
	r.write(" END")
}

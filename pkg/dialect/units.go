package dialect

import (
	"math"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// units writes x·2^k. Where overflow is infinite, adding x·0 tells it from a value that was not finite before: that is
// NaN then. Elsewhere what would overflow is clamped; NaN and infinities become NaN either way.
func (r *renderer) units(u sqlast.Units) {
	if u.Shift < -900 || u.Shift > 900 { // where the factor and the bound are doubles, too
		r.fail(fault.Newf(fault.Internal, "a shift by %d is out of range", u.Shift))
		return
	}
	product, nothing := u.X, sqlast.Binary{Op: sqlast.Mul, L: u.X, R: sqlast.FloatLit(0)}
	if u.Shift != 0 {
		product = sqlast.Binary{Op: sqlast.Mul, L: u.X, R: sqlast.FloatLit(math.Ldexp(1, u.Shift))}
	}
	if !r.d.RefusesOverflow {
		r.expr(sqlast.Binary{Op: sqlast.Add, L: product, R: nothing})
		return
	}
	const most = 54
	bound := sqlast.FloatLit(math.Ldexp(1, most-u.Shift))
	size := sqlast.Call{Func: sqlast.Abs, X: u.X}
	var whens []sqlast.When
	if u.Shift < 0 && r.d.RefusesUnderflow {
		whens = append(whens, tiny(u.X, math.Ldexp(1, leastExponent-u.Shift)))
	}
	whens = append(whens,
		sqlast.When{If: sqlast.Binary{Op: sqlast.Le, L: size, R: bound}, Then: product},
		sqlast.When{If: sqlast.Finite{X: u.X}, Then: sqlast.Case{
			Whens: []sqlast.When{{If: sqlast.Binary{Op: sqlast.Lt, L: u.X, R: sqlast.FloatLit(0)},
				Then: sqlast.FloatLit(-math.Ldexp(1, most))}},
			Else: sqlast.FloatLit(math.Ldexp(1, most))}})
	r.expr(sqlast.Case{Whens: whens, Else: nothing})
}

func (r *renderer) safeToSquare(t sqlast.SafeToSquare) {
	if !r.d.RefusesOverflow || t.Sums && !r.d.RefusesSums {
		r.expr(t.X)
		return
	}
	size := sqlast.Call{Func: sqlast.Abs, X: t.X}
	within := sqlast.And{List: []sqlast.Expr{
		sqlast.Binary{Op: sqlast.Ge, L: size, R: sqlast.FloatLit(math.Ldexp(1, -sqlast.SquareExponent))},
		sqlast.Binary{Op: sqlast.Le, L: size, R: sqlast.FloatLit(math.Ldexp(1, sqlast.SquareExponent))}}}
	r.expr(sqlast.Case{Whens: []sqlast.When{{If: within, Then: t.X}}, Else: sqlast.FloatLit(0)})
}

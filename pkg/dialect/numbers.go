package dialect

import (
	"math"
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// float spells a double so that reading it gives the same bits. The exponent keeps it a double: stores read 0.1 as a
// decimal and 1e-01 as a double.
func (d *Dialect) float(f float64) ([]piece, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, fault.Newf(fault.Internal, "%v cannot be written as a number", f)
	}
	text := strconv.FormatFloat(f, 'e', -1, 64)
	if math.Signbit(f) {
		text = "(" + text + ")"
	}
	return []piece{words(text + d.DoubleType)}, nil
}

// mostShift is the power of two up to which factors and bounds are doubles, too.
const mostShift = 900

// byPowerOfTwo is x·2^shift.
func byPowerOfTwo(x sqlast.Expr, shift int) (sqlast.Expr, error) {
	if shift < -mostShift || shift > mostShift {
		return nil, fault.Newf(fault.Internal, "a shift by %d is out of range", shift)
	}
	if shift == 0 {
		return x, nil
	}
	return sqlast.Binary{Op: sqlast.Mul, L: x, R: sqlast.FloatLit(math.Ldexp(1, shift))}, nil
}

// scaled is x·2^k, clamped to ±2^53. The bounds are tested on x, where they are exact, and not by least and greatest,
// which skip NULLs in some stores.
func (d *Dialect) scaled(s sqlast.Scaled) (sqlast.Expr, error) {
	const most = 53
	product, err := byPowerOfTwo(s.X, s.Shift)
	if err != nil {
		return nil, err
	}
	limit, bound := math.Ldexp(1, most), math.Ldexp(1, most-s.Shift)
	whens := []sqlast.When{
		{If: sqlast.Binary{Op: sqlast.Gt, L: s.X, R: sqlast.FloatLit(bound)}, Then: sqlast.FloatLit(limit)},
		{If: sqlast.Binary{Op: sqlast.Lt, L: s.X, R: sqlast.FloatLit(-bound)}, Then: sqlast.FloatLit(-limit)},
	}
	if s.Shift < 0 && d.RefusesUnderflow {
		whens = append(whens, tiny(s.X, math.Ldexp(1, leastExponent-s.Shift)))
	}
	return sqlast.Case{Whens: whens, Else: product}, nil
}

// 2^leastExponent rounds to zero, what is larger does not.
const leastExponent = -1075

// tiny is the arm that makes zero of what lies within bound of zero.
func tiny(x sqlast.Expr, bound float64) sqlast.When {
	return sqlast.When{
		If:   sqlast.Binary{Op: sqlast.Le, L: sqlast.Call{Func: sqlast.Abs, X: x}, R: sqlast.FloatLit(bound)},
		Then: sqlast.FloatLit(0),
	}
}

// units is x·2^k. Where overflow is infinite, adding x·0 tells it from a value that was not finite before: that is
// NaN then. Elsewhere what would overflow is clamped; NaN and infinities become NaN either way.
func (d *Dialect) units(u sqlast.Units) (sqlast.Expr, error) {
	product, err := byPowerOfTwo(u.X, u.Shift)
	if err != nil {
		return nil, err
	}
	nothing := sqlast.Binary{Op: sqlast.Mul, L: u.X, R: sqlast.FloatLit(0)}
	if !d.RefusesOverflow {
		return sqlast.Binary{Op: sqlast.Add, L: product, R: nothing}, nil
	}
	const most = 54
	bound := sqlast.FloatLit(math.Ldexp(1, most-u.Shift))
	size := sqlast.Call{Func: sqlast.Abs, X: u.X}
	var whens []sqlast.When
	if u.Shift < 0 && d.RefusesUnderflow {
		whens = append(whens, tiny(u.X, math.Ldexp(1, leastExponent-u.Shift)))
	}
	whens = append(whens,
		sqlast.When{If: sqlast.Binary{Op: sqlast.Le, L: size, R: bound}, Then: product},
		sqlast.When{If: sqlast.Finite{X: u.X}, Then: sqlast.Case{
			Whens: []sqlast.When{{If: sqlast.Binary{Op: sqlast.Lt, L: u.X, R: sqlast.FloatLit(0)},
				Then: sqlast.FloatLit(-math.Ldexp(1, most))}},
			Else: sqlast.FloatLit(math.Ldexp(1, most))}})
	return sqlast.Case{Whens: whens, Else: nothing}, nil
}

// safeToSquare is x, zero where its square is no double and the store would refuse it.
func (d *Dialect) safeToSquare(t sqlast.SafeToSquare) sqlast.Expr {
	if !d.RefusesOverflow || t.Sums && !d.RefusesSums {
		return t.X
	}
	size := sqlast.Call{Func: sqlast.Abs, X: t.X}
	within := sqlast.And{List: []sqlast.Expr{
		sqlast.Binary{Op: sqlast.Ge, L: size, R: sqlast.FloatLit(math.Ldexp(1, -sqlast.SquareExponent))},
		sqlast.Binary{Op: sqlast.Le, L: size, R: sqlast.FloatLit(math.Ldexp(1, sqlast.SquareExponent))}}}
	return sqlast.Case{Whens: []sqlast.When{{If: within, Then: t.X}}, Else: sqlast.FloatLit(0)}
}

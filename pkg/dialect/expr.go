package dialect

import (
	"math"
	"slices"
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// expr writes an expression without parentheses around it.
func (r *renderer) expr(e sqlast.Expr) {
	switch e := e.(type) {
	case sqlast.Column:
		if e.Source != "" {
			r.name(e.Source)
			r.write(".")
		}
		r.name(e.Name)
	case sqlast.Param:
		r.bind(e.Value)
	case sqlast.Int:
		r.write(strconv.FormatInt(int64(e), 10))
	case sqlast.FloatLit:
		r.float(float64(e))
	case sqlast.Null:
		r.cast(func() { r.write("NULL") }, e.Type)
	case sqlast.Binary:
		r.binary(e)
	case sqlast.And:
		r.chain(e.List, " AND ", "TRUE")
	case sqlast.Or:
		r.chain(e.List, " OR ", "FALSE")
	case sqlast.Not:
		r.write("NOT ")
		r.operand(e.X)
	case sqlast.IsNull:
		r.operand(e.X)
		r.write(" IS NULL")
	case sqlast.InTexts:
		r.inTexts(e)
	case sqlast.Case:
		r.cases(e)
	case sqlast.Agg:
		r.aggregate(e)
	case sqlast.RowNumber:
		r.rowNumber(e)
	case sqlast.Grouping:
		r.write("grouping(")
		r.list(len(e.Columns), func(i int) { r.expr(e.Columns[i]) })
		r.write(")")
	default:
		r.spelled(e)
	}
}

// spelled writes the expressions whose text is a template of the store.
func (r *renderer) spelled(e sqlast.Expr) {
	switch e := e.(type) {
	case sqlast.Path:
		r.path(e)
	case sqlast.SpanIndex:
		r.spanIndex(e)
	case sqlast.Scaled:
		r.scaled(e)
	case sqlast.Units:
		r.units(e)
	case sqlast.SafeToSquare:
		r.safeToSquare(e)
	case sqlast.List:
		r.listOf(e)
	case sqlast.NonNull:
		if _, gains := r.d.Templates[NonNull]; !gains {
			r.expr(e.X)
			return
		}
		r.node(NonNull, operands{x: e.X, y: e.Else})
	default:
		n, o, ok := nodeOf(e)
		if !ok {
			r.fail(fault.Newf(fault.Internal, "%T is no expression", e))
			return
		}
		r.node(n, o)
	}
}

// nodeOf is the template that writes e, for expressions that are one template.
func nodeOf(e sqlast.Expr) (Node, operands, bool) {
	switch e := e.(type) {
	case sqlast.ToNumber:
		return numberFrom(e.From), operands{x: e.X}, true
	case sqlast.ToText:
		return textFrom(e.From), operands{x: e.X}, true
	case sqlast.ID:
		if e.Form == sqlast.BareHex {
			return BareHex, operands{x: e.X}, true
		}
		return NoZeros, operands{x: e.X}, true
	case sqlast.Element:
		return ElementOf, operands{x: e.X, y: sqlast.Int(e.Place + 1)}, true
	case sqlast.Document:
		return Document, operands{x: e.X}, true
	case sqlast.Finite:
		return Finite, operands{x: e.X}, true
	case sqlast.Micros:
		return microsFrom(e.From, e.Unit), operands{x: e.X}, true
	case sqlast.HasOffset:
		return Offset, operands{x: e.X}, true
	case sqlast.Exponents:
		return Bits, operands{x: e.X}, true
	case sqlast.FloorFloat:
		return FloorFloat, operands{x: e.X}, true
	case sqlast.Floor:
		return Floor, operands{x: e.X}, true
	case sqlast.Round:
		return Round, operands{x: e.X}, true
	case sqlast.Call:
		return Node(e.Func), operands{x: e.X}, true
	case sqlast.Least:
		return Least, operands{x: e.A, y: e.B}, true
	case sqlast.Greatest:
		return Greatest, operands{x: e.A, y: e.B}, true
	}
	return listNodeOf(e)
}

// operand writes an expression, in parentheses where its parts could be torn apart by what stands around it.
func (r *renderer) operand(e sqlast.Expr) {
	if r.whole(e) {
		r.expr(e)
		return
	}
	r.write("(")
	r.expr(e)
	r.write(")")
}

// whole reports whether e is written as a name, a number or a call.
func (r *renderer) whole(e sqlast.Expr) bool {
	switch e := e.(type) {
	case sqlast.Column, sqlast.Param, sqlast.FloatLit, sqlast.Agg, sqlast.Null:
		return true
	case sqlast.Int:
		return e >= 0
	}
	n, _, ok := nodeOf(e)
	return ok && r.d.Templates[n].call()
}

// float writes a double so that reading it gives the same bits. The exponent keeps it a double: stores read 0.1 as a
// decimal and 1e-01 as a double.
func (r *renderer) float(f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		r.fail(fault.Newf(fault.Internal, "%v cannot be written as a number", f))
		return
	}
	text := strconv.FormatFloat(f, 'e', -1, 64)
	if math.Signbit(f) {
		text = "(" + text + ")"
	}
	r.write(text + r.d.DoubleType)
}

func (r *renderer) cast(x func(), t sqlast.Type) {
	name, ok := r.d.Types[t]
	if !ok {
		r.fail(fault.Newf(fault.Unsupported, "%s has no type for %s", r.d.Name, typeName(t)))
		return
	}
	r.write("CAST(")
	x()
	r.write(" AS " + name + ")")
}

// chain writes list with op between; an empty list is what op leaves unchanged.
func (r *renderer) chain(list []sqlast.Expr, op, empty string) {
	switch len(list) {
	case 0:
		r.write(empty)
	case 1:
		r.expr(list[0])
	default:
		for i, x := range list {
			if i > 0 {
				r.write(op)
			}
			r.operand(x)
		}
	}
}

func (r *renderer) cases(c sqlast.Case) {
	if len(c.Whens) == 0 {
		r.fail(fault.Newf(fault.Internal, "a CASE without WHEN"))
	}
	r.write("CASE")
	for _, w := range c.Whens {
		r.write(" WHEN ")
		r.expr(w.If)
		r.write(" THEN ")
		r.expr(w.Then)
	}
	if c.Else != nil {
		r.write(" ELSE ")
		r.expr(c.Else)
	}
	r.write(" END")
}

func (r *renderer) path(p sqlast.Path) {
	if len(p.Keys) == 0 || r.d.Path == nil {
		r.fail(fault.Newf(fault.Unsupported, "%s cannot do a JSON path of %d keys", r.d.Name, len(p.Keys)))
		return
	}
	node := PathText
	if typeOf(p.X) == sqlast.JSON {
		node = PathOf
	}
	keys := operands{x: p.X, value: r.d.Path(p.Keys)}
	if r.d.Places == nil || !slices.ContainsFunc(p.Keys, isPlace) {
		r.node(node, keys)
		return
	}
	r.write("COALESCE(")
	r.node(node, keys)
	r.write(", ")
	r.places(node, p)
	r.write(")")
}

// places writes a path whose whole numbers are places, in arrays only.
func (r *renderer) places(node Node, p sqlast.Path) {
	places := operands{x: p.X, value: r.d.Places(p.Keys)}
	if _, tested := r.d.Templates[IsArray]; !tested {
		r.node(node, places)
		return
	}
	before := "CASE WHEN "
	for i, key := range p.Keys {
		if isPlace(key) {
			r.write(before)
			r.node(IsArray, operands{x: p.X, value: r.d.Places(p.Keys[:i])})
			before = " AND "
		}
	}
	r.write(" THEN ")
	r.node(node, places)
	r.write(" END")
}

// place is a key as a place in an array, counted from 0.
func place(key string) (int64, bool) {
	n, err := strconv.ParseUint(key, 10, 31)
	return int64(n), err == nil
}

func isPlace(key string) bool {
	_, ok := place(key)
	return ok
}

// scaled writes x·2^k, clamped to ±2^53. The bounds are tested on x, where they are exact, and not by least and
// greatest, which skip NULLs in some stores.
func (r *renderer) scaled(s sqlast.Scaled) {
	const most = 53
	if s.Shift < -900 || s.Shift > 900 { // where the bounds are doubles, too
		r.fail(fault.Newf(fault.Internal, "a shift by %d is out of range", s.Shift))
		return
	}
	limit, bound := math.Ldexp(1, most), math.Ldexp(1, most-s.Shift)
	product := sqlast.Expr(s.X)
	if s.Shift != 0 {
		product = sqlast.Binary{Op: sqlast.Mul, L: s.X, R: sqlast.FloatLit(math.Ldexp(1, s.Shift))}
	}
	whens := []sqlast.When{
		{If: sqlast.Binary{Op: sqlast.Gt, L: s.X, R: sqlast.FloatLit(bound)}, Then: sqlast.FloatLit(limit)},
		{If: sqlast.Binary{Op: sqlast.Lt, L: s.X, R: sqlast.FloatLit(-bound)}, Then: sqlast.FloatLit(-limit)},
	}
	if s.Shift < 0 && r.d.RefusesUnderflow {
		whens = append(whens, tiny(s.X, math.Ldexp(1, leastExponent-s.Shift)))
	}
	r.expr(sqlast.Case{Whens: whens, Else: product})
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

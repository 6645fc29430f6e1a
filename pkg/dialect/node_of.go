package dialect

import "leeway/pkg/sqlast"

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

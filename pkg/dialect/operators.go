package dialect

import (
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// binary spells L op R. Arithmetic on whole numbers is done in 64 bits, whatever the width of the columns, and Div
// divides doubles.
func (d *Dialect) binary(b sqlast.Binary) ([]piece, error) {
	comparison, known := compares[b.Op]
	if !known {
		return nil, fault.Newf(fault.Internal, "%q is no operator", b.Op)
	}
	if comparison {
		if list, ok := d.timeComparison(b); ok {
			return list, nil
		}
		return []piece{inside(b.L, comparedOperand), infix(b.Op), inside(b.R, comparedOperand)}, nil
	}
	switch {
	case b.Op == sqlast.Mul && d.RefusesUnderflow && isSquare(b):
		return square(b), nil
	case b.Op == sqlast.Div:
		return d.arithmetic(b, sqlast.Float)
	case typeOf(b) == sqlast.Integer && !wide(b.L) && !wide(b.R):
		return d.arithmetic(b, sqlast.Integer)
	}
	return []piece{inside(b.L, operand), infix(b.Op), inside(b.R, operand)}, nil
}

func infix(op sqlast.Op) piece { return words(" " + string(op) + " ") }

// arithmetic spells L op R with L as a type: cast, unless it is a double anyway.
func (d *Dialect) arithmetic(b sqlast.Binary, t sqlast.Type) ([]piece, error) {
	left := []piece{inside(b.L, operand)}
	if t != sqlast.Float || typeOf(b.L) != sqlast.Float {
		var err error
		if left, err = d.cast([]piece{inside(b.L, plain)}, t); err != nil {
			return nil, err
		}
	}
	return append(left, infix(b.Op), inside(b.R, operand)), nil
}

// isSquare reports whether a column is multiplied by itself, the one product of doubles whose factors may both be tiny.
func isSquare(b sqlast.Binary) bool {
	l, left := b.L.(sqlast.Column)
	r, right := b.R.(sqlast.Column)
	return left && right && l == r && l.Type == sqlast.Float
}

// square spells x·x, zero for what is so small that its square lies below every double.
func square(b sqlast.Binary) []piece {
	const root = 0x1p-537
	small := tiny(b.L, root)
	list := append([]piece{words("CASE")}, arm(small.If, inside(small.Then, plain))...)
	return append(list, words(" ELSE "), inside(b.L, operand), infix(b.Op), inside(b.R, operand), words(" END"))
}

// cast spells pieces as a type.
func (d *Dialect) cast(list []piece, t sqlast.Type) ([]piece, error) {
	name, ok := d.Types[t]
	if !ok {
		return nil, fault.Newf(fault.Unsupported, "%s has no type for %s", d.Name, typeName(t))
	}
	return enclose("CAST(", list, " AS "+name+")"), nil
}

// chain spells a list with op between; an empty list is what op leaves unchanged.
func chain(list []sqlast.Expr, op, empty string) []piece {
	switch len(list) {
	case 0:
		return []piece{words(empty)}
	case 1:
		return []piece{inside(list[0], plain)}
	}
	var out []piece
	for i, x := range list {
		if i > 0 {
			out = append(out, words(op))
		}
		out = append(out, inside(x, operand))
	}
	return out
}

func cases(c sqlast.Case) ([]piece, error) {
	if len(c.Whens) == 0 {
		return nil, fault.Newf(fault.Internal, "a CASE without WHEN")
	}
	list := []piece{words("CASE")}
	for _, w := range c.Whens {
		list = append(list, arm(w.If, inside(w.Then, plain))...)
	}
	if c.Else != nil {
		list = append(list, words(" ELSE "), inside(c.Else, plain))
	}
	return append(list, words(" END")), nil
}

package dialect

import "leeway/pkg/sqlast"

// piece is a part of an expression's text: SQL, a value to bind, or an expression inside of it. How a dialect spells an
// expression is a list of them; the renderer writes them, and the expressions inside in turn.
type piece struct {
	kind  kind
	sql   string
	value any
	x     sqlast.Expr
}

// kind says what a piece is. The last four are expressions.
type kind int8

const (
	text kind = iota
	bound
	plain    // without parentheses
	operand  // in parentheses where its parts could be split by what is around it
	compared // plain, as it is compared, ordered or distinguished: text columns as bytes, whatever their collation
	comparedOperand
)

func words(sql string) piece { return piece{kind: text, sql: sql} }

func value(v any) piece { return piece{kind: bound, value: v} }

func inside(x sqlast.Expr, k kind) piece { return piece{kind: k, x: x} }

// commaList is n pieces with commas between them.
func commaList(n int, at func(i int) piece) []piece {
	list := make([]piece, 0, 2*n)
	for i := range n {
		if i > 0 {
			list = append(list, words(", "))
		}
		list = append(list, at(i))
	}
	return list
}

// enclose puts pieces between two texts.
func enclose(before string, list []piece, after string) []piece {
	return append(append([]piece{words(before)}, list...), words(after))
}

// arm is one WHEN of a CASE.
func arm(condition sqlast.Expr, then ...piece) []piece {
	return append([]piece{words(" WHEN "), inside(condition, plain), words(" THEN ")}, then...)
}

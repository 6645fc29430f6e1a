package dialect

import (
	"regexp"
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// Template is the text of a node. Its holes are {x}, {(x)}, {=x}, the same of y, z and w but for {=}, and {?}; an
// operand may stand in it more than once, and its arguments are then bound once for each.
type Template string

var hole = regexp.MustCompile(`\{(=x|\(?[xyzw]\)?|\?)\}`)

var callStart = regexp.MustCompile(`^\w+\(`)

// call reports whether the template is one function call from its first to its last character.
func (t Template) call() bool {
	s := string(t)
	if !callStart.MatchString(s) {
		return false
	}
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				return i == len(s)-1
			}
		}
	}
	return false
}

// operands are what fills a template: expressions, or text that is rendered already, and a value to bind.
type operands struct {
	x, y, z, w sqlast.Expr
	value      any
}

// node writes the template of n, or records that the store cannot do it.
func (r *renderer) node(n Node, o operands) {
	t, ok := r.d.Templates[n]
	if !ok {
		r.fail(fault.Newf(fault.Unsupported, "%s cannot do %s", r.d.Name, n))
		return
	}
	r.template(t, o)
}

func (r *renderer) template(t Template, o operands) {
	s := string(t)
	for {
		at := hole.FindStringIndex(s)
		if at == nil {
			r.write(s)
			return
		}
		r.write(s[:at[0]])
		inside := s[at[0]+1 : at[1]-1]
		switch operand := o.pick(inside); {
		case inside == "?":
			r.bind(o.value)
		case strings.HasPrefix(inside, "("):
			r.operand(operand)
		case strings.HasPrefix(inside, "="):
			r.comparable(operand, r.expr)
		default:
			r.expr(operand)
		}
		s = s[at[1]:]
	}
}

func (o operands) pick(inside string) sqlast.Expr {
	switch strings.Trim(inside, "=()") {
	case "y":
		return o.y
	case "z":
		return o.z
	case "w":
		return o.w
	}
	return o.x
}

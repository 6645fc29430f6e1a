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

// node fills the template of n; a store without one cannot do it.
func (d *Dialect) node(n Node, o operands) ([]piece, error) {
	t, ok := d.Templates[n]
	if !ok {
		return nil, fault.Newf(fault.Unsupported, "%s cannot do %s", d.Name, n)
	}
	return t.fill(o), nil
}

// fill puts operands into the holes of a template.
func (t Template) fill(o operands) []piece {
	var list []piece
	s := string(t)
	for {
		at := hole.FindStringIndex(s)
		if at == nil {
			return append(list, words(s))
		}
		list = append(list, words(s[:at[0]]))
		hole := s[at[0]+1 : at[1]-1]
		switch x := o.pick(hole); {
		case hole == "?":
			list = append(list, value(o.value))
		case strings.HasPrefix(hole, "("):
			list = append(list, inside(x, operand))
		case strings.HasPrefix(hole, "="):
			list = append(list, inside(x, compared))
		default:
			list = append(list, inside(x, plain))
		}
		s = s[at[1]:]
	}
}

func (o operands) pick(hole string) sqlast.Expr {
	switch strings.Trim(hole, "=()") {
	case "y":
		return o.y
	case "z":
		return o.z
	case "w":
		return o.w
	}
	return o.x
}

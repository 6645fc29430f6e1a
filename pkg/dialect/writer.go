package dialect

import (
	"strings"
	"time"
	"unicode/utf8"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// renderer writes one statement. The first error sticks; what is written after it is thrown away.
type renderer struct {
	d         *Dialect
	text      strings.Builder
	args      []any
	depth     int
	ungrouped bool // what is written is an item of a SELECT without groups
	err       error
}

func (r *renderer) write(s string) { r.text.WriteString(s) }

func (r *renderer) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// line starts a new line at the current depth; every clause has its own, so that people can read the text.
func (r *renderer) line(s string) {
	r.write("\n" + strings.Repeat("  ", r.depth) + s)
}

// nested writes what body writes, in parentheses and one level deeper.
func (r *renderer) nested(body func()) {
	r.write("(")
	r.depth++
	r.line("")
	body()
	r.depth--
	r.line(")")
}

// name writes a quoted identifier.
func (r *renderer) name(s string) {
	quoted, err := r.d.Names.Apply(s)
	if err != nil {
		r.fail(err)
		return
	}
	r.write(quoted)
}

// list writes n pieces with commas between them.
func (r *renderer) list(n int, piece func(i int)) {
	for i := range n {
		if i > 0 {
			r.write(", ")
		}
		piece(i)
	}
}

// expr writes an expression without parentheses around it.
func (r *renderer) expr(e sqlast.Expr) { r.pieces(r.d.spell(e, r.ungrouped)) }

// pieces writes the text of an expression, and the expressions inside of it.
func (r *renderer) pieces(list []piece, err error) {
	if err != nil {
		r.fail(err)
		return
	}
	for _, p := range list {
		switch p.kind {
		case text:
			r.write(p.sql)
		case bound:
			r.bind(p.value)
		default:
			r.inside(p.x, p.kind)
		}
	}
}

// inside writes an expression that is part of another.
func (r *renderer) inside(e sqlast.Expr, k kind) {
	if k == compared || k == comparedOperand {
		if list, differs := r.d.asCompared(e); differs {
			r.pieces(list, nil)
			return
		}
	}
	if k == plain || k == compared || r.d.isAtomic(e) {
		r.expr(e)
		return
	}
	r.write("(")
	r.expr(e)
	r.write(")")
}

// each are values that a template binds one by one, with commas between.
type each []any

// bind writes a placeholder and keeps the value for it.
func (r *renderer) bind(value any) {
	switch v := value.(type) {
	case each:
		r.list(len(v), func(i int) { r.bind(v[i]) })
		return
	case int64, float64, bool, time.Time, []string:
	case string:
		if !utf8.ValidString(v) {
			r.fail(fault.Newf(fault.BadQuery, "the text %q is not valid UTF-8", v))
		}
	default:
		r.fail(fault.Newf(fault.Internal, "a %T cannot be bound", value))
		return
	}
	r.args = append(r.args, value)
	r.write(r.d.Placeholder(len(r.args), value))
}

package dialect

import (
	"strconv"
	"strings"

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

func (r *renderer) query(q sqlast.Query) {
	switch q := q.(type) {
	case sqlast.Select:
		r.with(q.With)
		r.selection(q)
	case sqlast.Union:
		r.with(q.With)
		if len(q.Parts) == 0 {
			r.fail(fault.Newf(fault.Internal, "a union without parts"))
		}
		for i, part := range q.Parts {
			if i > 0 {
				r.line("UNION ALL")
				r.line("")
			}
			r.part(part)
		}
	default:
		r.fail(fault.Newf(fault.Internal, "%T is no query", q))
	}
}

// part writes one part of a union. What would bind to the whole union instead of the part is refused.
func (r *renderer) part(s sqlast.Select) {
	if len(s.With) > 0 || len(s.OrderBy) > 0 || s.Limit != 0 {
		r.fail(fault.Newf(fault.Internal, "a part of a union has WITH, ORDER BY or LIMIT of its own"))
	}
	r.selection(s)
}

func (r *renderer) with(ctes []sqlast.CTE) {
	for i, c := range ctes {
		if i == 0 {
			r.write("WITH ")
		} else {
			r.write(", ")
		}
		r.name(c.Name)
		node := With
		if c.Materialize {
			node = WithOnce
		}
		r.node(node, operands{})
		r.nested(func() { r.query(c.Query) })
		if i == len(ctes)-1 {
			r.line("")
		}
	}
}

func (r *renderer) selection(s sqlast.Select) {
	if len(s.Items) == 0 {
		r.fail(fault.Newf(fault.Internal, "a SELECT without items"))
	}
	r.write("SELECT")
	if s.Distinct {
		r.write(" DISTINCT")
	}
	r.depth++
	r.ungrouped = len(s.GroupBy) == 0 && len(s.Sets) == 0
	for i, item := range s.Items {
		r.line("")
		r.expr(item.X)
		r.write(" AS ")
		r.name(item.As)
		if i < len(s.Items)-1 {
			r.write(",")
		}
	}
	r.depth--
	if s.From != nil {
		r.line("FROM ")
		r.source(s.From)
	}
	if s.Where != nil {
		r.line("WHERE ")
		r.expr(s.Where)
	}
	r.grouping(s)
	r.ordering(s.OrderBy)
	if s.Limit > 0 {
		r.line("LIMIT " + strconv.Itoa(s.Limit))
	}
	if barrier, has := r.d.Templates[OptimizationBarrier]; has && s.OptimizationBarrier {
		r.line(string(barrier))
	}
}

func (r *renderer) grouping(s sqlast.Select) {
	if len(s.GroupBy) > 0 {
		r.line("GROUP BY ")
		r.list(len(s.GroupBy), func(i int) { r.position(s, s.GroupBy[i]) })
	}
	if len(s.Sets) == 0 {
		return
	}
	if r.d.Counting.Sets == 0 {
		r.fail(fault.Newf(fault.Unsupported, "%s cannot do several groupings in one pass", r.d.Name))
	}
	r.line("GROUP BY GROUPING SETS (")
	r.list(len(s.Sets), func(i int) {
		r.write("(")
		r.list(len(s.Sets[i]), func(j int) { r.grouped(s, s.Sets[i][j]) })
		r.write(")")
	})
	r.write(")")
}

// grouped writes a column of a grouping set: numbers of items are not read there everywhere.
func (r *renderer) grouped(s sqlast.Select, p int) {
	if p < 1 || p > len(s.Items) {
		r.fail(fault.Newf(fault.Internal, "a grouping set of item %d of %d", p, len(s.Items)))
		return
	}
	r.expr(s.Items[p-1].X)
}

// position writes the number of an item, which every store takes in GROUP BY.
func (r *renderer) position(s sqlast.Select, p int) {
	if p < 1 || p > len(s.Items) {
		r.fail(fault.Newf(fault.Internal, "GROUP BY position %d of %d items", p, len(s.Items)))
	}
	r.write(strconv.Itoa(p))
}

func (r *renderer) ordering(keys []sqlast.Order) {
	if len(keys) == 0 {
		return
	}
	r.line("ORDER BY ")
	r.list(len(keys), func(i int) { r.order(keys[i]) })
}

// order writes one key; NULLs come last in both directions, because stores differ where it is left open.
func (r *renderer) order(o sqlast.Order) {
	node := Asc
	if o.Desc {
		node = Desc
	}
	r.node(node, operands{x: o.X})
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

package dialect

import (
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// Statement is text and the arguments bound to it, in the order of their placeholders. Arguments are int64, float64,
// string, bool, time.Time or []string.
type Statement struct {
	SQL  string
	Args []any
}

// Render writes q in the dialect's SQL. Errors are faults: Unsupported for a node the store cannot do, BadModel for a
// name that cannot be quoted, BadQuery for a value that cannot be bound, Internal for a malformed tree.
func Render(d *Dialect, q sqlast.Query) (Statement, error) {
	r := &renderer{d: d}
	r.query(q)
	if r.err != nil {
		return Statement{}, r.err
	}
	return Statement{SQL: r.text.String(), Args: r.args}, nil
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
		r.pieces(r.d.node(node, operands{}))
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
	r.list(len(keys), func(i int) { r.pieces(r.d.order(keys[i])) })
}

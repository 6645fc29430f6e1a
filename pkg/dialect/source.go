package dialect

import (
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

func (r *renderer) source(s sqlast.Source) {
	switch s := s.(type) {
	case sqlast.Table:
		r.table(s.Name)
		r.alias(s.As)
	case sqlast.Ref:
		r.name(s.Name)
		r.alias(s.As)
	case sqlast.Subquery:
		r.nested(func() { r.query(s.Query) })
		r.alias(s.As)
	case sqlast.Entries:
		r.entries(s)
	case sqlast.Join:
		r.joined(s.L)
		if s.Left {
			r.line("LEFT JOIN ")
		} else {
			r.line("JOIN ")
		}
		r.joined(s.R)
		r.write(" ON ")
		r.expr(s.On)
	default:
		r.fail(fault.Newf(fault.Internal, "%T is no source", s))
	}
}

// joined writes one side of a join. A join on the right side would need parentheses that nobody asks for.
func (r *renderer) joined(s sqlast.Source) {
	if _, ok := s.(sqlast.Join); ok {
		r.nested(func() { r.source(s) })
		return
	}
	r.source(s)
}

func (r *renderer) table(name []string) {
	if r.d.Source != nil {
		text, err := r.d.Source(name)
		if err != nil {
			r.fail(err)
			return
		}
		r.write(text)
		return
	}
	if len(name) == 0 {
		r.fail(fault.Newf(fault.Internal, "a table without a name"))
	}
	for i, part := range name {
		if i > 0 {
			r.write(".")
		}
		r.name(part)
	}
}

func (r *renderer) alias(as string) {
	if as != "" {
		r.write(" AS ")
		r.name(as)
	}
}

// entries writes what unpacks histograms, as Trino has it.
func (r *renderer) entries(e sqlast.Entries) {
	if r.d.Counting.Histograms == 0 {
		r.fail(fault.Newf(fault.Unsupported, "%s cannot do histograms", r.d.Name))
		return
	}
	r.source(e.From)
	r.line("CROSS JOIN UNNEST(ARRAY[")
	r.list(len(e.Numbers), func(i int) { r.expr(sqlast.Int(e.Numbers[i])) })
	r.write("], ARRAY[")
	r.list(len(e.Histograms), func(i int) { r.expr(e.Histograms[i]) })
	r.write(`]) AS "h" ("col", "histogram")`)
	r.line(`CROSS JOIN UNNEST("histogram") AS "e" ("key", "n")`)
}

package dialect

import (
	"strings"
	"time"
	"unicode/utf8"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

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

// inTexts binds short lists one by one and long ones as one array; the empty list holds nothing.
func (r *renderer) inTexts(in sqlast.InTexts) {
	for _, v := range in.Values {
		if !utf8.ValidString(v) {
			r.fail(fault.Newf(fault.BadQuery, "the text %q is not valid UTF-8", v))
			return
		}
	}
	switch {
	case len(in.Values) == 0:
		r.write("FALSE")
	case len(in.Values) <= r.d.MostInline:
		r.operand(in.X)
		r.write(" IN (")
		r.list(len(in.Values), func(i int) { r.bind(in.Values[i]) })
		r.write(")")
	default:
		r.anyOf(in.X, chunks(in.Values, r.d.MostBytes))
	}
}

// anyOf tests for membership in any of several arrays.
func (r *renderer) anyOf(x sqlast.Expr, arrays [][]string) {
	if len(arrays) == 1 {
		r.node(AnyOf, operands{x: x, value: arrays[0]})
		return
	}
	r.write("(")
	for i, a := range arrays {
		if i > 0 {
			r.write(" OR ")
		}
		r.node(AnyOf, operands{x: x, value: a})
	}
	r.write(")")
}

// chunks cuts a list where the texts before hold most bytes; a longer text is a chunk of its own. 0 cuts nowhere.
func chunks(values []string, most int) [][]string {
	var cut [][]string
	from, size := 0, 0
	for i, v := range values {
		size += len(v)
		if most > 0 && size > most && i > from {
			cut = append(cut, values[from:i])
			from, size = i, len(v)
		}
	}
	return append(cut, values[from:])
}

// aggregates are the texts before the argument; all stores agree on them.
var aggregates = map[sqlast.AggFunc]string{
	sqlast.CountDistinct: "count(DISTINCT ", sqlast.Sum: "sum(", sqlast.Min: "min(", sqlast.Max: "max(",
	sqlast.Mean: "avg(", sqlast.Variance: "var_pop(", sqlast.Count: "count(",
}

// aggregate writes an aggregate. Sums of whole numbers and counts come back as 64-bit integers:
// stores widen sums otherwise.
func (r *renderer) aggregate(a sqlast.Agg) {
	if a.Func == sqlast.CountAll && a.X == nil {
		r.countAll()
		return
	}
	open, ok := aggregates[a.Func]
	if !ok || a.X == nil {
		r.fail(fault.Newf(fault.Internal, "the aggregate %q does not fit its argument", a.Func))
		return
	}
	if r.ungrouped && a.Func != sqlast.CountDistinct && a.Func != sqlast.Count {
		open = strings.Replace(open, "(", r.d.OfNothing+"(", 1)
	}
	call := func() {
		r.write(open)
		r.expr(a.X)
		r.write(")")
	}
	if a.Func == sqlast.Sum && typeOf(a.X) == sqlast.Integer || a.Func == sqlast.Count && r.d.UnsignedCounts {
		r.cast(call, sqlast.Integer)
		return
	}
	call()
}

func (r *renderer) countAll() {
	write := func() { r.write("count(*)") }
	if r.d.UnsignedCounts {
		r.cast(write, sqlast.Integer)
		return
	}
	write()
}

func (r *renderer) rowNumber(n sqlast.RowNumber) {
	r.write("row_number() OVER (")
	var clauses []func()
	if len(n.PartitionBy) > 0 {
		clauses = append(clauses, func() {
			r.write("PARTITION BY ")
			r.list(len(n.PartitionBy), func(i int) { r.comparable(n.PartitionBy[i], r.expr) })
		})
	}
	if len(n.OrderBy) > 0 {
		clauses = append(clauses, func() {
			r.write("ORDER BY ")
			r.list(len(n.OrderBy), func(i int) { r.order(n.OrderBy[i]) })
		})
	}
	for i, clause := range clauses {
		if i > 0 {
			r.write(" ")
		}
		clause()
	}
	r.write(")")
}

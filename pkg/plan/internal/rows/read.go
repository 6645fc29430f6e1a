package rows

import (
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// Clock says how the time of a row is read.
type Clock uint8

// The clocks.
const (
	SourceClock Clock = iota // microseconds since 1970 on the clock of the source's time column
	Instants                 // microseconds since 1970, to be compared with times of another table or column
	AsStored                 // the column itself, where nothing is asked of times but the newest
)

// The columns of copies: the number of a row among those of its id and day, and whether it passes the conditions,
// because a row is judged a copy before it is filtered.
var (
	copyNumber = sqlast.Column{Name: "copy", Type: sqlast.Integer}
	passes     = sqlast.Column{Name: "kept", Type: sqlast.Bool}
)

// read returns the CTE of the logged rows: span, segments, weight, time and the items, for the rows inside the spans
// that pass the conditions, each prediction once. It is materialized only where de-duplication makes it costly.
func (r Rows) read(name string, items []sqlast.Item, clock Clock) (sqlast.CTE, error) {
	inner, err := r.readSource(items, clock)
	if err != nil {
		return sqlast.CTE{}, err
	}
	if span, ok := inner.Items[0].X.(sqlast.SpanIndex); r.Source.Time == nil || ok && span.Inside {
		return sqlast.CTE{Name: name, Query: inner}, nil
	}
	keep := []sqlast.Expr{expr.IsPresent(Span)}
	if r.Source.Unique {
		keep = append(keep, expr.Compare(copyNumber, sqlast.Eq, sqlast.Int(1)), passes)
	}
	outer := sqlast.Select{From: sqlast.Subquery{Query: inner, As: "l"}, Where: sqlast.And{List: keep}}
	for _, item := range inner.Items {
		if item.As != copyNumber.Name && item.As != passes.Name {
			outer.Items = append(outer.Items, expr.As(sqlast.Column{Name: item.As}, item.As))
		}
	}
	return sqlast.CTE{Name: name, Query: outer, Materialize: r.Source.Unique && name == Base}, nil
}

// readSource reads the source: everything the rows have and, where there may be copies, copyNumber and
// passes.
func (r Rows) readSource(items []sqlast.Item, clock Clock) (sqlast.Select, error) {
	sel := sqlast.Select{From: sqlast.Table{Name: r.Source.Table}}
	conditions, err := r.conditions()
	if err != nil {
		return sel, err
	}
	var where []sqlast.Expr
	if r.Source.Time == nil {
		sel.Items, sel.Limit = []sqlast.Item{{X: sqlast.Int(0), As: Span.Name}}, r.Sample
	} else if where, err = r.readTime(&sel, clock, conditions); err != nil {
		return sel, err
	}
	if !r.Source.Unique {
		where = append(where, conditions...)
	}
	if len(where) > 0 {
		sel.Where = sqlast.And{List: where}
	}
	return sel, r.readValues(&sel, items)
}

// readTime appends span and time of a row, and what tells copies from each other. It returns the tests that keep the
// rows inside the spans.
func (r Rows) readTime(sel *sqlast.Select, clock Clock, conditions []sqlast.Expr) ([]sqlast.Expr, error) {
	t, err := r.TimeColumn()
	if err != nil {
		return nil, err
	}
	from, to := r.Spans[0].Start, r.Spans[len(r.Spans)-1].End
	span := t.SpanIndex(r.Spans)
	span.Inside = !r.Source.Unique && t.Fills(span.Runs, from, to)
	at := t.Micros()
	switch clock {
	case AsStored:
		at = t.Column()
	case Instants:
		at = t.Instants()
	}
	sel.Items = append(sel.Items, expr.As(span, Span.Name), expr.As(at, values.RowTime.Name))
	if !r.Source.Unique {
		return t.Between(from, to), nil
	}
	key, err := r.copyKey(t)
	if err != nil {
		return nil, err
	}
	ids, err := r.Source.IDColumns()
	if err != nil {
		return nil, err
	}
	number := sqlast.RowNumber{PartitionBy: key, OrderBy: []sqlast.Order{{X: t.Micros()}}}
	sel.Items = append(sel.Items,
		expr.As(expr.If(values.LacksID(ids), sqlast.Int(1), number), copyNumber.Name),
		expr.As(sqlast.And{List: conditions}, passes.Name))
	return t.Between(r.wholeDays()), nil
}

// readValues appends the segments, the weight and the items.
func (r Rows) readValues(sel *sqlast.Select, items []sqlast.Item) error {
	for i, d := range r.Dimensions {
		if d.Label {
			continue // known once the row has met its outcome
		}
		x, err := d.Text(r.Source)
		if err != nil {
			return err
		}
		sel.Items = append(sel.Items, expr.As(x, SegmentName(i)))
	}
	if r.Source.Weight != "" {
		c, err := r.Source.Column(r.Source.Weight)
		if err != nil {
			return err
		}
		sel.Items = append(sel.Items, expr.As(weightOf(c), Weight.Name))
	}
	sel.Items = append(sel.Items, items...)
	return nil
}

// weightOf is a row's weight; what is not a positive number below 2^32 weighs nothing.
func weightOf(c sqlast.Column) sqlast.Expr {
	w := sqlast.ToNumber{X: c, From: c.Type}
	counts := expr.All(sqlast.Finite{X: w},
		expr.Compare(w, sqlast.Gt, sqlast.FloatLit(0)), expr.Compare(w, sqlast.Lt, sqlast.FloatLit(1<<32)))
	return expr.If(counts, w, sqlast.FloatLit(0))
}
